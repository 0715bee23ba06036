// Checks of a teacher's own: they count as any other, and tell a learner nothing but whether they pass.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Lesson, loadCourse } from "../../src/course/index.ts";
import { type Choices, NO_CHOICES } from "../../src/marking/choices.ts";
import {
  loadChoices,
  type MarkedSubmission,
  type MarkOptions,
  markClass,
  markSubmission,
  type Report,
  tryHiddenChecks,
  WrongChoices,
} from "../../src/marking/index.ts";
import { parseChoices } from "../../src/marking/parse-choices.ts";
import { reportSchema } from "../../src/marking/report.ts";
import { weighLesson } from "../../src/marking/weigh-lesson.ts";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { written } from "../support/format-rules.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { isMissing } from "../support/sandbox.ts";

let tiny: CourseCopy;
/** The teacher's, whose name vite would take for an address. */
let folder: string;
/** Where this process makes its temporary folders. */
let temporary: string;
let lessons: readonly Lesson[];
const { TMPDIR } = process.env;

beforeAll(async () => {
  tiny = copyCourse(fixture("tiny-course"));
  folder = mkdtempSync(join(tmpdir(), "hidden#"));
  lessons = (await loadCourse(tiny.folder)).lessons;
  temporary = mkdtempSync(join(tmpdir(), "hidden-temporary-"));
  process.env.TMPDIR = temporary;
});

afterAll(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  tiny.remove();
  for (const each of [folder, temporary]) rmSync(each, { recursive: true });
});

function leftBehind(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith("http-by-hand-"));
}

function put(path: string, content: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const HEAD = 'import { checksOf, describe } from "#grader";\nconst check = checksOf();\n';

/** Hidden checks of lesson 1, of which there is one. */
function helloChecks(body: string): string {
  return `${HEAD}describe("Task 1: hello", () => {\n  check("greets Grace", async ({ submission }) => {\n    ${body}\n  });\n});\n`;
}

const GRACE = helloChecks('await submission.hello("Grace").returns("Hello, Grace", "knowing Ada only.");');

/** Choices with these hidden checks for lesson 1. */
function choicesWith(source: string, more = ""): Promise<Choices> {
  put("hidden/01.test.ts", source);
  const file = put("grading.json", `{ "lessons": { "1": { "checks": "hidden/01.test.ts"${more} } } }`);
  return loadChoices(file, lessons);
}

/** A submission with this for the body of `hello(name: string): string`. */
function submission(body: string): string {
  put("submission/exercises/01-hello.ts", `export function hello(name: string): string {\n  ${body}\n}\n`);
  return join(folder, "submission");
}

async function mark(options: Partial<MarkOptions>): Promise<Report> {
  const report = await markSubmission({ root: tiny.folder, built, seed: 7, ...options });
  expect(reportSchema.parse(report)).toEqual(report);
  expect(leftBehind()).toEqual([]);
  return report;
}

const RIGHT = 'return "Hello, " + name;';
const ONLY_ADA = 'console.log("asked for " + name);\n  return "Hello, Ada";';

describe("the example of docs/grading.md", () => {
  const page = readFileSync(join(root, "docs/grading.md"), "utf8");
  const section = /^### Hidden checks\n(.*?)^### /ms.exec(page)![1]!;
  const [json = "", checks = ""] = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code]) => code!);
  let choices: Choices;
  let course: readonly Lesson[];

  beforeAll(async () => {
    put("page/hidden/03.test.ts", checks);
    course = (await loadCourse(root)).lessons;
    choices = await loadChoices(put("page/grading.json", json), course);
  });

  async function markAnswer(text: string, more: Partial<MarkOptions> = {}): Promise<Report> {
    put("answer/exercises/03-responses.ts", text);
    return mark({ root, choices, from: join(folder, "answer"), ...more });
  }

  const solution = readFileSync(join(root, "solutions/03-responses.ts"), "utf8");

  test("is passed by the course's own answer", async () => {
    await tryHiddenChecks(choices, course, { root, built, seed: 7 });
    const report = await markAnswer(solution);
    expect(report.verdict).toBe("passed");
    expect(report.lessons[0]!.tasks[1]!.checks.at(-1)).toMatchObject({ state: "passed", hidden: true });
  });

  test("finds what no open check asks for, and takes a point", async () => {
    const wrong = solution.replace(
      "if (statusCode < 500)",
      'if (statusCode === 418) return "server-error";\n  if (statusCode < 500)',
    );
    const report = await markAnswer(wrong);
    const [task] = report.lessons[0]!.tasks.filter(({ number }) => number === 2);
    expect(task).toMatchObject({
      state: "failed",
      points: { earned: task!.checks.length - 1, most: task!.checks.length },
    });
    expect(task!.checks.filter(({ state }) => state !== "passed")).toEqual([
      expect.objectContaining({ title: "knows a code that is seldom seen", hidden: true }),
    ]);
    expect(report.verdict).toBe("failed");
  });

  test("leaves nothing behind where graders are kept for the next time", async () => {
    const own = mkdtempSync(join(dirname(built), "hidden-test-"));
    onTestFinished(() => rmSync(own, { recursive: true }));
    for (const bundle of readdirSync(built).filter((name) => name.endsWith(".mjs")))
      copyFileSync(join(built, bundle), join(own, bundle));
    expect((await markAnswer(solution, { built: own })).verdict).toBe("passed");
    const files = readdirSync(own, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile() && !each.name.endsWith(".mjs"))
      .map(({ parentPath, name }) => join(parentPath, name));
    const having = (...words: string[]) =>
      files.filter((file) => words.some((word) => readFileSync(file, "latin1").includes(word)));
    expect(having("reads the version, the status code")).toHaveLength(1);
    expect(having("a code that is seldom seen", "http-by-hand-checks")).toEqual([]);
  });
});

describe("a submission that fails a hidden check", () => {
  let report: Report;

  beforeAll(async () => {
    report = await mark({ choices: await choicesWith(GRACE), from: submission(ONLY_ADA) });
  });

  test("fails, with a point for each check, and the record says why", () => {
    expect(report).toMatchObject({ verdict: "failed", points: { earned: 1, most: 2 } });
    const [open, hidden] = report.lessons[0]!.tasks[0]!.checks;
    expect(open).not.toHaveProperty("hidden");
    expect(hidden).toMatchObject({
      title: "greets Grace",
      state: "failed",
      cause: "knowing Ada only.",
      details: expect.stringContaining('hello("Grace")'),
      output: "asked for Grace",
      hidden: true,
    });
  });

  test("is told no more than that, in every other format", () => {
    for (const [name, text] of written(report)) {
      const read = name === "github's result" ? Buffer.from(text, "base64").toString() : text;
      if (name === "json") expect(read).toContain("Grace");
      else expect(read, name).not.toMatch(/Grace|knowing/);
    }
    expect(new Map(written(report)).get("human")).toContain("Task 1, hidden check: It does not pass;");
  });

  test("counts anew by other choices", async () => {
    const lesson = report.lessons[0]!;
    const ten = parseChoices('{ "lessons": { "1": { "points": { "1": 10 } } } }', lessons);
    expect(weighLesson(lesson, ten).points).toEqual({ earned: 5, most: 10 });
    expect(weighLesson(lesson, NO_CHOICES).points).toEqual({ earned: 1, most: 2 });
  });
});

test("nothing handed in is none of the points of hidden checks either, and says nothing of them", async () => {
  put("nothing/exercises/02-double.ts", "");
  const report = await mark({ choices: await choicesWith(GRACE), from: join(folder, "nothing") });
  expect(report).toMatchObject({ verdict: "failed", points: { earned: 0, most: 2 } });
  expect(report.lessons[0]).toMatchObject({ verdict: "not-submitted" });
  expect(new Map(written(report)).get("junit")).not.toContain("Grace");
});

test("what cannot be run after all is nobody's zero, and only the record says why", async () => {
  const broken = copyCourse(fixture("tiny-course"));
  const choices = await choicesWith(`${GRACE}if (Date.now() > 0) throw new Error("no Grace today");\n`);
  const report = await mark({ root: broken.folder, choices, from: submission(RIGHT) });
  broken.remove();
  expect(report).toMatchObject({ verdict: "could-not-grade" });
  expect(report).not.toHaveProperty("points");
  expect(report.lessons[0]).toMatchObject({
    verdict: "could-not-grade",
    reason: expect.stringMatching(/^The teacher's own checks of this lesson could not be run: /),
    hiddenReason: "no Grace today",
    tasks: [],
  });
  for (const [name, text] of written(report)) if (name !== "json") expect(text, name).not.toContain("Grace");
});

test.skipIf(isMissing)("in a sandbox they work alike, and a submission finds nothing of them", async () => {
  const looksAround = put(
    "looks/exercises/01-hello.ts",
    'import { readdirSync } from "node:fs";\nexport const hello = (name: string) => {\n  console.log(readdirSync("/tmp").length, process.argv.join(" ").includes("checks"), Object.values(process.env).join(" ").includes("checks"));\n  return "Hello, " + name;\n};\n',
  );
  const report = await mark({
    choices: await choicesWith(GRACE),
    from: join(dirname(looksAround), ".."),
    sandbox: "required",
  });
  expect(report).toMatchObject({ verdict: "passed", points: { earned: 2, most: 2 } });
  expect(report.lessons[0]!.tasks[0]!.checks[1]!.output).toBe("0 false false");
});

describe("a class", () => {
  const points = (marked: readonly MarkedSubmission[]) => marked.map(({ report }) => report.points?.earned);

  async function markBoth(choices: Choices): Promise<readonly MarkedSubmission[]> {
    const submissions = ["ada", "grace"].map((learner) => ({
      learner,
      path: join(folder, "class", learner),
    }));
    const options = { root: tiny.folder, built, seed: 7, submissions, choices };
    return markClass({ ...options, cache: join(folder, "verdicts") });
  }

  test("is marked by hidden checks and costs; other costs find no verdict anew, other checks do", async () => {
    put("class/ada/exercises/01-hello.ts", 'export const hello = () => "Hello, Ada";\n');
    put("class/grace/exercises/01-hello.ts", 'export const hello = (name: string) => "Hello, " + name;\n');
    put(
      "class/grace/.progress.json",
      JSON.stringify({ version: 1, lessons: { "01-hello": { tasks: { 1: { hintsShown: 1 } } } } }),
    );
    const known = () => readdirSync(join(folder, "verdicts")).filter((name) => name.endsWith(".json"));
    const costing = (hint: number) =>
      choicesWith(GRACE, `, "points": { "1": 10 }, "costs": { "hint": ${hint} }`);
    const first = await markBoth(await costing(1));
    expect(points(first)).toEqual([5, 9]);
    expect(first.map(({ report }) => report.costs?.isKnown)).toEqual([false, true]);
    expect(known()).toHaveLength(2);
    expect(points(await markBoth(await costing(3)))).toEqual([5, 7]);
    expect(known()).toHaveLength(2);
    const others = GRACE.replace(
      'hello("Grace").returns("Hello, Grace"',
      'hello("Ada").returns("Hello, Ada"',
    );
    expect(points(await markBoth(await choicesWith(others)))).toEqual([2, 2]);
    expect(known()).toHaveLength(4);
    expect(leftBehind()).toEqual([]);
  });
});

describe("what is wrong is told before anything is marked: in the source", () => {
  test.each([
    ["", /line 1: It has no describe, and so no check of a task\. Write `describe\("Task 1: name"/],
    [
      `${HEAD}describe("Task 1: hello", () => {`,
      /line 3: It is no TypeScript: Expected .+\. Mend that first\./,
    ],
    [GRACE.replace("Task 1", "Task 9"), /line 3: The lesson has no task for the describe "Task 9: hello"\./],
    [GRACE.replace("hello", "hallo"), /line 3: The describe "Task 1: hallo" is not called as task 1 of the/],
    [
      `import { hello } from "#submission/01-hello";\n${GRACE}`,
      /line 1: The grader imports from "#submission\/01-hello", where the answers are\. Import types only/,
    ],
    [
      `import { helper } from "./helper.ts";\n${GRACE}`,
      /line 1: It imports from "\.\/helper\.ts", and is run without it\. It can import #grader, Node's own/,
    ],
    [GRACE.replace("await ", ""), /line 5: Nobody waits for this `returns`, so what it finds is lost\./],
    [GRACE.replace("check(", "check.skip("), /line 4: With this `check\.skip` some checks/],
  ])("%#", async (source, sentence) => {
    const loading = choicesWith(source);
    await expect(loading).rejects.toThrow(WrongChoices);
    await expect(loading).rejects.toThrow(/^lessons\.1\.checks: hidden\/01\.test\.ts, /);
    await expect(loading).rejects.toThrow(sentence);
  });

  test("types may come from anywhere, and Node's modules", async () => {
    const types =
      'import { once } from "node:events";\nimport type { A } from "./helper.ts";\nimport { type B } from "#submission/01-hello";\n';
    const { hidden } = await choicesWith(types + GRACE);
    expect(hidden.get("01-hello")).toMatchObject({ path: "hidden/01.test.ts", source: types + GRACE });
  });
});

describe("what is wrong is told before anything is marked: with the file", () => {
  test.each([
    [
      "hidden/none.ts",
      /^lessons\.hello\.checks: hidden\/none\.ts is not there\. The path begins at the folder/,
    ],
    ["hidden/folder.ts", /^lessons\.hello\.checks: hidden\/folder\.ts is a folder: name the file in it\.$/],
    [
      "hidden",
      /^lessons\.hello\.checks must be the path of a file with checks, such as "hidden\/03\.test\.ts"\.$/,
    ],
  ])("%s", async (path, sentence) => {
    mkdirSync(join(folder, "hidden/folder.ts"), { recursive: true });
    const file = put("grading.json", `{ "lessons": { "hello": { "checks": "${path}" } } }`);
    await expect(loadChoices(file, lessons)).rejects.toThrow(WrongChoices);
    await expect(loadChoices(file, lessons)).rejects.toThrow(sentence);
  });
});

describe("what is wrong is told before anything is marked: by the course's own answer", () => {
  async function tried(source: string): Promise<unknown> {
    const choices = await choicesWith(source);
    const error = await tryHiddenChecks(choices, lessons, { root: tiny.folder, built, seed: 7 }).catch(
      (error: unknown) => error,
    );
    expect(leftBehind()).toEqual([]);
    return error;
  }

  test("nothing, where it passes", async () => {
    expect(await tried(GRACE)).toBeUndefined();
  });

  test.each([
    [
      GRACE.replace("Hello, Grace", "Hi, Grace"),
      /^lessons\.1\.checks: solutions\/01-hello\.ts does not pass the check of task 1 in hidden\/01\.test\.ts, "greets Grace": The value/,
    ],
    [helloChecks("grace();"), /"greets Grace": grace is not defined$/],
    [
      `${HEAD}describe("Task 1: hello", () => {});\n`,
      /^lessons\.1\.checks: hidden\/01\.test\.ts cannot be run: No test found in suite hidden\/01\.test\.ts$/,
    ],
    [
      `${GRACE}check("stands alone", async () => {});\n`,
      /cannot be run: The grader has a check of a task that the lesson does not have: stands alone$/,
    ],
    [`${GRACE}throw new Error("by mistake");\n`, /cannot be run: by mistake$/],
  ])("%#", async (source, sentence) => {
    const error = await tried(source);
    expect(error).toBeInstanceOf(WrongChoices);
    expect((error as Error).message).toMatch(sentence);
  });

  test("nothing, where the course came without it, or the lesson is not to be marked", async () => {
    const choices = await choicesWith(helloChecks("grace();"));
    const without = copyCourse(fixture("tiny-course"));
    rmSync(without.path("solutions"), { recursive: true });
    const options = { root: without.folder, built, seed: 7 };
    await tryHiddenChecks(choices, (await loadCourse(without.folder)).lessons, options);
    await tryHiddenChecks(choices, lessons.slice(1), options);
    without.remove();
  });
});
