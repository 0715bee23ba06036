// Every interactive choice is also a plain command, and works without a terminal.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CourseCopy, copyCourse, launcher, runLesson } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";

let course: CourseCopy;

afterEach(() => course.remove());

describe("lesson 3", () => {
  beforeEach(() => {
    course = copyCourse();
  });

  test("opens as text when there is no terminal", async () => {
    const { output, exitCode } = await runLesson(course, ["3"]);
    expect(output).toMatch(/^# 3\. Responses\n/);
    expect(output).toContain("## Task 5 (stretch)");
    expect(exitCode).toBe(0);
  });

  test("check fails with 1 on the stub, and says that nothing is written yet", async () => {
    const { output, exitCode } = await runLesson(course, ["3", "check"]);
    expect(output).toContain("not written yet");
    expect(exitCode).toBe(1);
  });

  test("check passes with 0, the list knows it, and the solution is shown beside the answers", async () => {
    const mine = readFileSync(course.path("solutions/03-responses.ts"), "utf8").replaceAll(
      /^ {2}\/\/ Only the first digit counts.*\n/gm,
      "",
    );
    writeFileSync(course.path("exercises/03-responses.ts"), mine);
    const checked = await runLesson(course, ["3", "check"]);
    expect(checked.output).toMatch(/^Lesson 3, Responses: passed\n/);
    expect(checked.exitCode).toBe(0);
    expect((await runLesson(course, ["list"])).output).toMatch(
      /3 {2}Responses {2,}passed, (\d+) of \1 points\n[\s\S]*\n4 of \d+ tasks, 1 of \d+ lessons? passed/,
    );
    const { output, exitCode } = await runLesson(course, ["3", "solution"]);
    expect(output).toContain("+   only in the solution");
    expect(output).toMatch(
      /exercises\/03-responses\.ts, from line \d+:\n[\s\S]+\n\+ {5}\/\/ Only the first digit/,
    );
    expect(exitCode).toBe(0);
    expect((await runLesson(course, ["3", "diff"])).output).toBe(output);
  });
});

describe("words", () => {
  beforeEach(() => {
    course = copyCourse();
  });

  test("prints what every word means, in the order of the alphabet", async () => {
    const { output, exitCode } = await runLesson(course, ["words"]);
    expect(output).toMatch(
      /^CA \(lesson 6\)\n[\s\S]+\n\nuser agent \(RFC 9110 §3\.5, lesson 1\)\n[\s\S]+\.\n$/,
    );
    expect(exitCode).toBe(0);
  });

  test("prints one, also when it is two words", async () => {
    const { output, exitCode } = await runLesson(course, ["words", "Field", "Line"]);
    expect(output).toMatch(/^field line \(RFC 9110 §5\.2, lesson 2\)\nOne line of a field section/);
    expect(output.split("\n\n")).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  test("names those that are most like one that is not there", async () => {
    const { output, exitCode } = await runLesson(course, ["words", "octets"]);
    expect(output).toMatch(/^The course has no word "octets"\.\nType `npm run lesson words octet`/);
    expect(exitCode).toBe(2);
  });
});

describe("in a course of three lessons", () => {
  beforeEach(() => {
    course = copyCourse(fixture("tiny-course"));
  });

  test("list shows every lesson and where the learner is", async () => {
    const { output, exitCode } = await runLesson(course, ["list"]);
    expect(output).toBe(
      [
        "> 1  Hello   1 task, you are here",
        "  2  Double  1 task",
        "  3  Last    1 task",
        "",
        `[${".".repeat(40)}]`,
        "0 of 3 tasks, 0 of 3 lessons passed\n",
      ].join("\n"),
    );
    expect(exitCode).toBe(0);
  });

  test("without a word it shows the list, and what to type", async () => {
    const { output, exitCode } = await runLesson(course, []);
    expect(output).toMatch(/0 of 3 lessons passed[\s\S]+npm run lesson 3/);
    expect(exitCode).toBe(0);
  });

  test("after a pass next opens the first lesson that is not passed, and all hints can be read", async () => {
    copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
    await runLesson(course, ["1", "check"]);
    expect((await runLesson(course, ["next"])).output).toMatch(/^# 2\. Double\n/);
    expect((await runLesson(course, ["1", "hint", "1"])).output.match(/Hint \d of 3/g)).toHaveLength(3);
  });

  test("check of one task grades that task, and records no pass of the lesson", async () => {
    copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
    const { output, exitCode } = await runLesson(course, ["1", "check", "1"]);
    expect(output).toMatch(/^Lesson 1, Hello: task 1 passed\n/);
    expect(exitCode).toBe(0);
    expect((await runLesson(course, ["list"])).output).toContain("1 of 3 tasks, 0 of 3 lessons passed");
  });

  test("hint prints the next hint each time, and all of them when they were seen", async () => {
    const first = await runLesson(course, ["1", "hint", "1"]);
    expect(first.output).toMatch(/Hint 1 of 3[\s\S]+What comes in\?/);
    expect(first.output).toContain("The next hint: npm run lesson 1 hint 1");
    expect(first.output).not.toContain("What goes out?");
    expect(first.exitCode).toBe(0);
    expect((await runLesson(course, ["1", "hint"])).output).toMatch(/^### Hint 2 of 3[\s\S]+What goes out\?/);
    const last = await runLesson(course, ["1", "hint"]);
    expect(last.output).toMatch(/^### Hint 3 of 3[\s\S]+One line is enough\./);
    expect(last.output).not.toContain("The next hint");
    const all = await runLesson(course, ["1", "hint"]);
    expect(all.output.match(/Hint \d of 3/g)).toEqual(["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]);
    expect((await runLesson(course, ["1", "hint", "1", "2"])).output).toMatch(/^### Hint 2 of 3/);
  });

  test("a solution is held back until the task passes, or is given up", async () => {
    const held = await runLesson(course, ["1", "solution"]);
    expect(held.output).toMatch(/^The solution of task 1 is shown when it passes\./);
    expect(held.output).toContain("`npm run lesson 1 solution 1 give-up`");
    expect(held.output).not.toContain("Hello, $");
    expect(held.exitCode).toBe(1);
    const given = await runLesson(course, ["1", "solution", "1", "give-up"]);
    expect(given.output).toMatch(/\+ {5}return `Hello, \$\{name\}`;/);
    expect(given.exitCode).toBe(0);
    const { lessons } = JSON.parse(readFileSync(course.path(".progress.json"), "utf8"));
    expect(lessons["01-hello"].tasks[1].gaveUpAt).toMatch(/^\d{4}-/);
    expect((await runLesson(course, ["1", "solution"])).exitCode).toBe(0);
  });

  test("try runs the worked example, or a call of one's own, and judges nothing", async () => {
    const stub = await runLesson(course, ["1", "try"]);
    expect(stub.output).toMatch(/^Task 1 is not written yet\.\n[\s\S]+Nothing was judged/);
    copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
    const tried = await runLesson(course, ["1", "try", "1"]);
    expect(tried.output).toMatch(/^Called:\n {4}hello\("Ada"\)\n\nReturned:\n {4}"Hello, Ada"\n/);
    expect(tried.exitCode).toBe(0);
    const own = await runLesson(course, ["1", "try", 'hello("Zoë".toUpperCase());']);
    expect(own.output).toContain('"Hello, ZOË"');
    const secure = await runLesson(course, ["1", "try", "hello(tls.ca.slice(5, 22) + typeof tls.good.port)"]);
    expect(secure.output).toContain('"Hello, BEGIN CERTIFICATEnumber"');
    expect(existsSync(course.path(".progress.json"))).toBe(false);
  });

  test("a course without its solutions says so, and remembers no give-up", async () => {
    rmSync(course.path("solutions"), { recursive: true });
    const { output, exitCode } = await runLesson(course, ["1", "solution", "1", "give-up"]);
    expect(output).toMatch(/^This copy of the course has no solution of lesson 1; the teacher/);
    expect(exitCode).toBe(2);
    expect(existsSync(course.path(".progress.json"))).toBe(false);
  });

  test("where progress cannot be kept, that is said once", async () => {
    mkdirSync(course.path(".progress.json"));
    const { output, exitCode } = await runLesson(course, ["1", "hint", "1", "1"]);
    expect(output.match(/your progress/g)).toHaveLength(1);
    expect(output).toContain("What comes in?");
    expect(exitCode).toBe(0);
  });

  test.each([
    ["hello(", /^The call cannot be read: a call is one expression[\s\S]+Called:\n {4}hello\(\n/, 2],
    ["while (true) hello()", /^The call cannot be read: a call is one expression/, 2],
    ["nobody()", /^It threw ReferenceError: nobody is not defined\n/, 0],
    ["hello(await new Promise(() => {}))", /^The call did not finish within 2 seconds/, 0],
    ["hello(process.exit(7))", /^The call ended the whole process with exit code 7\./, 0],
  ])("a call that fails is told in words: %s", async (call, words, code) => {
    const { output, exitCode } = await runLesson(course, ["1", "try", call]);
    expect(output).toMatch(words);
    expect(output).not.toMatch(/tried|beside-the-submission/);
    expect(exitCode).toBe(code);
  });

  test("a quiz is asked and answered without a terminal", async () => {
    const { output } = await runLesson(course, ["1", "quiz"]);
    expect(output).toMatch(
      /### Quiz: The name[\s\S]+1\. Ada[\s\S]+npm run lesson 1 quiz 1 1\n[\s\S]+Quiz: The comma/,
    );
    expect(output).not.toContain("Right.");
    const wrong = await runLesson(course, ["1", "quiz", "2", "1"]);
    expect(wrong.output).toMatch(/^\*No\.\* That comes after it\.\n\n\*Right is 2\.\* Hello:/);
    expect(wrong.exitCode).toBe(0);
    expect((await runLesson(course, ["1", "quiz", "1", "1"])).output).toMatch(/^\*Right\.\*/);
    const { lessons } = JSON.parse(readFileSync(course.path(".progress.json"), "utf8"));
    expect(lessons["01-hello"].quizzes).toMatchObject({
      "The name": { isRight: true },
      "The comma": { isRight: false },
    });
  });

  test("reset puts the stub back and keeps a copy of what was there", async () => {
    writeFileSync(course.path("exercises/01-hello.ts"), "// mine\n");
    const { output, exitCode } = await runLesson(course, ["1", "reset"]);
    const [, copy = ""] = /Your answers were kept as (\S+)/.exec(output) ?? [];
    expect(readFileSync(course.path(copy), "utf8")).toBe("// mine\n");
    expect(readFileSync(course.path("exercises/01-hello.ts"))).toEqual(
      readFileSync(course.path("exercises/.original/01-hello.ts")),
    );
    expect(exitCode).toBe(0);
    expect((await runLesson(course, ["1", "reset"])).output).toContain("is the untouched stub");
  });

  test("reset brings a file back that is not there", async () => {
    rmSync(course.path("exercises/01-hello.ts"));
    expect((await runLesson(course, ["1", "reset"])).output).toBe(
      "exercises/01-hello.ts is the stub again.\n",
    );
    expect(readFileSync(course.path("exercises/01-hello.ts"), "utf8")).toContain("TODO: Task 1");
  });

  test.each([
    [["99"], /There is no lesson "99"/],
    [["three"], /There is no lesson "three"/],
    [["1", "chekc"], /There is no command "chekc" for a lesson\./],
    [["1", "check", "7"], /Lesson 1 has no task 7\./],
    [["1", "try", "9"], /Lesson 1 has no task 9\./],
    [["1", "try", "hello"], /Cannot try "hello"/],
    [["3", "try"], /Task 1 has no worked example\./],
    [["1", "solution", "9"], /Lesson 1 has no task 9\./],
    [["1", "quiz", "3"], /Lesson 1 has no quiz 3\./],
    [["1", "quiz", "1", "3"], /This quiz has no choice 3\./],
    [["1", "hint", "9"], /Lesson 1 has no task 9\./],
    [["1", "hint", "1", "4"], /Task 1 has no hint 4\./],
  ])("%j gets one sentence and what to type, and exits with 2", async (words, sentence) => {
    const { output, exitCode } = await runLesson(course, words);
    expect(output).toMatch(sentence);
    expect(output).toContain("npm run lesson");
    expect(output).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });

  test("a flag that npm took is noticed", async () => {
    const { output, exitCode } = await runLesson(course, ["1"], { npm_config_check: "true" });
    expect(output).toContain("npm took --check for a setting of its own.");
    expect(output).toContain("npm run lesson 1 check");
    expect(exitCode).toBe(2);
  });

  test("a broken progress file is set aside and said so, and the list is there", async () => {
    writeFileSync(course.path(".progress.json"), "{ not json");
    const { output, exitCode } = await runLesson(course, ["list"]);
    expect(output).toMatch(/Cannot use \.progress\.json: .+ It was kept as\s+\.progress\.json\.broken-1/);
    expect(output).toContain("0 of 3 tasks, 0 of 3 lessons passed");
    expect(exitCode).toBe(0);
  });

  test("a progress file that cannot be read is said so, and the list is there", async () => {
    mkdirSync(course.path(".progress.json"));
    const { output, exitCode } = await runLesson(course, ["list"]);
    expect(output).toContain("Cannot read your progress in .progress.json");
    expect(output).toContain("0 of 3 tasks, 0 of 3 lessons passed");
    expect(exitCode).toBe(0);
  });

  test("a malformed lesson is the course's fault, in one sentence", async () => {
    writeFileSync(course.path("lessons/02-double.md"), "no heading\n");
    const { output, exitCode } = await runLesson(course, ["2", "read"]);
    expect(output).toMatch(/lessons\/02-double\.md/);
    expect(output).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(3);
  });

  test("a reader that stops listening ends it quietly", () => {
    const script = `"${process.execPath}" "${launcher}" lesson 1 read | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { cwd: course.folder, encoding: "utf8" });
    expect(stdout).toBe("# 1. Hello\n");
    expect(stderr).toBe("");
  });
});

describe("a Node that is too old", () => {
  test.each([
    ["8.17.0", 2],
    ["18.20.0", 2],
    ["20.18.3", 2],
    ["21.7.3", 2],
    ["22.12.0", 2],
    ["23.11.0", 2],
    ["20.19.0", 0],
    ["22.13.0", 0],
    ["24.0.0", 0],
    ["26.1.0", 0],
  ])("%s exits with %i", (version, exitCode) => {
    const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });`;
    const check = `require(${JSON.stringify(join(root, "bin/check-node.cjs"))});`;
    const { stderr, status } = spawnSync(process.execPath, ["-e", pretend + check], { encoding: "utf8" });
    expect(status).toBe(exitCode);
    if (exitCode === 0) expect(stderr).toBe("");
    else expect(stderr).toMatch(/^http-by-hand needs Node .* and this is Node .*: install .*\.\n$/);
  });
});
