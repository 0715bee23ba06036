// Answers that were found to be as they should, so that an author who changed one lesson waits for that lesson only. Each
// is an empty file whose name says all that the finding depends on. Nothing is kept of an answer that was not found so: it
// is graded again until it is.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { GradableLesson } from "./gradable-lessons.ts";

export class KnownAnswers {
  readonly #folder: string;
  readonly #isFresh: boolean;
  #recalled = 0;

  /**
   * @param folder Is made where something is to be kept
   * @param isFresh Whether what earlier runs kept is to be ignored
   */
  constructor(folder: string, { isFresh = false } = {}) {
    this.#folder = folder;
    this.#isFresh = isFresh;
  }

  /** How many answers were known. */
  get recalled(): number {
    return this.#recalled;
  }

  /** Whether an earlier run found the answer as it should be. */
  has(key: string): boolean {
    const isKnown = !this.#isFresh && existsSync(join(this.#folder, key));
    if (isKnown) this.#recalled += 1;
    return isKnown;
  }

  /** Keeps what this run found, also against what an earlier one did. */
  note(key: string, isFine: boolean): void {
    const file = join(this.#folder, key);
    if (!isFine) {
      rmSync(file, { force: true });
      return;
    }
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(file, "");
    } catch {
      // A disk that is full or read-only is no reason to fail: the next run grades it again.
    }
  }
}

/** What a finding depends on, beside what every answer of the lesson does. */
export interface AnswerAsked {
  /** What is asked of it, as plain data: to pass, or to fail with a sentence. */
  readonly question: unknown;
  readonly seed: number;
  /** Names for all that the answer is made of, and for what it is measured by: `GraderPool.hash`. */
  readonly hashes: readonly string[];
}

/**
 * The name for a finding: another grader, course, seed, Node or package, and it is another name.
 *
 * @param built Folder of the bundles, which has the hash of their sources in its name
 */
export function answerKey(
  { lesson, tasks }: GradableLesson,
  { root, built }: { readonly root: string; readonly built: string },
  asked: AnswerAsked,
): string {
  const about = [
    lesson.slug,
    lesson.tasks.map(({ number, name, kind }) => [number, name, kind]),
    tasks.map(({ name }) => name),
    asked,
    basename(built),
    [process.version, process.platform, process.arch, process.env.NODE_OPTIONS],
  ];
  return createHash("sha256")
    .update(JSON.stringify(about))
    .update(readFileSync(lesson.files.grader))
    .update(packagesOf(root))
    .digest("hex");
}

/** The versions of all packages. A course in a temporary folder has the packages of the one that it was copied from. */
function packagesOf(root: string): string {
  const lock = join(root, "package-lock.json");
  return existsSync(lock) ? readFileSync(lock, "utf8") : "";
}
