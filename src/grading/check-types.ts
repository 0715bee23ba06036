// TypeScript beside a grade. The compiler looks at the submission while the checks run. What it finds in the learner's
// own files becomes remarks of the grade. What it finds anywhere else says that the surroundings are not as they should
// be (no types of Node, no client), and then nothing that it says about the submission can be relied on: it is not
// shown. So a learner never reads an error that is not theirs, and the grade still says why there is nothing to read.

import { readFileSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Diagnostic, Grade } from "./grade.ts";
import { type PrintedError, parseDiagnostics } from "./parse-diagnostics.ts";
import { type CompilerOptions, runCompiler } from "./run-compiler.ts";
import { sourcePlace } from "./source-place.ts";

/** What a grade says about types. */
export type Types = Pick<Grade, "diagnostics" | "typesNotChecked">;

/** A check of types that is under way. */
export interface TypeCheck {
  /** What was found, if that takes no longer than this. Never rejects. */
  within(ms: number): Promise<Types>;
}

/**
 * Starts the compiler on one file.
 *
 * @param file Absolute path of a TypeScript file, inside the course or outside
 */
export function startTypeCheck(file: string, options: CompilerOptions): TypeCheck {
  const deadline = new AbortController();
  const types = checkTypes(file, options, deadline.signal);
  return {
    within(ms) {
      const timer = setTimeout(() => deadline.abort(), ms);
      return types.finally(() => clearTimeout(timer));
    },
  };
}

async function checkTypes(file: string, options: CompilerOptions, signal: AbortSignal): Promise<Types> {
  try {
    const real = realpathSync(file);
    const root = realpathSync(options.root);
    const errors = parseDiagnostics(await runCompiler(real, { ...options, root }, signal));
    return typesOf(errors, { real, root, name: relative(options.root, file) });
  } catch (error) {
    return notChecked(signal.aborted ? "TypeScript took too long." : (error as Error).message);
  }
}

/** Where the graded file lies, and how it is told to the learner. Both paths are free of symbolic links. */
interface Place {
  readonly real: string;
  readonly root: string;
  readonly name: string;
}

function typesOf(errors: readonly PrintedError[], place: Place): Types {
  const diagnostics: Diagnostic[] = [];
  for (const error of errors) {
    const diagnostic = diagnosticOf(error, place);
    if (diagnostic === undefined) return notChecked(elsewhere(error, place));
    diagnostics.push(diagnostic);
  }
  return { diagnostics };
}

/** Undefined for an error that is not in a file of the learner's. */
function diagnosticOf({ at, code, message }: PrintedError, place: Place): Diagnostic | undefined {
  const path = at && resolve(place.root, at.path);
  const file = path && ownName(path, place);
  if (!file) return undefined;
  const source = readFileSync(path, "utf8");
  return { message: withoutPaths(message, place), code, place: sourcePlace(source, { ...at!, file }) };
}

/** The learner's files are the graded one and what lies beside it. */
function ownName(path: string, { real, name }: Place): string | undefined {
  if (path === real) return name;
  const beside = relative(dirname(real), path);
  return beside.startsWith("..") || isAbsolute(beside) ? undefined : join(dirname(name), beside);
}

/** A type of another file is printed with the path of that file; its name is enough. */
function withoutPaths(message: string, { real, root }: Place): string {
  const folders = [root, dirname(real)].map((folder) => `${folder.replaceAll("\\", "/")}/`);
  const named = message.replace(/import\("[^"]*"\)\./g, "");
  return folders.reduce((text, folder) => text.replaceAll(folder, ""), named);
}

function elsewhere({ at, message }: PrintedError, place: Place): string {
  return `TypeScript finds an error in ${at?.path ?? "its options"}: ${withoutPaths(message, place)}`;
}

function notChecked(why: string): Types {
  return { diagnostics: [], typesNotChecked: why };
}
