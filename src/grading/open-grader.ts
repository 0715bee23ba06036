// The door of the engine: one whose submissions run beside this process, or one that sandboxes them.

import type { Lesson } from "../course/lesson.ts";
import type { Grade } from "./grade.ts";
import type { Isolation } from "./isolation/find-isolation.ts";
import { PrivateEngine } from "./isolation/private-engine.ts";
import { WarmEngine } from "./warm-engine.ts";

/** What is graded. */
export interface SubmissionFile {
  /** Absolute path: the learner's file, the solution, or a wrong answer. */
  readonly file: string;
  /**
   * Folder that its places are told relative to, where it is not the course's: that of a submission from elsewhere. Where
   * submissions are sandboxed, a file can import nothing from outside of it, or of its own folder when left out.
   */
  readonly base?: string;
}

export interface EngineOptions {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  /** Number of the one task to grade; all of them where it is left out. */
  readonly task?: number;
  /** It will grade once: nothing is started ahead for a next grade. */
  readonly once?: boolean;
  /** How many times as long as usual a call may take, for a machine that is slow. */
  readonly patience?: number;
  /** What `findIsolation` found, for submissions of people who are not trusted. Nothing but a process when left out. */
  readonly isolation?: Isolation;
}

export interface RunOptions {
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** Called with the verdict, before TypeScript has had its say: it changes no verdict, and takes longer. */
  readonly onVerdict?: (grade: Grade) => void;
  /** TypeScript is not asked: for a file that an author has type-checked otherwise. */
  readonly withoutTypes?: boolean;
  /** Gives the grade up. The check that is under way ends by its own deadlines; no other begins. */
  readonly signal?: AbortSignal;
}

/** What grades submissions to any lesson of the course, ready to begin. */
export interface Engine {
  /**
   * Grades a file as it is now. One at a time: a second one waits for the first. Never throws for what a submission does.
   *
   * @throws The signal's reason, when it was given up
   */
  grade(lesson: Lesson, submission: SubmissionFile, run: RunOptions): Promise<Grade>;
  /** Ends the grade that is under way, the thread and every process. */
  close(): Promise<void>;
}

/** Starts what a grade needs, and does not wait for it. What goes wrong with it stands in the grade. */
export function openEngine(options: EngineOptions): Engine {
  const { isolation } = options;
  return isolation?.kind === "strict"
    ? new PrivateEngine({ ...options, isolation })
    : new WarmEngine(options);
}

/** An engine for one lesson. */
export interface Grader {
  grade(submission: SubmissionFile, run: RunOptions): Promise<Grade>;
  close(): Promise<void>;
}

/** As `openEngine`, where the lesson stays the same. */
export function openGrader(lesson: Lesson, options: EngineOptions): Grader {
  const engine = openEngine(options);
  return {
    grade: (submission, run) => engine.grade(lesson, submission, run),
    close: () => engine.close(),
  };
}
