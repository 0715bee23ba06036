// What most readers of grades want: a list of named tests with whole points. A task is a test: a point for each of some
// fifty checks would be a wall, and a teacher gives points to tasks.

import type { CheckReport, LessonReport, Report, TaskReport } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { firstFailure } from "./first-failure.ts";

export interface ScoredTest {
  /** No two tests have the same. */
  readonly name: string;
  /** `3.2`, or `3` where it is a whole lesson. */
  readonly number: string;
  /** Path of the exercise. */
  readonly file: string;
  readonly kind: TaskReport["kind"];
  /** `could-not-grade` has no points that anybody may use. */
  readonly verdict: "passed" | "failed" | "could-not-grade";
  readonly earned: number;
  readonly most: number;
  /** Why it did not pass, and what help cost, in sentences. */
  readonly message?: string;
  /** The check that tells it. */
  readonly failure?: CheckReport;
  readonly durationMs: number;
}

/** The tasks that count, and in the place of those of a lesson that could not be graded, that lesson. */
export function scoredTests(report: Report): ScoredTest[] {
  const tests = report.lessons.flatMap((lesson) =>
    lesson.verdict === "could-not-grade" ? [notGradedTest(lesson)] : testsOf(lesson),
  );
  const names = uniqueNames(tests.map(({ name }) => safeText(name, MOST_NAME)));
  return tests.map((test, index) => ({ ...withSafeWords(test), name: names[index]! }));
}

/** Readers cut names, and make others of them. */
const MOST_NAME = 200;
const MOST_MESSAGE = 2_000;

function withSafeWords(test: ScoredTest): ScoredTest {
  return { ...test, ...(test.message !== undefined && { message: safeText(test.message, MOST_MESSAGE) }) };
}

function testsOf(lesson: LessonReport): ScoredTest[] {
  return lesson.tasks.filter(({ counts }) => counts).map((task) => testOf(lesson, task));
}

function testOf(lesson: LessonReport, task: TaskReport): ScoredTest {
  const failure = firstFailure(task.checks);
  const why = lesson.verdict === "not-submitted" ? lesson.reason : failureSentence(failure);
  const words = [why, task.cost?.message].filter((text) => text !== undefined).join(" ");
  return {
    name: `Lesson ${lesson.number}, task ${task.number}: ${task.name}`,
    number: `${lesson.number}.${task.number}`,
    file: exerciseOf(lesson),
    kind: task.kind,
    verdict: task.state === "passed" ? "passed" : "failed",
    ...task.points,
    ...(words !== "" && { message: words }),
    ...(failure !== undefined && { failure }),
    durationMs: sum(task.checks.map(({ durationMs }) => durationMs)),
  };
}

function notGradedTest(lesson: LessonReport): ScoredTest {
  return {
    name: `Lesson ${lesson.number}: ${lesson.title}`,
    number: String(lesson.number),
    file: exerciseOf(lesson),
    kind: "core",
    verdict: "could-not-grade",
    earned: 0,
    most: 0,
    message: `Could not be graded, and not because of the submission: ${lesson.reason}`,
    durationMs: lesson.durationMs,
  };
}

export function exerciseOf({ slug }: LessonReport): string {
  return `exercises/${slug}.ts`;
}

function failureSentence(failure: CheckReport | undefined): string | undefined {
  if (failure === undefined) return undefined;
  const { title, message = "It did not run.", cause } = failure;
  return `${title}: ${message}${cause === undefined ? "" : ` Usual cause: ${cause}`}`;
}

/**
 * Readers of grades take two tests of one name for one.
 *
 * @example
 * uniqueNames(["a", "b", "a"]) // ["a", "b", "a (2)"]
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n += 1) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
