// What GitHub Actions takes from a step: a summary in Markdown, annotations, and the output `result`, which the action
// autograding-grading-reporter decodes. Every text of the submission is an argument, never syntax, in all three.

import type { LessonReport, Report } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { firstFailure } from "./first-failure.ts";
import { writeWithin } from "./limits.ts";
import { type ScoredTest, scoredTests, sum } from "./scored-tests.ts";

/** Of a summary GitHub takes 1 MiB. */
const MOST_SUMMARY_OCTETS = 512 * 1024;
/** The reporter gets the output as a variable of its environment, of which Linux takes 128 KiB. */
const MOST_RESULT_OCTETS = 64 * 1024;
/** Of one step GitHub shows 10 errors. */
const MOST_ANNOTATIONS = 10;
const MOST_ANNOTATION = 1_000;

/** Annotations of the tasks that do not pass, as workflow commands: a line each. */
export function writeAnnotations(report: Report): string {
  const failed = scoredTests(report).filter(({ verdict }) => verdict !== "passed");
  const all = [
    ...(report.reason === undefined ? [] : [wholeAnnotation(report.reason)]),
    ...failed.map(annotation),
  ];
  if (all.length <= MOST_ANNOTATIONS) return all.join("\n");
  const rest = all.length - MOST_ANNOTATIONS + 1;
  return [...all.slice(0, -rest), command({ title: "More" }, `${rest} more do not pass.`)].join("\n");
}

function annotation({ name, file, message = "", failure }: ScoredTest): string {
  const line = failure?.place?.line;
  return command({ file, ...(line !== undefined && { line: String(line) }), title: name }, message);
}

function wholeAnnotation(reason: string): string {
  return command({ title: "Could not be graded" }, reason);
}

function command(properties: Readonly<Record<string, string>>, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${propertyOf(value)}`);
  return `::error ${pairs.join(",")}::${dataOf(message)}`;
}

// The escapes of actions/toolkit, core/src/command.ts.
function dataOf(text: string): string {
  return safeText(text, MOST_ANNOTATION)
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function propertyOf(text: string): string {
  return dataOf(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** Base64 of the JSON that the reporter reads. It has a test also where nothing was marked: it divides by their number. */
export function writeResult(report: Report): string {
  return writeWithin(MOST_RESULT_OCTETS, (cut) => base64(JSON.stringify(result(report, cut))));
}

function result(report: Report, cut: (text: string) => string) {
  const tests = scoredTests(report);
  const status = STATUS[report.verdict];
  const some = tests.length === 0 ? [emptyTest(report, status)] : tests.map((test) => testOf(test, cut));
  // 0 would have the reporter leave these tests out.
  return { version: 1, status, max_score: Math.max(1, sum(tests.map(({ most }) => most))), tests: some };
}

const STATUS = { passed: "pass", failed: "fail", "could-not-grade": "error" } as const;

function testOf(
  { name, verdict, earned, message = "", failure, file, durationMs }: ScoredTest,
  cut: (text: string) => string,
) {
  return {
    name,
    status: STATUS[verdict],
    score: earned,
    message: cut(safeText(message, MOST_ANNOTATION)),
    test_code: "npm run grade",
    filename: file,
    line_no: failure?.place?.line ?? 0,
    duration: Math.round(durationMs),
  };
}

function emptyTest({ reason = "Nothing was marked." }: Report, status: string) {
  const message = safeText(reason, MOST_ANNOTATION);
  return {
    name: "marking",
    status,
    score: 0,
    message,
    test_code: "npm run grade",
    filename: "",
    line_no: 0,
    duration: 0,
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** The summary of a step, in GitHub's Markdown. */
export function writeSummary(report: Report): string {
  return writeWithin(MOST_SUMMARY_OCTETS, (cut) => summary(report, cut));
}

function summary(report: Report, cut: (text: string) => string): string {
  const { points, reason, seed, node, isolation, costs } = report;
  const total = points === undefined ? "could not be graded" : `${points.earned} of ${points.most} points`;
  const rows = report.lessons.flatMap(lessonRows);
  return [
    `## ${markdownOf(report.course.name)}: ${total}`,
    ...(reason === undefined ? [] : [markdownOf(reason)]),
    ["| Lesson | Task | Verdict | Points |", "| --- | --- | --- | ---: |", ...rows].join("\n"),
    ...report.lessons.flatMap((lesson) => failures(lesson, cut)),
    ...report.lessons.flatMap(costLines),
    ...(costs === undefined ? [] : [markdownOf(costs.message)]),
    `Seed ${seed}, Node ${markdownOf(node)}, isolation: ${isolation}`,
    "",
  ].join("\n\n");
}

function lessonRows(lesson: LessonReport): string[] {
  const { earned, most } = lesson.points ?? {};
  const sums = earned === undefined ? "" : `${earned}/${most}`;
  const title = markdownOf(`${lesson.number}. ${lesson.title}`);
  return [
    `| **${title}** | | **${lesson.verdict}** | **${sums}** |`,
    ...lesson.tasks.map(({ number, name, state, counts, points }) => {
      const score = counts ? `${points.earned}/${points.most}` : "does not count";
      return `| | ${number}. ${markdownOf(name)} | ${state} | ${score} |`;
    }),
  ];
}

function failures(lesson: LessonReport, cut: (text: string) => string): string[] {
  if (lesson.reason !== undefined) return [markdownOf(lesson.reason)];
  return lesson.tasks
    .filter(({ counts }) => counts)
    .flatMap((task) => {
      const failure = firstFailure(task.checks);
      if (failure === undefined) return [];
      const heading = markdownOf(
        `Lesson ${lesson.number}, task ${task.number}, ${task.name}: ${failure.title}`,
      );
      const details = htmlOf(cut(failure.details ?? failure.message ?? ""));
      return [`<details><summary>${heading}</summary>\n\n<pre>${details}</pre>\n</details>`];
    });
}

function costLines({ number, tasks }: LessonReport): string[] {
  return tasks.flatMap(({ number: task, name, cost }) =>
    cost === undefined ? [] : [markdownOf(`Lesson ${number}, task ${task}, ${name}: ${cost.message}`)],
  );
}

/** Text between tags, of which nobody reads a tag, a fence or a command. */
function htmlOf(text: string): string {
  return references(text, /[&<>"'`:#]/g);
}

/** One line of text of which Markdown makes text. */
function markdownOf(text: string): string {
  return references(text.replace(/\s+/g, " "), /[&<>"'`\\*_[\](){}#+!|~@:$-]/g);
}

function references(text: string, syntax: RegExp): string {
  const safe = safeText(text, Number.POSITIVE_INFINITY);
  return safe.replace(syntax, (character) => `&#${character.charCodeAt(0)};`);
}
