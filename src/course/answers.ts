/**
 * The learner's files, which are never the course's again once they were begun. A course has its stubs in `exercises/`
 * for whoever looks there; a ZIP of it has them in `exercises/.original/` only, and then a file is made on first use.
 *
 * `.attempts/NN-name/` holds what was there before: copies of answers, `stub.ts`, the stub that the learner knows, and
 * `seen.ts`, the answers as the course last saw them.
 */
import { randomUUID } from "node:crypto";
import { constants, copyFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LessonFiles } from "./lesson.ts";
import { type LessonName, parseSlug } from "./slug.ts";

/** Which file of which lesson. */
export interface AnswerFiles {
  readonly slug: string;
  readonly files: Pick<LessonFiles, "exercise" | "original">;
}

/**
 * - `begun`: made from the stub right now
 * - `there`: as the learner left it
 * - `renewed`: an untouched stub, which is the course's newer one now
 * - `stub-changed`: the course's stub is another one than the learner began with; theirs is as they left it
 * - `overwritten`: the stub stands where answers were; a copy of them was kept, and is told of once
 * - `gone`: begun once, and somebody took it away since
 */
export type AnswerState =
  | { readonly kind: "begun" | "there" | "renewed" | "stub-changed" | "gone" }
  | { readonly kind: "overwritten"; readonly copy: string };

/**
 * Sees to it that a lesson that is opened has a file to write in. Answers are never changed.
 *
 * @returns What became of it; `copy` is an absolute path
 */
export async function openAnswers(root: string, { slug, files }: AnswerFiles): Promise<AnswerState> {
  const { exercise, original } = files;
  const [known, seen] = [knownStub(root, slug), seenAnswers(root, slug)];
  const [mine, stub, begun, last] = await Promise.all([exercise, original, known, seen].map(readIfThere));
  if (mine === undefined) {
    if (begun !== undefined) return { kind: "gone" };
    await copyFile(original, exercise, constants.COPYFILE_EXCL);
    await copyWhole(original, known);
    return { kind: "begun" };
  }
  if (stub === undefined) return { kind: "there" };
  if (mine.equals(stub)) {
    if (begun?.equals(stub) !== true) await copyWhole(original, known);
    return last === undefined ? { kind: "there" } : { kind: "overwritten", copy: await setAside(root, slug) };
  }
  if (begun !== undefined && mine.equals(begun)) {
    await copyWhole(original, exercise);
    await copyWhole(original, known);
    return { kind: "renewed" };
  }
  if (last?.equals(mine) !== true) await copyWhole(exercise, seen);
  // Answers that came from another machine, where they were begun.
  if (begun === undefined) await copyWhole(original, known);
  return { kind: begun === undefined || begun.equals(stub) ? "there" : "stub-changed" };
}

/**
 * Puts the stub in place of the answers.
 *
 * @returns Absolute path of the copy that was kept; undefined where there was nothing to keep. `untouched` when it is the
 * stub already
 */
export async function resetAnswers(
  root: string,
  { slug, files }: AnswerFiles,
): Promise<{ readonly copy?: string; readonly untouched?: true }> {
  const seen = seenAnswers(root, slug);
  const [mine, stub, last] = await Promise.all([files.exercise, files.original, seen].map(readIfThere));
  const untouched = mine !== undefined && stub !== undefined && mine.equals(stub);
  const hasAnswers = mine !== undefined && !untouched;
  // Where they are gone from their place, what the course saw last is all that there is of them.
  const copy = hasAnswers ? await keepAnswers(root, { slug, files }) : last && (await setAside(root, slug));
  if (!untouched) await copyWhole(files.original, files.exercise);
  await copyWhole(files.original, knownStub(root, slug));
  await rm(seen, { force: true });
  return { ...(copy !== undefined && { copy }), ...(untouched && { untouched }) };
}

/** Copies the learner's file to `.attempts/NN-name/<time>.ts`. @returns Where it lies */
async function keepAnswers(root: string, { slug, files }: AnswerFiles): Promise<string> {
  const copy = newCopy(root, slug);
  await copyWhole(files.exercise, copy);
  return copy;
}

/** Gives the answers that were seen last the name of a copy. @returns Where it lies */
async function setAside(root: string, slug: string): Promise<string> {
  const copy = newCopy(root, slug);
  await rename(seenAnswers(root, slug), copy);
  return copy;
}

function newCopy(root: string, slug: string): string {
  // A colon cannot stand in a file name everywhere.
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  return join(root, ".attempts", slug, `${time}.ts`);
}

/** What a course update changed in a stub. */
export interface StubChange {
  /** Text of the stub that the learner began with. */
  readonly before: string;
  readonly after: string;
}

/**
 * Reads how the stub has changed since the learner began, or how it changed when they last looked. From now on the newer
 * stub is the one that they know.
 *
 * @returns Undefined when it never changed
 */
export async function takeStubChange(
  root: string,
  { slug, files }: AnswerFiles,
): Promise<StubChange | undefined> {
  const [known, earlier] = [knownStub(root, slug), join(root, ".attempts", slug, "stub-before.ts")];
  const [stub, begun] = await Promise.all([files.original, known].map(readIfThere));
  if (stub !== undefined && begun !== undefined && !begun.equals(stub)) {
    await copyWhole(known, earlier);
    await copyWhole(files.original, known);
  }
  const before = await readIfThere(earlier);
  return before === undefined || stub === undefined
    ? undefined
    : { before: before.toString(), after: stub.toString() };
}

/** Files of answers that belong to no lesson: those of lessons that an update renamed, renumbered or left out. */
export async function strayAnswers(root: string, lessons: readonly LessonName[]): Promise<LessonName[]> {
  const names = await readdir(join(root, "exercises"));
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => parseSlug(name.slice(0, -".ts".length)))
    .filter((name) => name !== undefined)
    .filter(({ slug }) => lessons.every((lesson) => lesson.slug !== slug));
}

/**
 * Gives answers, and what was kept of them, the name of the lesson as it is called now. What is there already stays.
 *
 * @returns Whether the answers were moved
 */
export async function moveAnswers(root: string, from: string, to: string): Promise<boolean> {
  const answers = (slug: string) => join(root, "exercises", `${slug}.ts`);
  if ((await readIfThere(answers(to))) !== undefined) return false;
  await rename(answers(from), answers(to));
  await rename(join(root, ".attempts", from), join(root, ".attempts", to)).catch(unlessMissing);
  return true;
}

function knownStub(root: string, slug: string): string {
  return join(root, ".attempts", slug, "stub.ts");
}

function seenAnswers(root: string, slug: string): string {
  return join(root, ".attempts", slug, "seen.ts");
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(unlessMissing);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Nobody ever sees half of the copy, also where the disk is full in the middle of it. */
async function copyWhole(from: string, to: string): Promise<void> {
  const temporary = `${to}.${randomUUID()}.tmp`;
  await mkdir(dirname(to), { recursive: true });
  try {
    await copyFile(from, temporary);
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
