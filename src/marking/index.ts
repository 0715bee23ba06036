// Marks one submission against the lessons of the course, and writes what was found in the formats of those who read it.
export { nearest } from "../grading/index.ts";
export { type Choices, NO_CHOICES } from "./choices.ts";
export { type FoundClass, findSubmissions } from "./class/find-submissions.ts";
export type { Gradebook } from "./class/gradebook.ts";
export { gradebookCsv } from "./class/gradebook-csv.ts";
export { makeGradebook } from "./class/make-gradebook.ts";
export { type ClassProgress, type MarkedSubmission, markClass } from "./class/mark-class.ts";
export { loadRoster, type Roster } from "./class/roster.ts";
export {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "./formats/index.ts";
export { NotReadable } from "./intake/entry.ts";
export { loadChoices, tryHiddenChecks } from "./load-choices.ts";
export { type MarkOptions, markSubmission } from "./mark-submission.ts";
export { WrongChoices } from "./parse-choices.ts";
export type { LessonReport, Report } from "./report.ts";
export { CannotMark } from "./surroundings.ts";
export { writeWhole } from "./write-whole.ts";
