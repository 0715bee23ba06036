/** What `npm run check` demands of the course, beside what it demands of the code. */

import { answers } from "./answers.ts";
import { contracts } from "./contracts.ts";
import type { CourseCheck } from "./course-problem.ts";
import { examples } from "./examples.ts";
import { graders } from "./graders.ts";
import { lessons } from "./lessons.ts";
import { sets } from "./sets.ts";
import { stubs } from "./stubs.ts";
import { TEXT_CHECKS } from "./text-checks.ts";
import { types } from "./types.ts";
import { wrongAnswers } from "./wrong-answers.ts";

export type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
export { courseSlugs } from "./course-slugs.ts";
export { KnownAnswers } from "./known-answers.ts";
export { type CheckResult, runCheck } from "./run-check.ts";

/** In the order in which an author wants to hear of them: what is missing first, what takes long last. */
export const COURSE_CHECKS: readonly CourseCheck[] = [
  sets,
  lessons,
  stubs,
  contracts,
  types,
  graders,
  ...TEXT_CHECKS,
  examples,
  answers,
  wrongAnswers,
];
