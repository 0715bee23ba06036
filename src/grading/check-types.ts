// TypeScript beside a grade. The compiler looks at the submission while the checks run. What it finds in the learner's
// own files becomes remarks of the grade. What it finds anywhere else says that the surroundings are not as they should
// be (no types of Node, no client), and then nothing that it says about the submission can be relied on: it is not
// shown. So a learner never reads an error that is not theirs, and the grade still says why there is nothing to read.

import { readFileSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Diagnostic, Diagnostics, Grade } from "./grade.ts";
import { type PrintedError, parseDiagnostics } from "./parse-diagnostics.ts";
import { type CompilerOptions, runCompiler } from "./run-compiler.ts";
import { sourceLines, sourcePlace } from "./source-place.ts";

/** What a grade says about types. */
export type Types = Pick<Grade, "diagnostics" | "typesNotChecked">;

export const NO_DIAGNOSTICS: Diagnostics = { count: 0, first: [] };

interface TypeCheckOptions extends CompilerOptions {
  /** Folder that places are told relative to; `root` where it is left out. */
  readonly base?: string;
}

/** A check of types that is under way. */
export interface TypeCheck<Found = Types> {
  /** What was found, if that takes no longer than this and is not given up. Never rejects. */
  within(ms: number, signal?: AbortSignal): Promise<Found>;
}

/** How much longer than the checks the compiler may take. It takes one second, and several on a machine that is busy. */
export const TYPES_AFTER_MS = 10_000;

/**
 * Starts the compiler on one file.
 *
 * @param file Absolute path of a TypeScript file, inside the course or outside
 */
export function startTypeCheck(file: string, options: TypeCheckOptions): TypeCheck {
  const check = startTypeChecks([file], options);
  return { within: async (ms, signal) => (await check.within(ms, signal)).get(file)! };
}

/**
 * Starts the compiler on several files at once, which takes hardly longer than on one.
 *
 * @param files Absolute paths, as above
 * @returns What is found in each, by these paths
 */
export function startTypeChecks(
  files: readonly string[],
  options: TypeCheckOptions,
): TypeCheck<ReadonlyMap<string, Types>> {
  const deadline = new AbortController();
  const types = checkTypes(files, options, deadline.signal);
  return {
    within(ms, signal) {
      const giveUp = () => deadline.abort();
      const timer = setTimeout(giveUp, ms);
      signal?.addEventListener("abort", giveUp, { once: true });
      return types.finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
      });
    },
  };
}

async function checkTypes(
  files: readonly string[],
  { base, ...options }: TypeCheckOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Types>> {
  try {
    const root = realpathSync(options.root);
    const reals = files.map((file) => realpathSync(file));
    const errors = parseDiagnostics(await runCompiler(reals, { ...options, root }, signal));
    const places = files.map((file, index) => ({
      ...{ file, root, real: reals[index]! },
      name: relative(base ?? options.root, file),
    }));
    const found = new Map(
      places.map((place) => [place.file, typesOf(errorsFor(place, errors, places), place)]),
    );
    // Where one file is no TypeScript, the compiler says nothing of the types of the others.
    const others = files.filter((file) => !isBroken(found.get(file)!));
    if (others.length === 0 || others.length === files.length) return found;
    return new Map([...found, ...(await checkTypes(others, { ...options, ...(base && { base }) }, signal))]);
  } catch (error) {
    const types = notChecked(signal.aborted ? "TypeScript took too long." : (error as Error).message);
    return new Map(files.map((file) => [file, types]));
  }
}

/** TypeScript's numbers for errors in syntax begin with a one. */
function isBroken({ diagnostics }: Types): boolean {
  return diagnostics.first.some(({ code }) => code < 2_000);
}

/** What is in another one of the files is told there. */
function errorsFor({ root, real }: Place, errors: readonly PrintedError[], places: readonly Place[]) {
  const others = new Set(places.map((place) => place.real).filter((each) => each !== real));
  return errors.filter(({ at }) => at === undefined || !others.has(resolve(root, at.path)));
}

/** Where the graded file lies, and how it is told to the learner. Both paths are free of symbolic links. */
interface Place {
  readonly real: string;
  readonly root: string;
  readonly name: string;
}

// This runs in the process of the screen, and the learner's file may be large: what is shown is kept, the rest counted.
function typesOf(errors: readonly PrintedError[], place: Place): Types {
  const linesOf = lineReader();
  const first: Diagnostic[] = [];
  for (const error of errors) {
    const file = ownName(error, place);
    if (file === undefined) return notChecked(elsewhere(error, place));
    if (first.length < MOST_KEPT) first.push(diagnosticOf(error, file, place, linesOf));
  }
  return { diagnostics: { count: errors.length, first } };
}

const MOST_KEPT = 20;

function diagnosticOf(
  { at, code, message }: PrintedError,
  file: string,
  place: Place,
  linesOf: LineReader,
): Diagnostic {
  const lines = linesOf(resolve(place.root, at!.path));
  return { message: inWords(message, place), code, place: sourcePlace(lines, { ...at!, file }) };
}

type LineReader = (path: string) => readonly string[];

/** Reads each file once. */
function lineReader(): LineReader {
  const files = new Map<string, readonly string[]>();
  return (path) => {
    const lines = files.get(path) ?? sourceLines(readFileSync(path, "utf8"));
    files.set(path, lines);
    return lines;
  };
}

/** The learner's files are the graded one and what lies beside it. Undefined for an error that is in none of them. */
function ownName({ at }: PrintedError, { real, root, name }: Place): string | undefined {
  if (at === undefined) return undefined;
  const path = resolve(root, at.path);
  if (path === real) return name;
  const beside = relative(dirname(real), path);
  return beside.startsWith("..") || isAbsolute(beside) ? undefined : join(dirname(name), beside);
}

/** What a learner can read of a message: a name stands in it whole, however long it is. */
function inWords(message: string, place: Place): string {
  const words = withoutPaths(message, place);
  const leftOut = words.length - MOST_FIRST - MOST_LAST;
  if (leftOut <= 0) return words;
  return `${words.slice(0, MOST_FIRST)} (${leftOut} characters left out) ${words.slice(-MOST_LAST)}`;
}

const MOST_FIRST = 600;
const MOST_LAST = 300;

/** A type of another file is printed with the path of that file; its name is enough. */
function withoutPaths(message: string, { real, root }: Place): string {
  const folders = [root, dirname(real)].map((folder) => `${folder.replaceAll("\\", "/")}/`);
  const named = message.replace(/import\("[^"]*"\)\./g, "");
  return folders.reduce((text, folder) => text.replaceAll(folder, ""), named);
}

function elsewhere({ at, message }: PrintedError, place: Place): string {
  return `TypeScript finds an error in ${at?.path ?? "its options"}: ${inWords(message, place)}`;
}

function notChecked(why: string): Types {
  return { diagnostics: NO_DIAGNOSTICS, typesNotChecked: why };
}
