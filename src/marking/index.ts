// Marks one submission against the lessons of the course, and writes what was found in the formats of those who read it.
export { type Choices, NO_CHOICES, WrongChoices } from "./choices.ts";
export {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "./formats/index.ts";
export { loadChoices, tryHiddenChecks } from "./load-choices.ts";
export { type MarkOptions, markSubmission } from "./mark-submission.ts";
export { nearest } from "./nearest.ts";
export type { LessonReport, Report } from "./report.ts";
