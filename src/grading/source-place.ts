import { SourceMap, type SourceMapPayload } from "node:module";
import type { SourcePlace } from "./grade.ts";

const LINES_AROUND = 2;

/** A place in a text with some lines around it, a caret below. Line and column count from 1. */
export function sourcePlace(
  source: string,
  { file, line, column }: { file: string; line: number; column: number },
): SourcePlace {
  const lines = source.split(/\r?\n/);
  const last = Math.min(lines.length, line + LINES_AROUND);
  const digits = String(last).length;
  const frame: string[] = [];
  for (let each = Math.max(1, line - LINES_AROUND); each <= last; each += 1) {
    frame.push(`${String(each).padStart(digits)} | ${lines[each - 1]}`);
    if (each === line) frame.push(`${" ".repeat(digits)} | ${" ".repeat(column - 1)}^`);
  }
  return { file, line, column, frame: frame.join("\n") };
}

/** Where a place in the compiled code stands in the source; undefined when it has no counterpart there. */
export function originalPlace(
  compiled: { readonly map: string; readonly source: string; readonly file: string },
  at: { readonly line: number; readonly column: number },
): SourcePlace | undefined {
  const map = new SourceMap(JSON.parse(compiled.map) as SourceMapPayload);
  const entry = map.findEntry(at.line - 1, at.column - 1);
  // A submission of several files: only its main file is shown.
  const isMainFile = "originalSource" in entry && entry.originalSource.endsWith(basename(compiled.file));
  if (!isMainFile) return undefined;
  const { originalLine, originalColumn } = entry;
  return sourcePlace(compiled.source, {
    file: compiled.file,
    line: originalLine + 1,
    column: originalColumn + 1,
  });
}

function basename(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
