// JUnit's XML in the part that GitLab, Jenkins and GitHub's actions agree on: a suite for each lesson, a case for each
// check. GitLab shows `classname` as the suite, and of two cases with one name in a suite only the first.

import type { CheckReport, LessonReport, Report, TaskReport } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { writeWithin } from "./limits.ts";
import { exerciseOf, uniqueNames } from "./scored-tests.ts";

/** GitLab takes 30 MB a file; nobody reads a tenth of it. */
const MOST_OCTETS = 8 * 1024 * 1024;

type Cut = (text: string) => string;

export function writeJunit(report: Report): string {
  return writeWithin(MOST_OCTETS, (cut) => document(report, cut));
}

function document(report: Report, cut: Cut): string {
  const suites = report.lessons.map((lesson) => suite(report, lesson, cut));
  const whole = suites.length === 0 ? [nothing(report)] : suites;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: report.course.name }, whole)}\n`;
}

/** A marking that never came to a lesson. A report without a case would count as one where all is well. */
function nothing({ reason = "Nothing was marked." }: Report): string {
  const error = element("error", { message: reason, type: "could-not-grade" });
  const testcase = element("testcase", { classname: "marking", name: "could be done", time: "0" }, [error]);
  return element("testsuite", { name: "marking", ...counts([testcase]), time: "0" }, [testcase]);
}

function suite(report: Report, lesson: LessonReport, cut: Cut): string {
  const cases =
    lesson.tasks.length === 0
      ? [lessonCase(lesson)]
      : lesson.tasks.flatMap((task) => taskCases(lesson, task, cut));
  const attributes = {
    name: lesson.slug,
    ...counts(cases),
    time: seconds(lesson.durationMs),
    // Without parts of a second and without a zone, as its schema has it.
    timestamp: report.startedAt.slice(0, 19),
  };
  return element("testsuite", attributes, [...cases, ...costs(report, lesson)]);
}

/** JUnit knows no points: what help cost is told beside the cases. */
function costs(report: Report, { tasks }: LessonReport): string[] {
  const each = tasks.flatMap(({ number, name, cost }) =>
    cost === undefined ? [] : [`Task ${number}, ${name}: ${cost.message}`],
  );
  const lines = [...each, ...(report.costs === undefined ? [] : [report.costs.message])];
  return lines.length === 0 ? [] : [element("system-out", {}, [textOf(lines.join("\n"))])];
}

function lessonCase(lesson: LessonReport): string {
  const error = element("error", { message: lesson.reason ?? "", type: "could-not-grade" });
  const about = { classname: lesson.slug, name: "could be graded", time: seconds(lesson.durationMs) };
  return element("testcase", about, [error]);
}

function taskCases(lesson: LessonReport, task: TaskReport, cut: Cut): string[] {
  const names = uniqueNames(task.checks.map(({ title }) => title));
  return task.checks.map((check, index) => {
    const about = {
      classname: `${lesson.slug}.${task.name}`,
      name: names[index]!,
      file: exerciseOf(lesson),
      time: seconds(check.durationMs),
    };
    const output = check.output === undefined ? [] : [element("system-out", {}, [textOf(cut(check.output))])];
    return element("testcase", about, [...outcome(lesson, task, check, cut), ...output]);
  });
}

function outcome(lesson: LessonReport, task: TaskReport, check: CheckReport, cut: Cut): string[] {
  if (check.state === "passed") return [];
  const message = check.message ?? lesson.reason ?? "It did not run.";
  if (!task.counts) return [element("skipped", { message: `Does not count: ${message}` })];
  const details = check.details === undefined ? [] : [textOf(cut(check.details))];
  return [element("failure", { message, type: check.reason ?? check.state }, details)];
}

function counts(cases: readonly string[]) {
  const having = (kind: string) => String(cases.filter((each) => each.includes(`<${kind} `)).length);
  const kinds = { failures: having("failure"), errors: having("error"), skipped: having("skipped") };
  return { tests: String(cases.length), ...kinds };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly string[] = [],
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeOf(value)}"`);
  const tag = name + pairs.join("");
  return content.length === 0 ? `<${tag}/>` : `<${tag}>${content.join("\n")}</${name}>`;
}

/**
 * Characters that XML 1.0 refuses are escapes by then, of which XML knows nothing. What a build's log would take for a
 * command, where the file is printed, is broken by a reference.
 */
function textOf(text: string): string {
  return safeText(text, Number.POSITIVE_INFINITY)
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replaceAll("::", ":&#58;")
    .replaceAll("##", "#&#35;");
}

// A line end in an attribute would be read as a space.   XML 1.0 §3.3.3
function attributeOf(text: string): string {
  return textOf(text).replaceAll("\n", "&#10;");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  // As `]]>` it must not stand in text.   XML 1.0 §2.4
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
