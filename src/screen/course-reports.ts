/** What the checks of the course found, check by check: `npm run check:course`. */
import { sentence } from "./inline.ts";
import { type Line, line, paint, span } from "./line.ts";
import type { Style, Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What one check found. */
export interface CourseReport {
  readonly name: string;
  /** What it demands, in one sentence. */
  readonly demands: string;
  readonly problems: readonly CourseProblem[];
  /** How many things are as they should be. */
  readonly fine: number;
  /** Why it could not look. */
  readonly brokeDown?: string;
}

interface CourseProblem {
  readonly file: string;
  readonly line?: number;
  readonly problem: string;
  readonly advice: string;
  /** Left open on purpose, for now. */
  readonly isTodo?: true;
}

/** Shows what a check demands, whether that is so, and each place where it is not. */
export function renderCourseReport(report: CourseReport, theme: Theme): string {
  const [mark, style] = markOf(report);
  const about: Line = [span(`${report.name}: `, "strong"), ...sentence(report.demands), ...countOf(report)];
  const lines = wrapAfter([span(mark, style)], about, theme.width);
  const broken = report.brokeDown === undefined ? [] : below(`It broke down: ${report.brokeDown}`, theme);
  return paint([...lines, ...broken, ...report.problems.flatMap((each) => problemLines(each, theme))], theme);
}

/** Shows what a check is called and demands, for a list of them. */
export function renderCourseDemand(
  { name, demands }: Pick<CourseReport, "name" | "demands">,
  theme: Theme,
): string {
  const about = [span(`${name}: `, "strong"), ...sentence(demands)];
  return paint(wrapAfter([span("  ")], about, theme.width), theme);
}

function markOf({ problems, brokeDown }: CourseReport): readonly [mark: string, style: Style] {
  if (brokeDown !== undefined) return ["BROKEN ", "failed"];
  if (problems.length === 0) return ["ok     ", "passed"];
  return problems.every(({ isTodo }) => isTodo) ? ["TODO   ", "strong"] : ["WRONG  ", "failed"];
}

function countOf({ problems, fine }: CourseReport): Line {
  if (problems.length > 0) return line(` (${counted(problems.length, "problem")})`, "strong");
  return fine > 1 ? line(` (${fine})`, "muted") : [];
}

function problemLines({ file, line: number, problem, advice }: CourseProblem, theme: Theme): Line[] {
  const place = number === undefined ? file : `${file}:${number}`;
  return [
    ...wrapAfter([span("  ")], line(place, "strong"), theme.width),
    ...below(problem, theme),
    ...below(advice, theme),
  ];
}

function below(text: string, { width }: Theme): Line[] {
  return wrapAfter([span("    ")], sentence(text), width);
}

/** What all checks come to, in numbers: the last line of the command. */
export function renderCourseSummary(
  reports: readonly CourseReport[],
  durationMs: number,
  theme: Theme,
): string {
  const problems = reports.flatMap((report) => report.problems);
  const todos = problems.filter(({ isTodo }) => isTodo).length;
  const broken = reports.filter(({ brokeDown }) => brokeDown !== undefined).length;
  const fine = reports.reduce((sum, report) => sum + report.fine, 0);
  const failed = problems.length - todos + broken;
  const open = todos === 0 ? "" : `, ${counted(todos, "TODO")} left`;
  const text = `${fine} passed, ${failed} failed${open} (${duration(durationMs)})`;
  return paint(wrap(line(text, failed + todos === 0 ? "passed" : "failed"), theme.width), theme);
}

/** How many answers were not graded, because an earlier run found them as they should be; `""` for none. */
export function renderRecalled(count: number, theme: Theme): string {
  if (count === 0) return "";
  const known =
    count === 1
      ? "1 answer is as an earlier run found it"
      : `${count} answers are as an earlier run found them`;
  const text = `${known}, and not graded again: \`npm run check:course fresh\` grades all.`;
  return `${paint(wrap(sentence(text), theme.width), theme)}\n`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
