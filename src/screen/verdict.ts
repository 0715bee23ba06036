/** What a grade says about each task, counted from its checks. */
import type { CheckResult, CheckState, Grade } from "../grading/grade.ts";
import type { Style } from "./theme.ts";

export interface TaskVerdict {
  readonly number: number;
  readonly name: string;
  /** Whether no check of the task is a core check. */
  readonly isStretch: boolean;
  /** The worst that befell a core check; of a stretch task, any check. */
  readonly state: CheckState;
  readonly checks: readonly CheckResult[];
}

/** The tasks of a grade, in the order of their checks. */
export function taskVerdicts(grade: Grade): TaskVerdict[] {
  const tasks = new Map<number, CheckResult[]>();
  for (const check of grade.checks) tasks.set(check.task, [...(tasks.get(check.task) ?? []), check]);
  return [...tasks].map(([number, checks]) => {
    const core = checks.filter((check) => check.kind === "core");
    const counted = core.length === 0 ? checks : core;
    const name = checks[0]?.taskName ?? "";
    return { number, name, isStretch: core.length === 0, state: worst(counted), checks };
  });
}

/** The check to explain: the first that was written and does not pass, a core check before a stretch check. */
export function firstFailure(grade: Grade): CheckResult | undefined {
  const failures = grade.checks.filter(isFailure);
  return failures.find((check) => check.kind === "core") ?? failures[0];
}

/** Whether a check shows a mistake, rather than work that is still to do. */
export function isFailure(check: CheckResult): boolean {
  return check.state === "failed" || check.state === "timed-out" || check.state === "crashed";
}

/**
 * The one reason for which no check could ask anything: the file does not load.
 *
 * @returns The first check, whose failure tells the reason; `undefined` when the checks ran
 */
export function wholeFileFailure(grade: Grade): CheckResult | undefined {
  const [first] = grade.checks;
  const { reason, message, asked } = first?.failure ?? {};
  if (message === undefined || asked !== undefined || PER_TASK.includes(reason)) return undefined;
  return grade.checks.every(({ failure }) => failure?.message === message) ? first : undefined;
}

// Reasons that ask nothing either, and are about a task.
const PER_TASK: readonly unknown[] = ["not-written", "missing-export", "wrong-answer", "uncaught-error"];

// From bad to good. A task of which nothing is written is not failed; once part of it is, the rest counts as failed.
const WORST_FIRST: readonly CheckState[] = ["crashed", "timed-out", "failed", "not-run", "not-written"];

function worst(checks: readonly CheckResult[]): CheckState {
  return WORST_FIRST.find((state) => checks.some((check) => check.state === state)) ?? "passed";
}

/** A state as the reader sees it. */
export function stateWord(state: CheckState): string {
  return STATES[state]?.word ?? String(state);
}

export function stateStyle(state: CheckState): Style {
  return STATES[state]?.style ?? "muted";
}

const STATES: { readonly [state in CheckState]?: { readonly word: string; readonly style: Style } } = {
  passed: { word: "passed", style: "passed" },
  failed: { word: "FAILED", style: "failed" },
  "not-written": { word: "not written yet", style: "muted" },
  "timed-out": { word: "TIMED OUT", style: "failed" },
  crashed: { word: "CRASHED", style: "failed" },
  "not-run": { word: "not run", style: "muted" },
};
