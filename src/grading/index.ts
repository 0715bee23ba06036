// Runs a submission in a process of its own, has vitest ask it, and turns what came back into a Grade.
export type {
  CheckResult,
  CheckState,
  Diagnostic,
  Failure,
  Grade,
  Reason,
  SourcePlace,
  Trial,
} from "./grade.ts";
export type { GradeOptions, SubmissionFile } from "./grade-lesson.ts";
export { gradeLesson } from "./grade-lesson.ts";
export { tryCall } from "./try-call.ts";
