import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase } from "vitest/node";
import type { CheckResult, CheckState, Failure, Reason } from "./grade.ts";

const MOST_SHOWN = 10_000;

/** What vitest reported of one run of one grader. */
export interface ReportedRun {
  /** Every check that the grader declares, in its order, known before the first one runs. */
  readonly declared: readonly { readonly id: string; readonly suite: string; readonly title: string }[];
  readonly results: ReadonlyMap<string, Pick<CheckResult, "state" | "failure" | "output" | "durationMs">>;
  /** Errors that belong to no check: the grader's own. */
  readonly errors: readonly string[];
}

/** A reporter for vitest, and the run that it fills. */
export function collectChecks(): { reporter: Reporter; run: ReportedRun } {
  const declared: ReportedRun["declared"][number][] = [];
  const results: Map<string, ReturnType<typeof resultOf>> = new Map();
  const errors: string[] = [];
  const reporter: Reporter = {
    onTestModuleCollected(module) {
      for (const test of module.children.allTests()) {
        const suite = test.parent.type === "suite" ? test.parent.name : "";
        declared.push({ id: test.id, suite, title: test.name });
      }
    },
    onTestCaseResult(test) {
      const result = resultOf(test);
      results.set(test.id, result);
      // Stopped with a reason, and not merely left out.
      const { reason, message = "" } = result.failure ?? {};
      if (reason === "grader-stopped" && message !== STOPPED.message) errors.push(message);
    },
    onTestModuleEnd(module) {
      errors.push(...module.errors().map(({ message }) => firstLine(message)));
    },
  };
  return { reporter, run: { declared, results, errors } };
}

const STOPPED: Failure = { reason: "grader-stopped", message: "The check did not run to its end." };

export function firstLine(message: string): string {
  return stripVTControlCharacters(message).split("\n")[0] ?? "";
}

function resultOf(test: TestCase) {
  const { output, exchange, see } = test.meta();
  const failure = failureOf(test);
  return {
    state: failure === undefined ? ("passed" as const) : stateOf(failure.reason),
    ...(failure && {
      failure: { ...failure, ...(see && isAboutTask(failure) && { see }), ...(exchange && { exchange }) },
    }),
    ...(output && { output }),
    durationMs: Math.round(test.diagnostic()?.duration ?? 0),
  };
}

/** Undefined only for a check that ran and passed. */
function failureOf(test: TestCase): Failure | undefined {
  const { state, errors = [] } = test.result();
  if (state === "passed") return undefined;
  const [error] = errors as readonly {
    message: string;
    expected?: string;
    actual?: string;
    failure?: Failure;
  }[];
  // Deadlines are kept call by call, long before vitest's own.
  if (error === undefined || /^(Test|Hook) timed out/.test(error.message)) return STOPPED;
  if (error.failure !== undefined) return error.failure;
  // An expectation written with vitest's own expect.
  return {
    reason: "wrong-answer",
    message: firstLine(error.message),
    ...(error.expected !== undefined && { expected: String(error.expected).slice(0, MOST_SHOWN) }),
    ...(error.actual !== undefined && { received: String(error.actual).slice(0, MOST_SHOWN) }),
  };
}

/** Where to read helps with a wrong answer, not with a file that does not load or a call that does not end. */
function isAboutTask({ reason }: Failure): boolean {
  return reason === "wrong-answer" || reason === "threw";
}

function stateOf(reason: Reason): CheckState {
  switch (reason) {
    case "wrong-answer":
    case "threw":
    case "missing-export":
      return "failed";
    case "not-written":
      return "not-written";
    case "endless-loop":
    case "never-settled":
      return "timed-out";
    case "exited":
    case "out-of-memory":
    case "crashed":
    case "uncaught-error":
      return "crashed";
    case "syntax-error":
    case "does-not-load":
    case "grader-stopped":
      return "not-run";
  }
}
