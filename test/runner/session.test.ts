// Whole sessions in a real terminal, as a learner has them.

import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { LessonProgress, Progress } from "../../src/course/index.ts";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";
import { MENU, takeChoice } from "../support/menu.ts";
import { eventually } from "../support/processes.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

let course: CourseCopy;
let terminal: PseudoTerminal;

afterEach(async () => {
  terminal.kill();
  // Until then it may still write into the course.
  await terminal.exitCode();
  course.remove();
});

function start(
  words: readonly string[],
  options: ConstructorParameters<typeof PseudoTerminal>[2] = {},
): void {
  terminal = new PseudoTerminal(course.folder, ["lesson", ...words], options);
}

const take = (label: string) => takeChoice(terminal, label);

/** Takes a choice of the menu, and waits until what follows is there, with the next menu below it. */
async function choose(label: string, wanted: RegExp): Promise<void> {
  const answered = () => terminal.text().split("✔ What next?");
  const before = answered().length;
  await take(label);
  await terminal.waitFor(() => {
    const parts = answered();
    const after = parts.at(-1)!;
    return parts.length > before && wanted.test(after) && MENU.test(after);
  });
}

/** Takes a choice of the menu, and waits for the question that it leads to. */
async function chooseAndAnswer(label: string, question: RegExp): Promise<void> {
  await terminal.waitFor(MENU);
  await take(label);
  await terminal.waitFor(question);
}

/** A wrong answer of the grader's own tests, as a learner's file: what it takes from the solution lies beside it. */
function copyWrongAnswer(answer: string): void {
  const text = readFileSync(join(root, "test/course/wrong-answers/03-responses", answer), "utf8");
  writeFileSync(course.path("exercises/03-responses.ts"), text.replaceAll("../../../../../", "../"));
}

test("lesson 3: read, check, fail, fix, check, pass, leave", async () => {
  course = copyCourse();
  start(["3"], { rows: 60 });
  await terminal.waitFor(MENU);
  expect(terminal.text()).toMatch(/# 3\. Responses[\s\S]+HTTP\/1\.1 200 OK/);
  await choose("Read on", /## Task 1: `parseStatusLine\(line\)`[\s\S]+❯ Check my answers/);
  await chooseAndAnswer(
    "Read on",
    /The status code decides[\s\S]+Quiz: The redirection[\s\S]+\? Your answer\?[\s\S]+I do not know/,
  );
  expect(terminal.text()).not.toContain("One request, one response.");
  terminal.type(KEYS.up.repeat(3) + KEYS.enter);
  await terminal.waitFor(
    /No\. `fetch` goes there for you\.[\s\S]+Right is 3\.[\s\S]+ {2}Read on: Task 2\n❯ Check my[\s\S]+select/,
  );

  await choose("Check my answers", /0 of 4 core tasks pass[\s\S]+not written yet[\s\S]+❯ Check my answers/);

  copyWrongAnswer("parseStatusLine/accepts-lower-case-http.ts");
  await choose("Check my answers", /3 of 4 core tasks pass/);
  expect(terminal.text()).toMatch(/FAILED Task 1, parseStatusLine: refuses http in lower case/);
  expect(terminal.text()).toMatch(/Usual cause: comparing HTTP without regard to letter case/);

  copyFileSync(course.path("solutions/03-responses.ts"), course.path("exercises/03-responses.ts"));
  await choose("Check my answers", /Lesson 3, Responses: passed[\s\S]+❯ Read on: Task 2/);
  expect(storedLesson("03-responses")).toMatchObject({
    passedAt: expect.any(String),
    pagesRead: 3,
    tasks: { 1: { passedAt: expect.any(String), points: 16, mostPoints: 16 } },
    quizzes: { "The redirection": { isRight: false } },
  });

  await take("Leave");
  expect(await terminal.exitCode()).toBe(0);
  expectCursorShown();
});

test("lesson 1: an exchange made now, a question, a task with one blank, and its first green check", async () => {
  course = copyCourse();
  start(["1"], { rows: 90 });
  await terminal.waitFor(/Quiz: Before the request[\s\S]+\? Your answer\?[\s\S]+select/);
  const [, port] = /Made just now, with a practice service at port (\d+)\./.exec(terminal.text())!;
  expect(terminal.text()).toMatch(
    new RegExp(`GET /robots\\.txt HTTP/1\\.1\n {4}Host: 127\\.0\\.0\\.1:${port}\n`),
  );
  const [, date = ""] = /^ {4}Date: (.+)$/m.exec(terminal.text())!;
  expect(Math.abs(Date.now() - Date.parse(date))).toBeLessThan(10 * 60_000);
  terminal.type(KEYS.enter);
  await terminal.waitFor(/❯ Read on: Task 1\n[\s\S]+select/);
  await choose("Read on", /## Task 1: `firstStatus\(host, port\)`[\s\S]+❯ Check my answers/);

  await choose("Check my answers", /Next: write task 1[\s\S]+❯ Check my answers/);
  const stub = readFileSync(course.path("exercises/01-connections.ts"), "utf8");
  const filled = stub.replace(/throw new Error\(`Task 1 is.+/, "return response.status;");
  writeFileSync(course.path("exercises/01-connections.ts"), filled);
  await choose("Check my answers", /1 of 3 core tasks pass[\s\S]+❯ Read on: What a connection is/);
  expect(terminal.text()).toMatch(/That makes 1 of the \d+ core tasks of the course\./);
  expect(terminal.text()).toMatch(/Next: read on, What a connection is:\s+read on {2}npm run lesson 1/);
  await choose("Check my answers", /1 of 3 core tasks pass[\s\S]+❯ Read on: What a connection is/);
  expect(terminal.text().match(/That makes 1 of/g)).toHaveLength(1);
  await take("Read on");
  await terminal.waitFor(/You have made an exchange/);
});

test("a page that is longer than the screen stops before its beginning scrolls away", async () => {
  course = copyCourse();
  start(["3"], { rows: 24 });
  await terminal.waitFor(/\? Enter to read on/);
  expect(terminal.text()).toMatch(/^# 3\. Responses\n/);
  let read = "";
  while (!MENU.test(terminal.text())) {
    const before = read;
    read = terminal.text().replace(/\? Enter to read on$/, "");
    expect(read.slice(before.length).split("\n").length).toBeLessThanOrEqual(24);
    terminal.type(KEYS.enter);
    await terminal.waitFor(
      (text) => MENU.test(text) || (text.endsWith("? Enter to read on") && text.length > read.length + 40),
    );
  }
  expect(terminal.text()).not.toContain("Enter to read on");
});

describe("in a course of three lessons", () => {
  test("a hint comes one at a time, and all of them when they were seen", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    for (const hint of [1, 2, 3]) {
      await chooseAndAnswer("Hint", /\? A hint for which task\?/);
      terminal.type(KEYS.enter);
      await terminal.waitFor(new RegExp(`Hint ${hint} of 3[\\s\\S]+❯ Check my answers[\\s\\S]+select`));
      expect(terminal.text().match(/Hint \d of 3/g)).toHaveLength(hint);
    }
    await chooseAndAnswer("Hint", /\? A hint for which task\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(() => terminal.text().match(/Hint \d of 3/g)?.length === 6);
    expect(storedLesson("01-hello")).toMatchObject({ tasks: { 1: { hintsShown: 3 } } });
  });

  test("the solution of a task that is not passed is a give-up, asked for and remembered", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    const giveUp = /\? Task 1 is not passed yet\. Give up on it, and see the solution\?/;
    await chooseAndAnswer("Solution", /\? The solution of which task\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(giveUp);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/the solution\? No[\s\S]+❯ Check my answers[\s\S]+select/);
    expect(terminal.text()).not.toContain("return `Hello");
    expect(storedLesson("01-hello").tasks).toBeUndefined();
    await chooseAndAnswer("Solution", /which task\? hello[\s\S]+\? The solution of which task\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/the solution\? No[\s\S]+the solution\?/);
    terminal.type(`y${KEYS.enter}`);
    await terminal.waitFor(/the solution\? Yes[\s\S]+\+ {5}return `Hello/);
    expect(storedLesson("01-hello")).toMatchObject({ tasks: { 1: { gaveUpAt: expect.any(String) } } });
  });

  test("an example is tried, and judged by nobody", async () => {
    course = copyCourse(fixture("tiny-course"));
    copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
    start(["1"]);
    await chooseAndAnswer("Try an example", /\? The example of which task\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/hello\("Ada"\)\s+Returned:\s+"Hello, Ada"[\s\S]+Nothing was judged/);
    expect(storedLesson("01-hello").tasks).toBeUndefined();
  });

  test("keys typed while something is under way do nothing, and Ctrl-C ends it", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    await terminal.waitFor(MENU);
    await take("Check my answers");
    await terminal.waitFor(/Checking \.\.\./);
    terminal.type(KEYS.enter + KEYS.enter);
    await terminal.waitFor(/not written yet[\s\S]+❯ Check my answers[\s\S]+select/);
    await take("Check my answers");
    await terminal.waitFor(
      (text) => text.split("✔ What next?").length === 3 && text.includes("Checking ..."),
    );
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text().match(/core task passes/g)).toHaveLength(1);
    expectCursorShown();
  });

  test("after three runs without a further green check the cursor stands at the hint", async () => {
    course = copyCourse(fixture("tiny-course"));
    writeFileSync(
      course.path("exercises/01-hello.ts"),
      'export function hello(name: string) { return "Hello " + name; }\n',
    );
    start(["1"]);
    await terminal.waitFor(MENU);
    for (const suggested of ["Check my answers", "Check my answers", "Hint"])
      await choose("Check my answers", new RegExp(`❯ ${suggested}`));
    expect(terminal.text()).toMatch(
      /3 runs brought task 1 no further\. Hint 1 of 3 may help:\s+`npm run lesson 1 hint 1`/,
    );
    expect(terminal.text().match(/runs brought/g)).toHaveLength(1);
  });

  test("a lesson opens where it was left, a right answer is not asked for again", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    await chooseAndAnswer("Read on: The parts", /Quiz: The name[\s\S]+\? Your answer\?[\s\S]+select/);
    terminal.type(KEYS.up.repeat(2) + KEYS.enter);
    await terminal.waitFor(/Right\. It comes after[\s\S]+Quiz: The comma[\s\S]+Your answer\?[\s\S]+select/);
    terminal.type(KEYS.up.repeat(2) + KEYS.enter);
    await terminal.waitFor(/No\. That comes after it[\s\S]+❯ Read on: Task 1[\s\S]+select/);
    terminal.kill();
    await terminal.exitCode();

    start(["1"]);
    await terminal.waitFor(MENU);
    expect(terminal.text()).toMatch(/^# 1\. Hello\n\nTask 1 {2}hello {2}open\n/);
    expect(terminal.text()).toContain("❯ Read on: Task 1");
    await choose(
      "Read on: Task 1",
      /## Task 1: `hello\(name\)`[\s\S]+ {2}Read on: What was left out\n❯ Check my/,
    );
  });

  test("what was missed in a lesson is asked once more at the start of the next", async () => {
    course = copyCourse(fixture("tiny-course"));
    writeFileSync(course.path(".progress.json"), JSON.stringify(missed("01-hello", "The comma")));
    start(["2"]);
    await terminal.waitFor(/^Once more, from lesson 1, Hello:[\s\S]+Quiz: The comma[\s\S]+\? Your answer\?/);
    expect(terminal.text()).not.toContain("# 2. Double");
    terminal.type(KEYS.up + KEYS.enter);
    await terminal.waitFor(/Right\. The greeting comes first\.[\s\S]+# 2\. Double/);
    await terminal.waitFor(MENU);
    expect(storedLesson("01-hello")).toMatchObject({ quizzes: { "The comma": { isRight: true } } });
  });

  test("the file opens in the editor of the environment, and an editor that fails is said so", async () => {
    course = copyCourse(fixture("tiny-course"));
    writeFileSync(
      course.path("editor.cjs"),
      'require("node:fs").appendFileSync(process.argv[2], "// edited\\n")',
    );
    const editor = `"${process.execPath}" "${course.path("editor.cjs")}"`;
    start(["1"], { env: { VISUAL: "", EDITOR: editor } });
    await terminal.waitFor(MENU);
    await choose("Open my file in the editor", /Opened exercises\/01-hello\.ts\./);
    expect(readFileSync(course.path("exercises/01-hello.ts"), "utf8")).toMatch(/\/\/ edited\n$/);
    terminal.kill();
    await terminal.exitCode();

    start(["1"], { env: { VISUAL: "exit 3;", EDITOR: editor } });
    await terminal.waitFor(MENU);
    await choose(
      "Open my file in the editor",
      /Cannot open exercises\/01-hello\.ts in an editor: `exit 3;` ended with 3\.\s+Open the file yourself/,
    );
  });

  test("what cannot be done is said, and the menu comes again", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["3"], { env: { VISUAL: "", EDITOR: "", TERM_PROGRAM: "" } });
    await terminal.waitFor(MENU);
    await choose("Try an example", /This lesson has no such task\./);
    await choose("Open my file in the editor", /none is named in `VISUAL` or\s+`EDITOR`\./);
    await choose("Quiz", /Lesson 3 has no quizzes\./);
    rmSync(course.path("exercises/03-last.ts"));
    await choose("Check my answers", /There is no file exercises\/03-last\.ts[\s\S]+npm run lesson 3 reset/);
    await chooseAndAnswer("Solution", /\? The solution of which task\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/which task\? last[\s\S]+There is no file exercises\/03-last\.ts[\s\S]+select/);
    expect(storedLesson("03-last").tasks).toBeUndefined();
  });

  test("reset is asked for once more", async () => {
    course = copyCourse(fixture("tiny-course"));
    writeFileSync(course.path("exercises/01-hello.ts"), "// mine\n");
    start(["1"]);
    await chooseAndAnswer("Begin my file anew", /\? Put the stub back\? A copy of your file is kept\./);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/is kept\. No[\s\S]+select/);
    expect(readFileSync(course.path("exercises/01-hello.ts"), "utf8")).toBe("// mine\n");
    await chooseAndAnswer("Begin my file anew", /is kept\. No[\s\S]+is kept\./);
    terminal.type(`y${KEYS.enter}`);
    await terminal.waitFor(/Your answers were kept as \.attempts[\s\S]+is the stub again/);
  });

  test("next goes on to the following lesson", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["2"]);
    await terminal.waitFor(MENU);
    await choose("Next lesson", /# 3\. Last/);
  });

  test("without a word it asks for a lesson, and suggests the first that is not passed", async () => {
    course = copyCourse(fixture("tiny-course"));
    writeFileSync(course.path(".progress.json"), JSON.stringify(passed("01-hello")));
    start([]);
    await terminal.waitFor(/\? Which lesson\?\n {2}1\. Hello \(passed\)\n❯ 2\. Double\n {2}3\. Last/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/# 2\. Double/);
  });

  test.each([
    ["Ctrl-C", KEYS.ctrlC],
    ["end of input", KEYS.ctrlD],
  ])("%s leaves quietly and restores the terminal", async (_, keys) => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    await terminal.waitFor(MENU);
    terminal.type(keys);
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text()).not.toMatch(/Error|node:internal|at .*\.mjs/);
    expectCursorShown();
  });

  test("Ctrl-Z does not freeze it", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["2"]);
    await terminal.waitFor(MENU);
    terminal.type(KEYS.ctrlZ);
    // What is typed before the process goes on may be lost, and nothing shows that it does.
    await eventually("the cursor moves", () => {
      terminal.type(KEYS.down);
      return /❯ Leave/.test(terminal.text());
    });
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode()).toBe(130);
  });

  test("a narrow terminal gets narrow lines, also after it was resized", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["2"], { columns: 40, rows: 30 });
    await terminal.waitFor(/# 2\. Double[\s\S]+What next\?/);
    terminal.resize(60, 30);
    await choose("Read on", /What was left out/);
    const widest = Math.max(
      ...terminal
        .text()
        .split("\n")
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(60);
  });

  test("NO_COLOR is obeyed", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1", "read"], { env: { NO_COLOR: "1" } });
    expect(await terminal.exitCode()).toBe(0);
    expect(terminal.text()).toContain("# 1. Hello");
    expect(terminal.raw()).not.toMatch(/\x1b\[\d*m/);
  });

  test("a terminal gets colour and a link to the file", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1", "read"]);
    expect(await terminal.exitCode()).toBe(0);
    expect(terminal.raw()).toMatch(/\x1b\[1m/);
    expect(terminal.raw()).toMatch(/\x1b\]8;;file:\/\/\/.+\/exercises\/01-hello\.ts\x1b\\/);
  });
});

function passed(slug: string): object {
  return { version: 1, lessons: { [slug]: { passedAt: "2026-11-23T00:00:00.000Z" } } };
}

function missed(slug: string, quiz: string): object {
  const answer = { answeredAt: "2026-11-23T00:00:00.000Z", isRight: false };
  return { version: 1, lessons: { [slug]: { quizzes: { [quiz]: answer } } } };
}

function storedLesson(slug: string): LessonProgress {
  const { lessons } = JSON.parse(readFileSync(course.path(".progress.json"), "utf8")) as Progress;
  return lessons[slug]!;
}

function expectCursorShown(): void {
  const raw = terminal.raw();
  expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThanOrEqual(raw.lastIndexOf("\x1b[?25l"));
}

test("a copy without solutions offers none, not even for what is passed", async () => {
  course = copyCourse(fixture("tiny-course"));
  copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
  rmSync(course.path("solutions"), { recursive: true });
  start(["1"]);
  await terminal.waitFor(MENU);
  await choose("Check", /Next:\n {2}go on {2}npm run lesson next/);
  await takeChoice(terminal, "More");
  await terminal.waitFor(/✔ What next\? More[\s\S]+Back\n[\s\S]+select/);
  expect(terminal.text()).not.toMatch(/solution/i);
});
