/** What `npm run check` demands of the course, beside what it demands of the code. */
import type { CourseCheck } from "./course-problem.ts";
import { lessons } from "./lessons.ts";
import { sets } from "./sets.ts";

export type { CourseCheck } from "./course-problem.ts";
export { courseSlugs } from "./course-slugs.ts";
export { type CheckResult, runCheck } from "./run-check.ts";

/** In the order in which an author wants to hear of them: what is missing first, what takes long last. */
export const COURSE_CHECKS: readonly CourseCheck[] = [
  sets,
  lessons,
  // One a line: others join.
];
