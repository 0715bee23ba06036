/**
 * What the learner has passed, in `.progress.json` at the course's root. `grade` can derive it all again, so a broken
 * file is set aside and never in the way. What a newer course wrote into it (fields, slugs) is kept as it is.
 */
import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The content of `.progress.json`. */
export interface Progress {
  readonly version: 1;
  /** By slug. A slug that the course does not know is kept. */
  readonly lessons: { readonly [slug: string]: LessonProgress };
  readonly [unknown: string]: unknown;
}

export interface LessonProgress {
  /** When every core check first passed: ISO 8601, UTC. */
  readonly passedAt?: string;
  readonly [unknown: string]: unknown;
}

export interface ProgressReport {
  readonly progress: Progress;
  /** Present when `.progress.json` could not be read: then `progress` starts empty. */
  readonly setAside?: SetAside;
}

/** A broken progress file, kept under another name. */
export interface SetAside {
  /** Its new name, in the course's root: `.progress.json.broken-1`. */
  readonly file: string;
  /** What is wrong with it, as a sentence fragment. */
  readonly reason: string;
}

const FILE = ".progress.json";

/** Reads the progress. A missing file is no progress yet; a broken one is renamed and reported. */
export async function loadProgress(root: string): Promise<ProgressReport> {
  const text = await readFile(join(root, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return { progress: { version: 1, lessons: {} } };
  const result = parseProgress(text);
  if (typeof result !== "string") return { progress: result };
  return { progress: { version: 1, lessons: {} }, setAside: { file: await setAside(root), reason: result } };
}

/**
 * Records that every core check of a lesson passed. The first time stays: passing again changes nothing, and of two
 * machines' files the earlier date is the one to keep.
 */
export function recordPassed(root: string, slug: string, when: Date): Promise<ProgressReport> {
  return oneAtATime(root, async () => {
    const { progress, ...report } = await loadProgress(root);
    const lesson = progress.lessons[slug];
    const passedAt = [when.toISOString(), lesson?.passedAt ?? []].flat().sort()[0]!;
    const lessons = { ...progress.lessons, [slug]: { ...lesson, passedAt } };
    const next = { ...progress, lessons: sorted(lessons) };
    await writeWhole(join(root, FILE), `${JSON.stringify(next, undefined, 2)}\n`);
    return { progress: next, ...report };
  });
}

/** Whether a lesson was passed. */
export function isPassed(progress: Progress, slug: string): boolean {
  return Object.hasOwn(progress.lessons, slug) && progress.lessons[slug]?.passedAt !== undefined;
}

/** The progress, or what is wrong with the text. */
function parseProgress(text: string): Progress | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (!isRecord(value)) return "it is not a JSON object";
  if (value.version !== 1)
    return `its version is ${JSON.stringify(value.version)} and this course reads version 1`;
  if (!isRecord(value.lessons)) return 'it has no object under "lessons"';
  const odd = Object.entries(value.lessons).find(([, lesson]) => !isLessonProgress(lesson));
  if (odd !== undefined) return `its lesson ${JSON.stringify(odd[0])} has no date under "passedAt"`;
  return value as unknown as Progress;
}

function isLessonProgress(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { passedAt } = value;
  return passedAt === undefined || (typeof passedAt === "string" && !Number.isNaN(Date.parse(passedAt)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sorted by slug, so that two machines' files differ only in their lessons. */
function sorted<T>(lessons: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(lessons).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Renames the file to the first free `.broken-<n>`. */
async function setAside(root: string): Promise<string> {
  const taken = new Set(await readdir(root));
  let n = 1;
  while (taken.has(`${FILE}.broken-${n}`)) n += 1;
  const file = `${FILE}.broken-${n}`;
  await rename(join(root, FILE), join(root, file));
  return file;
}

/** A reader sees the old file or the new one, never half of either. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

// Reading, adding and writing is three steps: without a queue, two lessons recorded at once would lose one.
const queues = new Map<string, Promise<unknown>>();

function oneAtATime<T>(key: string, act: () => Promise<T>): Promise<T> {
  const turn = (queues.get(key) ?? Promise.resolve()).then(act, act);
  queues.set(key, turn);
  return turn;
}
