// Runs a submission in a process of its own, has vitest ask it, and turns what came back into a Grade.
export { AT_A_TIME, aFewAtATime } from "./a-few-at-a-time.ts";
export { startTypeChecks, TYPES_AFTER_MS, type Types } from "./check-types.ts";
export { type DebugStep, debugCall, PortTaken } from "./debug-call.ts";
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
export { type GradeOptions, gradeLesson } from "./grade-lesson.ts";
export { GraderPool, type PoolOptions } from "./grader-pool.ts";
export { findIsolation, type Isolation } from "./isolation/find-isolation.ts";
export { loneGraderProblem } from "./lone-grader.ts";
export { nearest } from "./nearest.ts";
export { type EngineOptions, type Grader, openGrader, type SubmissionFile } from "./open-grader.ts";
export { tryCall } from "./try-call.ts";
