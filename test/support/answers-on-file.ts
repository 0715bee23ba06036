/** The answers that test a grader, and what is wrong with them or with it: in words for the author of a lesson. */
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Lesson, Task } from "../../src/course/index.ts";
import type { CheckResult, Grade } from "../../src/grading/index.ts";
import { root } from "./grade-file.ts";

type Verdict = Pick<Grade, "couldNotGrade" | "checks">;

/** From the root of the course. */
export function wrongAnswersFolder(slug: string): string {
  return `test/course/wrong-answers/${slug}`;
}

/** Lists what is in the folder with a lesson's wrong answers: `statusClass/returns-a-promise.ts`. */
export function filesOfWrongAnswers(slug: string): string[] {
  const folder = join(root, wrongAnswersFolder(slug));
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Whether a file is where a wrong answer belongs: `<task>/<mistake>.ts`. */
export function isWrongAnswer(file: string): boolean {
  return /^[^/]+\/[^/]+\.ts$/.test(file);
}

/** What the folder with a lesson's wrong answers lacks, or has too much. */
export function folderProblems({ slug, tasks }: Pick<Lesson, "slug" | "tasks">, files: readonly string[]) {
  const folder = wrongAnswersFolder(slug);
  if (files.length === 0) return [`write ${folder}/<task>/<mistake>.ts`];
  const names = tasks.map(({ name }) => name);
  const strays = files
    .filter((file) => !isWrongAnswer(file) || !names.includes(file.split("/")[0]!))
    .map((file) => `${folder}/${file}: a wrong answer is <task>/<mistake>.ts, of ${names.join(", ")}`);
  const lacking = names.flatMap((name) => {
    if (!files.some((file) => isWrongAnswer(file) && file.startsWith(`${name}/`)))
      return `${name} has no wrong answer: write ${folder}/${name}/<mistake>.ts`;
    const example = `${name}/${WORKED_EXAMPLE}`;
    return files.includes(example) ? [] : `write ${folder}/${example}`;
  });
  return [...strays, ...lacking];
}

const WORKED_EXAMPLE = "returns-the-worked-example.ts";

/**
 * The sentence that a learner must see beside a wrong answer.
 *
 * @throws When the answer does not begin with it
 */
export function sentenceOf(source: string, file: string): string {
  const [, sentence] = /^\/\/ The learner must see: (.+)/.exec(source.split(/\r?\n/)[0]!) ?? [];
  if (sentence === undefined) throw new Error(`${file}: begin with "// The learner must see: ..."`);
  return sentence;
}

/** What is wrong with where a wrong answer failed: it must be in its own task, and in no other. */
export function misplaced(file: string, task: string, verdict: Verdict): string | undefined {
  const { couldNotGrade, checks } = verdict;
  if (couldNotGrade !== undefined) return `${file} could not be graded: ${couldNotGrade}`;
  const failed = checks.filter(({ state }) => state !== "passed");
  if (failed.length === 0)
    return `${file}: every check passes: give the grader a check, or is this answer right?`;
  const others = failed.filter(({ taskName }) => taskName !== task);
  if (others.length === 0) return undefined;
  return `${file} must fail in ${task} only; it failed in ${others.map(lineOf).join("\n")}`;
}

/** A line for each check that did not pass. */
export function notPassed({ couldNotGrade, checks }: Verdict): string[] {
  const failed = checks.filter(({ state }) => state !== "passed").map(lineOf);
  return couldNotGrade === undefined ? failed : [couldNotGrade, ...failed];
}

/** A line for each check of a stub that does not get the words of its own task. */
export function notOfTheStub({ couldNotGrade, checks }: Verdict): string[] {
  const others = checks
    .filter((check) => check.state !== "not-written" || check.failure?.message !== notWritten(check))
    .map((check) => `[${check.state}] ${lineOf(check)} Say exactly: ${notWritten(check).slice(0, -1)}: ...`);
  return couldNotGrade === undefined ? others : [couldNotGrade, ...others];
}

function notWritten({ task }: CheckResult): string {
  return `Task ${task} is not written yet.`;
}

function lineOf({ taskName, title, state, failure }: CheckResult): string {
  return [`${taskName}: ${title}:`, failure?.message ?? `${state}.`, failure?.cause]
    .filter((each) => each !== undefined)
    .join(" ");
}

/** What a grader must be divided into: `Task 2: statusClass`. */
export function taskTitles(tasks: readonly Pick<Task, "number" | "name">[]): string[] {
  return tasks.map(({ number, name }) => `Task ${number}: ${name}`);
}

/** What a grader is divided into, by its source. */
export function describesOf(grader: string): string[] {
  return [...grader.matchAll(/^describe\(\s*(["'`])(.+?)\1/gm)].map(([, , title]) => title!);
}
