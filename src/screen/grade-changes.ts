import type { CheckResult, Grade } from "../grading/grade.ts";
import { wholeFileFailure } from "./verdict.ts";

/** What a run changed against the one before it. */
export interface GradeChanges {
  /** Checks that pass now and did not. */
  readonly green: readonly CheckResult[];
  /** Checks that passed and do not now. */
  readonly red: readonly CheckResult[];
}

/** Whether the checks of a grade say something, each for itself: not where the file does not load, or nothing was graded. */
export function isComparable(grade: Grade): boolean {
  return grade.couldNotGrade === undefined && wholeFileFailure(grade) === undefined;
}

/** Compares two grades of one lesson check by check. A check that only one of them has is no change. */
export function gradeChanges(before: Grade, after: Grade): GradeChanges {
  const passedBefore = new Map(before.checks.map((check) => [nameOf(check), isPassed(check)]));
  const turned = after.checks.filter((check) => passedBefore.get(nameOf(check)) === !isPassed(check));
  return { green: turned.filter(isPassed), red: turned.filter((check) => !isPassed(check)) };
}

function nameOf({ task, title }: CheckResult): string {
  return `${task} ${title}`;
}

function isPassed({ state }: CheckResult): boolean {
  return state === "passed";
}
