import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";

/** What became of one check. */
export interface CheckResult extends Pick<CourseCheck, "name" | "demands"> {
  readonly problems: readonly CourseProblem[];
  /** How many things are as they should be: lessons, files, graded answers. */
  readonly fine: number;
  /** Why the check could not look, where that is so: a fault of the check, and not of the course. */
  readonly brokeDown?: string;
}

/**
 * Runs a check. It never throws: one that breaks down keeps no other from running.
 *
 * @param onProgress Told how many things were looked at, and how many there are
 */
export async function runCheck(
  { name, demands, ...check }: CourseCheck,
  course: CheckedCourse,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<CheckResult> {
  let [done, fine] = [0, 0];
  try {
    const problems = await check.find(course, (isFine, of) => {
      done += 1;
      if (isFine) fine += 1;
      onProgress(done, of);
    });
    // Whoever counts nothing is one thing to look at.
    const isOneFine = done === 0 && problems.length === 0;
    return { name, demands, problems, fine: isOneFine ? 1 : fine };
  } catch (error) {
    return { name, demands, problems: [], fine, brokeDown: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
