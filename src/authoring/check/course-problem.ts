import type { KnownAnswers } from "./known-answers.ts";

/** Something in the course that is not right, and what an author does about it. */
export interface CourseProblem {
  /** Path from the course's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** What to do, in one sentence. */
  readonly advice: string;
  /** An open end that `npm run lesson:new` left on purpose. */
  readonly isTodo?: true;
}

/** The course that is looked at: this one, or a copy of the small one with a violation in it. */
export interface CheckedCourse {
  /** Absolute. */
  readonly root: string;
  /** Folder of the bundles, whose grading and client the answers run with. */
  readonly built: string;
  /** The lessons to look at, in the course's order. */
  readonly slugs: readonly string[];
  /** Answers that need not be graded again; every one is graded when left out. */
  readonly known?: KnownAnswers;
}

/**
 * Is told of each thing that a check has looked at, such as an answer that was graded.
 *
 * @param isFine Whether the thing is as it should be
 * @param of How many things the check looks at
 */
type OnLooked = (isFine: boolean, of: number) => void;

/** One question that `npm run check` asks of the course. */
export interface CourseCheck {
  /** A word to name it by: `sets`. */
  readonly name: string;
  /** What it demands, as a sentence: "Each lesson has its files, and there are no stray ones". */
  readonly demands: string;
  /**
   * Looks, and says what is not right.
   *
   * @param onLooked Told of each thing as it is done, by a check that takes long or whose things are worth counting
   * @throws When it cannot look: that is no problem of the course
   */
  find(course: CheckedCourse, onLooked?: OnLooked): Promise<CourseProblem[]>;
}
