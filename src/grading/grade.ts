import type { TaskKind } from "../course/lesson.ts";
import type { Transcript } from "../wire/transcript.ts";

/** The verdict on one submission to one lesson: plain data, the source of every screen and report. */
export interface Grade {
  /** Slug of the lesson. */
  readonly lesson: string;
  readonly title: string;
  /** The graded file, relative to the course's root where it lies inside it. */
  readonly file: string;
  /** What made the inputs vary; the same seed makes the same inputs. */
  readonly seed: number;
  /** The one task that was graded, where it was not the whole lesson. */
  readonly task?: number;
  /** Every declared check, in the grader's order, whether it ran or not. */
  readonly checks: readonly CheckResult[];
  /** Every core check passed, of the lesson or of the one task that was asked for. */
  readonly isPassed: boolean;
  /** A fault that is not the learner's, in one sentence. Then no check counts as passed. */
  readonly couldNotGrade?: string;
  /** What TypeScript says about the learner's own files. Remarks: they change no check and no verdict. */
  readonly diagnostics: Diagnostics;
  /** Why TypeScript says nothing although the file compiles: it is missing, too slow, or finds no types of Node. */
  readonly typesNotChecked?: string;
  /** What the submission was shut in by: `bubblewrap 0.8.0`. Left out where it was not. */
  readonly isolation?: string;
  /** Version of Node that ran the submission: `v20.20.2`. */
  readonly node: string;
  readonly durationMs: number;
}

/**
 * - `passed`: every expectation held
 * - `failed`: the submission answered, and the answer was not right
 * - `not-written`: the stub's own error came back
 * - `timed-out`: no answer before the deadline
 * - `crashed`: the submission's process ended
 * - `not-run`: the check did not happen (the file does not load, the grader stopped early)
 */
export type CheckState = "passed" | "failed" | "not-written" | "timed-out" | "crashed" | "not-run";

/** Why a check did not pass, as a word that a program can compare. */
export type Reason =
  | "wrong-answer"
  | "threw"
  | "not-written"
  | "missing-export"
  | "endless-loop"
  | "never-settled"
  | "exited"
  | "out-of-memory"
  | "crashed"
  | "uncaught-error"
  | "syntax-error"
  | "does-not-load"
  | "grader-stopped";

export interface CheckResult {
  /** Number of the task, from 1. */
  readonly task: number;
  /** Name that the task exports: `parseStatusLine`. */
  readonly taskName: string;
  readonly kind: TaskKind;
  /** What the check demands, as a sentence fragment: `keeps a reason-phrase of several words`. */
  readonly title: string;
  readonly points: number;
  readonly state: CheckState;
  readonly failure?: Failure;
  /** What the submission printed while the check ran, capped. */
  readonly output?: string;
  readonly durationMs: number;
}

/** What a failed check tells the learner. All texts are plain; `screen` styles them. */
export interface Failure {
  readonly reason: Reason;
  /** What happened, in one sentence. */
  readonly message: string;
  /** The call as TypeScript: `parseStatusLine("HTTP/1.1 200 OK")`. */
  readonly asked?: string;
  /** Expected and received, rendered the same way: control characters and non-ASCII octets visible. */
  readonly expected?: string;
  readonly received?: string;
  /** The usual cause, in one sentence. */
  readonly cause?: string;
  /** Where to read: an RFC section or a place in the lesson. */
  readonly see?: string;
  /** Where in the learner's file. */
  readonly place?: SourcePlace;
  /** What crossed the wire during the check, one transcript per connection. */
  readonly exchange?: readonly Transcript[];
}

/** Errors in types, in the order of the files. */
export interface Diagnostics {
  /** How many TypeScript finds. */
  readonly count: number;
  /** The first of them: a file may have thousands, which nobody reads. */
  readonly first: readonly Diagnostic[];
}

/** An error in types. */
export interface Diagnostic {
  /** TypeScript's words as one paragraph: what does not fit, and the innermost reason. Shortened where it is long. */
  readonly message: string;
  /** TypeScript's number for it, such as 2322. */
  readonly code: number;
  readonly place: SourcePlace;
}

export interface SourcePlace {
  /** Path of the file as the learner knows it. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Some source lines around the place, with line numbers and a caret; of long lines the part around it. */
  readonly frame: string;
}

/** What became of a call that was tried: plain data, without a verdict. */
export interface Trial {
  /** The call as TypeScript: `statusClass(404)`. */
  readonly call: string;
  /** What it returned, control characters visible. */
  readonly returned?: string;
  /** Why it returned nothing, or what went wrong after it had. */
  readonly failure?: Failure;
  /** What the submission printed. */
  readonly output: string;
  /** What crossed the wire, one transcript for each connection. */
  readonly exchange: readonly Transcript[];
}
