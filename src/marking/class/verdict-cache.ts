// Verdicts that need not be found again, each in a file whose name says all that it depends on. Nothing in them is about
// points: other choices weigh the same verdicts anew.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Lesson } from "../../course/index.ts";
import type { Isolation } from "../../grading/index.ts";
import { type LessonReport, lessonSchema } from "../report.ts";
import { writeWhole } from "../write-whole.ts";

export class VerdictCache {
  readonly #folder: string;

  /** @param folder Is made where it is not there */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  /** Undefined also for a file that cannot be read or is none of ours: then the verdict is found again. */
  read(key: string): LessonReport | undefined {
    try {
      return lessonSchema.parse(JSON.parse(readFileSync(this.#file(key), "utf8")));
    } catch {
      return undefined;
    }
  }

  /** Keeps a verdict, unless another run might find another one. Where it cannot be kept, the next run finds it again. */
  keep(key: string, report: LessonReport): void {
    if (!isLasting(report)) return;
    try {
      writeWhole(this.#file(key), JSON.stringify(report), { flush: false });
    } catch {
      // A disk that has run full is no reason to lose the verdict itself.
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** Deadlines and memory are the machine's too, and it may be less busy the next time. */
const PASSING = ["endless-loop", "never-settled", "out-of-memory", "crashed", "grader-stopped"];

function isLasting({ verdict, tasks }: LessonReport): boolean {
  const reasons = tasks.flatMap(({ checks }) => checks.map(({ reason = "" }) => reason));
  return verdict !== "could-not-grade" && !reasons.some((reason) => PASSING.includes(reason));
}

/** What verdicts depend on beside the submission. */
export interface VerdictSurroundings {
  /** Folder of the bundles, which has their contents in its name. */
  readonly built: string;
  readonly seed: number;
  readonly isolation: Isolation | undefined;
  readonly patience: number;
}

/**
 * The name for a verdict: another grader, another course, another seed, another Node, and it is another name.
 *
 * @param hidden The lesson with the teacher's own checks for its grader, where there are some
 * @param submission What is marked, as one name
 */
export function verdictKey(
  lesson: Lesson,
  hidden: Lesson | undefined,
  submission: string,
  { built, seed, isolation, patience }: VerdictSurroundings,
): string {
  const { slug, title, files } = lesson;
  const tasks = lesson.tasks.map(({ number, name, kind }) => [number, name, kind]);
  const shut = isolation?.kind === "strict" ? isolation.tools.name : "none";
  const about = [slug, title, tasks, submission, basename(built), seed, process.version, shut, patience];
  const hash = createHash("sha256").update(readFileSync(files.grader)).update(JSON.stringify(about));
  if (hidden !== undefined) hash.update(readFileSync(hidden.files.grader));
  return hash.digest("hex");
}
