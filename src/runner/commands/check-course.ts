import { join } from "node:path";
import {
  type CheckedCourse,
  type CheckResult,
  COURSE_CHECKS,
  type CourseCheck,
  courseSlugs,
  KnownAnswers,
  runCheck,
} from "../../authoring/check/index.ts";
import { findLesson, type LessonName, parseSlug } from "../../course/index.ts";
import {
  renderCourseDemand,
  renderCourseReport,
  renderCourseSummary,
  renderRecalled,
} from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { CHECK_COURSE_HELP } from "../help.ts";
import { parseCheckCourse } from "../parse-check-course.ts";

/** Looks at the course as its authors have it, and says of each thing that is not right what to do about it. */
export async function checkCourse(
  context: Context,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const names = COURSE_CHECKS.map(({ name }) => name);
  const command = parseCheckCourse(words, names, environment);
  if (command.kind === "help") return help(context);
  const slugs = slugsOf(context.root, command.lesson);
  const wanted = COURSE_CHECKS.filter(
    ({ name }) => command.checks.length === 0 || command.checks.includes(name),
  );
  const startedMs = performance.now();
  const known = new KnownAnswers(join(context.built, "right-answers"), { isFresh: command.isFresh === true });
  const results = await showChecks(wanted, { slugs, known }, context);
  const { terminal } = context;
  const { theme } = terminal;
  const summary = renderCourseSummary(results, performance.now() - startedMs, theme);
  terminal.write(`\n${renderRecalled(known.recalled, theme)}${summary}`);
  return exitCodeOf(results);
}

function help({ terminal }: Context): number {
  terminal.write(CHECK_COURSE_HELP);
  for (const check of COURSE_CHECKS) terminal.write(renderCourseDemand(check, terminal.theme));
  return EXIT.passed;
}

/** @throws {LessonNotFound} */
function slugsOf(root: string, word: string | undefined): string[] {
  const slugs = courseSlugs(root);
  if (word === undefined) return slugs;
  const lessons = slugs.map(parseSlug).filter((each): each is LessonName => each !== undefined);
  return [findLesson({ lessons }, word).slug];
}

/** Runs the checks, each with a note while it runs and its result when it has ended. */
async function showChecks(
  checks: readonly CourseCheck[],
  looked: Pick<CheckedCourse, "slugs" | "known">,
  { root, built, terminal }: Context,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = await terminal.during(`${check.name} ...`, (say) =>
      runCheck(check, { root, built, ...looked }, (done, of) => say(`${check.name}: ${done} of ${of} ...`)),
    );
    terminal.write(renderCourseReport(result, terminal.theme));
    results.push(result);
  }
  return results;
}

function exitCodeOf(results: readonly CheckResult[]): number {
  if (results.some(({ brokeDown }) => brokeDown !== undefined)) return EXIT.couldNotGrade;
  return results.every(({ problems }) => problems.length === 0) ? EXIT.passed : EXIT.notPassed;
}
