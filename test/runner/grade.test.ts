// `npm run grade`: one command, no questions, an exit code that can be relied on, and a report whatever happens.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reportSchema } from "../../src/marking/report.ts";
import { tarFile, tarGzOf } from "../support/archives.ts";
import {
  type CourseCopy,
  copyCourse,
  type Finished,
  launcher,
  neverEnds,
  runProgram,
} from "../support/course-copy.ts";
import { fixture } from "../support/grade-file.ts";
import { eventually } from "../support/processes.ts";
import { isMissing } from "../support/sandbox.ts";

const SOLVED = ["01-hello", "02-double", "03-last"];

let course: CourseCopy;

beforeAll(() => {
  course = copyCourse(fixture("tiny-course"));
});

afterAll(() => course.remove());

function solve(...slugs: string[]) {
  for (const slug of slugs)
    copyFileSync(course.path(`solutions/${slug}.ts`), course.path(`exercises/${slug}.ts`));
}

afterEach(() => {
  for (const slug of SOLVED)
    copyFileSync(course.path(`exercises/.original/${slug}.ts`), course.path(`exercises/${slug}.ts`));
});

function grade(words: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return runProgram(course, ["grade", ...words.split(" ").filter(Boolean)], env);
}

function readReport(file: string) {
  return reportSchema.parse(JSON.parse(readFileSync(course.path(file), "utf8")));
}

test("passes with 0, says what it came to, and changes nothing", async () => {
  solve(...SOLVED);
  const before = readdirSync(course.folder, { recursive: true }).sort();
  const { output, exitCode } = await grade("seed 7");
  expect(output).toMatch(/^Lesson 1, Hello: passed, 1 of 1 points\n/);
  expect(output).toMatch(/\n3 of 3 points\. Lessons: 3 passed\.\n/);
  expect(output).toMatch(/Isolation: none[\s\S]+seed 7\n$/);
  expect(exitCode).toBe(0);
  expect(readdirSync(course.folder, { recursive: true }).sort()).toEqual(before);
  expect(existsSync(course.path(".progress.json"))).toBe(false);
});

test("fails with 1, and tells why in short", async () => {
  writeFileSync(course.path("exercises/01-hello.ts"), "export const hello = () => 1;\n");
  const { output, exitCode } = await grade("lesson 1");
  expect(output).toContain("Task 1, returns it: The value that came back is not the expected one.");
  expect(exitCode).toBe(1);
});

test("writes one format to the terminal, or several to files with a table for the person", async () => {
  const json = await grade("lesson 2 format json");
  expect(reportSchema.parse(JSON.parse(json.output)).lessons).toHaveLength(1);
  const { output, exitCode } = await grade("lesson 2 format json out a.json format junit out a.xml");
  expect(output).toMatch(/^Lesson 2, Double: FAILED/);
  expect(readReport("a.json").verdict).toBe("failed");
  expect(readFileSync(course.path("a.xml"), "utf8")).toContain("<testsuites");
  expect(exitCode).toBe(1);
});

test("marks a submission from elsewhere, with a teacher's choices", async () => {
  const answer = 'export const hello = (name: string) => "Hello, " + name;\n';
  writeFileSync(
    course.path("mine.tar.gz"),
    await tarGzOf([tarFile("course-main/exercises/01-hello.ts", answer)]),
  );
  writeFileSync(course.path("grading.json"), '{ "lessons": { "1": { "points": { "1": 10 } } } }');
  const { output, exitCode } = await grade("from mine.tar.gz choices grading.json");
  expect(output).toMatch(/^Lesson 1, Hello: passed, 10 of 10 points\n/);
  expect(output).toContain("10 of 10 points. Lessons: 1 passed.");
  expect(exitCode).toBe(0);
});

test("a submission without exercises is said to be one", async () => {
  writeFileSync(course.path("empty.tar.gz"), await tarGzOf([tarFile("README.md", "")]));
  const { output, exitCode } = await grade("from empty.tar.gz");
  expect(output).toContain("exercises/01-hello.ts is not there.");
  expect(output).toContain("3 not submitted");
  expect(output).toContain("There is no exercises/NN-name.ts in empty.tar.gz.");
  expect(exitCode).toBe(1);
});

describe("could not grade: 3, and a report that says so", () => {
  test("where an archive is damaged", async () => {
    writeFileSync(course.path("bad.zip"), "PK\x03\x04 and no more");
    const { output, exitCode } = await grade("from bad.zip format json out bad.json");
    expect(output).toMatch(/Cannot take the submission bad\.zip: It is damaged/);
    expect(output).not.toContain("There is no exercises/");
    expect(readReport("bad.json")).toMatchObject({ verdict: "could-not-grade" });
    expect(exitCode).toBe(3);
  });

  test("where a grader is broken", async () => {
    const broken = copyCourse(fixture("tiny-course"));
    writeFileSync(broken.path("test/graders/02-double.test.ts"), "throw new Error('broken');\n");
    const { output, exitCode } = await runProgram(broken, [
      "grade",
      "lesson",
      "2",
      "format",
      "json",
      "out",
      "r.json",
    ]);
    expect(output).toContain("Lesson 2, Double: not graded");
    expect(JSON.parse(readFileSync(broken.path("r.json"), "utf8")).points).toBeUndefined();
    expect(exitCode).toBe(3);
    broken.remove();
  });

  test("where a lesson is broken", async () => {
    const broken = copyCourse(fixture("tiny-course"));
    writeFileSync(broken.path("lessons/02-double.md"), "no heading\n");
    const { exitCode } = await runProgram(broken, [
      "grade",
      "lesson",
      "1",
      "format",
      "json",
      "out",
      "r.json",
    ]);
    expect(JSON.parse(readFileSync(broken.path("r.json"), "utf8")).reason).toMatch(/^lessons\/02-double\.md/);
    expect(exitCode).toBe(3);
    broken.remove();
  });
});

test("a report that cannot be written at the end is 3: the marking was right, and nobody has it", async () => {
  const full = copyCourse(fixture("tiny-course"));
  try {
    mkdirSync(full.path("out"));
    // A disk that runs full, for want of one: the folder of the report goes in the middle of the marking, in one step, as
    // a file may be written into it at that moment.
    const grader = full.path("test/graders/02-double.test.ts");
    const [out, gone] = [full.path("out"), full.path("gone")].map((path) => JSON.stringify(path));
    const removes = `import { renameSync } from "node:fs";\nrenameSync(${out}, ${gone});\n`;
    writeFileSync(grader, removes + readFileSync(grader, "utf8"));
    const { output, exitCode } = await runProgram(full, [
      "grade",
      "lessons",
      "2,3",
      "format",
      "json",
      "out",
      "out/r.json",
      "format",
      "human",
    ]);
    expect(output).toMatch(/Lesson 3, Last: FAILED/);
    // The name of the file that was not written has the number of the process in it: where the lines break varies.
    expect(output.replace(/\s+/g, " ")).toMatch(
      / Cannot write out\/r\.json: ENOENT.+Make room, and run it again\./,
    );
    expect(exitCode).toBe(3);
  } finally {
    full.remove();
  }
});

describe("a wrong command: 2, a sentence, and what to type", () => {
  test.each([
    ["from nowhere", /There is nothing at nowhere\./],
    ["lesson 99", /There is no lesson "99"/],
    ["choices nothing.json", /Cannot read nothing\.json/],
    ["format json out no/such/folder/a.json", /Cannot write no\/such\/folder\/a\.json/],
    ["chocies x", /Cannot tell what "chocies" means here\.[\s\S]+choices grading\.json/],
  ])("%s", async (words, sentence) => {
    const { output, exitCode } = await grade(words);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });

  test("choices that cannot be, with their place", async () => {
    writeFileSync(course.path("wrong.json"), '{ "lessons": { "1": { "points": { "1": "ten" } } } }');
    const { output, exitCode } = await grade("choices wrong.json");
    expect(output).toMatch(
      /^Cannot use wrong\.json: lessons\.1\.points\.1 must be a whole number from 0 to\s1000\./,
    );
    expect(output).toContain("docs/grading.md");
    expect(exitCode).toBe(2);
  });

  test("hidden checks that cannot be, in their file or by the course's own answer", async () => {
    const checks = (value: string) =>
      `import { checksOf, describe } from "#grader";\nconst check = checksOf();\ndescribe("Task 1: hello", () => {\n  check("greets", async ({ submission }) => {\n    await submission.hello("Ada").returns("${value}");\n  });\n});\n`;
    writeFileSync(course.path("hiding.json"), '{ "lessons": { "1": { "checks": "hidden.test.ts" } } }');
    writeFileSync(course.path("hidden.test.ts"), checks("Hello, Ada").replace("Task 1", "Task 2"));
    const stray = await grade("choices hiding.json format json out h.json");
    expect(stray.output.replace(/\s+/g, " ")).toContain(
      'Cannot use hiding.json: lessons.1.checks: hidden.test.ts, line 3: The lesson has no task for the describe "Task 2: hello".',
    );
    writeFileSync(course.path("hidden.test.ts"), checks("Hi, Ada"));
    const wrong = await grade("choices hiding.json format json out h.json");
    expect(wrong.output.replace(/\s+/g, " ")).toContain(
      'solutions/01-hello.ts does not pass the check of task 1 in hidden.test.ts, "greets": The value',
    );
    expect([stray.exitCode, wrong.exitCode]).toEqual([2, 2]);
    expect(existsSync(course.path("h.json"))).toBe(false);
    writeFileSync(course.path("hidden.test.ts"), checks("Hello, Ada"));
    solve("01-hello");
    const right = await grade("choices hiding.json");
    expect(right.output).toMatch(/^Lesson 1, Hello: passed, 2 of 2 points\n/);
    expect(right.exitCode).toBe(0);
  });

  test("help is 0", async () => {
    const { output, exitCode } = await grade("help");
    expect(output).toContain("npm run grade from PATH");
    expect(exitCode).toBe(0);
  });
});

describe("stopped while it marks", () => {
  beforeEach(() => neverEnds(course, "02-double"));
  afterEach(() =>
    cpSync(fixture("tiny-course/test/graders"), course.path("test/graders"), { recursive: true }),
  );

  /** Starts, and stops it once the first lesson is marked. The second one never is. */
  async function stop(signal: NodeJS.Signals) {
    solve(...SOLVED);
    rmSync(course.path("s.json"), { force: true });
    const words = ["grade", "format", "json", "out", "s.json"];
    const child = spawn(process.execPath, [launcher, ...words], { cwd: course.folder, stdio: "ignore" });
    const exit = once(child, "exit");
    const isUnderWay = () =>
      existsSync(course.path("s.json")) && readReport("s.json").lessons[0]!.verdict === "passed";
    await eventually("the first lesson is marked", isUnderWay);
    child.kill(signal);
    const [code] = await exit;
    return { code, report: readReport("s.json") };
  }

  test.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
    "by %s: 130, and what is known",
    async (signal) => {
      const { code, report } = await stop(signal);
      expect(report).toMatchObject({ verdict: "could-not-grade", reason: "The marking was interrupted." });
      const [solved, endless] = report.lessons;
      expect([solved!.verdict, endless!.verdict]).toEqual(["passed", "could-not-grade"]);
      expect(code).toBe(130);
    },
  );

  test("at once: the report of before says that it did not come to its end", async () => {
    // Whole, whenever that is; a file beside it that was being written may stay.
    const { report } = await stop("SIGKILL");
    expect(report).toMatchObject({
      verdict: "could-not-grade",
      reason: "The marking did not come to its end.",
    });
  });
});

test("in GitHub Actions the summary, the output and the annotations go where GitHub reads them", async () => {
  writeFileSync(course.path("summary"), "before\n");
  writeFileSync(course.path("output"), "before=1\n");
  writeFileSync(
    course.path("exercises/01-hello.ts"),
    'export const hello = () => {\n  console.log("::notice::forged");\n  throw new Error("\\n::error::forged");\n};\n',
  );
  const files = { GITHUB_STEP_SUMMARY: course.path("summary"), GITHUB_OUTPUT: course.path("output") };
  const { output, exitCode } = await grade("lesson 1 format github", files);
  expect(readFileSync(course.path("summary"), "utf8")).toMatch(
    /^before\n## http&#45;by&#45;hand: 0 of 1 points\n/,
  );
  const [, result = ""] =
    /^before=1\nresult=([\w+/=]+)\n$/.exec(readFileSync(course.path("output"), "utf8")) ?? [];
  expect(JSON.parse(Buffer.from(result, "base64").toString())).toMatchObject({
    status: "fail",
    max_score: 1,
  });
  const commands = output.split("\n").filter((line) => line.trimStart().startsWith("::"));
  expect(commands).toEqual([
    expect.stringMatching(/^::error file=exercises\/01-hello\.ts,line=3,title=Lesson 1%2C task 1%3A hello::/),
  ]);
  expect(exitCode).toBe(1);
});

describe("strict", () => {
  /** A bubblewrap that is too old stands in for one that is not there. */
  function withoutSandbox(): NodeJS.ProcessEnv {
    const bwrap = course.path("bwrap");
    writeFileSync(bwrap, "#!/bin/sh\necho bubblewrap 0.1.0\n");
    chmodSync(bwrap, 0o755);
    return { PATH: `${course.folder}${delimiter}${process.env.PATH}` };
  }

  test("runs nothing where no sandbox can be had, and says why", async () => {
    solve("01-hello");
    const { output, exitCode } = await grade("strict lesson 1 format json out r.json", withoutSandbox());
    expect(output.replace(/\s+/g, " ")).toMatch(
      /No sandbox can be had here, and so nothing was run: A sandbox needs .+ `strict sandbox none` marks without one/,
    );
    expect(exitCode).toBe(3);
    const report = readReport("r.json");
    expect(report).toMatchObject({ verdict: "could-not-grade", isolation: "none" });
    expect(report.points).toBeUndefined();
    expect(report.lessons.flatMap(({ tasks }) => tasks)).toEqual([]);
  });

  test("goes on without, where that is said, and the report says so", async () => {
    solve("01-hello");
    const { output, exitCode } = await grade("strict sandbox none lesson 1", withoutSandbox());
    expect(output).toMatch(/passed, 1 of 1 points[\s\S]+Isolation: none/);
    expect(exitCode).toBe(0);
  });

  test.skipIf(isMissing)("shuts the submission in, and names what it is in", async () => {
    // Right where nothing of this machine can be seen.
    const seesNothing =
      'import { existsSync } from "node:fs";\nexport const hello = (name: string) => (existsSync("/etc/passwd") ? "seen" : "Hello, " + name);\n';
    writeFileSync(course.path("exercises/01-hello.ts"), seesNothing);
    const open = await grade("lesson 1");
    expect(open.exitCode).toBe(1);
    const { output, exitCode } = await grade("strict lesson 1 format json out r.json");
    expect(output).toMatch(/passed, 1 of 1 points[\s\S]+Isolation: bubblewrap \d/);
    expect(exitCode).toBe(0);
    expect(readReport("r.json").isolation).toMatch(/^bubblewrap \d/);
  });
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "a course that cannot be written to is marked all the same",
  async () => {
    chmodSync(course.folder, 0o555);
    const { exitCode } = await grade("lesson 1");
    chmodSync(course.folder, 0o755);
    expect(exitCode).toBe(1);
  },
);
