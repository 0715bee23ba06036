import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, join } from "node:path";
import type { SourcePlace } from "./grade.ts";

/** The module beside a submission, by the name that it has in a source map. */
export const BESIDE = "beside-the-submission.ts";

const LINES_AROUND = 2;
/** Of longer lines, as generated code has them, only this much is shown: the part that holds the place. */
const MOST_CHARACTERS = 320;

/**
 * A place in a text with some lines around it, a caret below. Line and column count from 1.
 *
 * @param source The text, or its lines, for many places of one text
 */
export function sourcePlace(
  source: string | readonly string[],
  { file, line, column }: { file: string; line: number; column: number },
): SourcePlace {
  const lines = typeof source === "string" ? sourceLines(source) : source;
  const start = column > MOST_CHARACTERS ? column - MOST_CHARACTERS / 2 : 0;
  const last = Math.min(lines.length, line + LINES_AROUND);
  const digits = String(last).length;
  const frame: string[] = [];
  for (let each = Math.max(1, line - LINES_AROUND); each <= last; each += 1) {
    frame.push(`${String(each).padStart(digits)} | ${partOf(lines[each - 1]!, start)}`);
    if (each === line) frame.push(`${" ".repeat(digits)} | ${" ".repeat(column - 1 - start)}^`);
  }
  return { file, line, column, frame: frame.join("\n") };
}

/** The lines of a text, which may end in CRLF. Of a million lines, a regular expression would make a long wait. */
export function sourceLines(source: string): string[] {
  return source.replaceAll("\r\n", "\n").split("\n");
}

/** A mark takes the place of the character before the part, so that the caret stays below its own. */
function partOf(line: string, start: number): string {
  const end = start + MOST_CHARACTERS;
  const part = start === 0 ? line.slice(0, end) : `…${line.slice(start + 1, end)}`;
  return line.length > end ? `${part}…` : part;
}

interface CompiledSource {
  readonly map: string;
  /** Of the main file. */
  readonly source: string;
  readonly file: string;
}

/** What a source map has of the files that it is made of. */
interface Sources {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | undefined)[];
}

/** Where a place in the compiled code stands in the source; undefined when it has no counterpart there. */
export function originalPlace(
  compiled: CompiledSource,
  at: { readonly line: number; readonly column: number },
): SourcePlace | undefined {
  const map = new SourceMap(JSON.parse(compiled.map) as SourceMapPayload);
  const entry = map.findEntry(at.line - 1, at.column - 1);
  if (!("originalSource" in entry)) return undefined;
  const { originalLine, originalColumn } = entry;
  const { file, source } = fileIn(compiled, entry.originalSource);
  if (source === undefined) return undefined;
  return sourcePlace(source, { file, line: originalLine + 1, column: originalColumn + 1 });
}

/** One of the files of a submission: the main one, or one beside it. What is in no file has no source. */
function fileIn(compiled: CompiledSource, name: string): { file: string; source?: string | undefined } {
  if (name.endsWith(basename(compiled.file))) return compiled;
  const { sources, sourcesContent } = JSON.parse(compiled.map) as Sources;
  const at = name.endsWith(BESIDE) ? -1 : sources.indexOf(name);
  // In the map a path is one from a folder that is never written, beside the main file.
  const file = join(dirname(compiled.file), "-", name);
  return { file, source: sourcesContent?.[at] };
}

function basename(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
