// Whole sessions in a real terminal, as a learner has them.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

let course: CourseCopy;
let terminal: PseudoTerminal;

afterEach(() => {
  terminal.kill();
  course.remove();
});

function start(
  words: readonly string[],
  options: ConstructorParameters<typeof PseudoTerminal>[2] = {},
): void {
  terminal = new PseudoTerminal(course.folder, ["lesson", ...words], options);
}

/** The menu, with nothing after it. */
const MENU = /\? What next\?\n(?:[ ❯] .+\n)+\n?.*$/;

/** Presses keys in a menu, and waits until what follows is there, with the next menu below it. */
async function choose(keys: string, wanted: RegExp): Promise<void> {
  const answered = () => terminal.text().split("✔ What next?");
  const before = answered().length;
  terminal.type(keys);
  await terminal.waitFor(() => {
    const parts = answered();
    const after = parts.at(-1)!;
    return parts.length > before && wanted.test(after) && MENU.test(after);
  });
}

/** A wrong answer of the grader's own tests, as a learner's file: what it takes from the solution lies beside it. */
function copyWrongAnswer(answer: string): void {
  const text = readFileSync(join(root, "test/course/wrong-answers/03-responses", answer), "utf8");
  writeFileSync(course.path("exercises/03-responses.ts"), text.replaceAll("../../../../../", "../"));
}

test("lesson 3: read, check, fail, fix, check, pass, leave", async () => {
  course = copyCourse();
  start(["3"]);
  await terminal.waitFor(MENU);
  expect(terminal.text()).toMatch(/# 3\. Responses[\s\S]+HTTP\/1\.1 200 OK/);
  terminal.type(KEYS.enter);
  await terminal.waitFor(
    /The status code decides[\s\S]+Quiz: The redirection[\s\S]+\? Your answer\?[\s\S]+I do not know/,
  );
  expect(terminal.text()).not.toContain("One request, one response.");
  terminal.type(KEYS.enter);
  await terminal.waitFor(
    /No\. `fetch` goes there for you\.[\s\S]+Right is 3\.[\s\S]+❯ Read on: Fields[\s\S]+select/,
  );

  await choose(
    KEYS.down + KEYS.enter,
    /0 of 4 core tasks pass[\s\S]+not written yet[\s\S]+❯ Check my answers/,
  );

  copyWrongAnswer("parseStatusLine/accepts-lower-case-http.ts");
  await choose(KEYS.enter, /3 of 4 core tasks pass/);
  expect(terminal.text()).toMatch(/FAILED Task 1, parseStatusLine: refuses http in lower case/);
  expect(terminal.text()).toMatch(/Usual cause: comparing HTTP without regard to letter case/);

  copyFileSync(course.path("solutions/03-responses.ts"), course.path("exercises/03-responses.ts"));
  await choose(KEYS.enter, /Lesson 3, Responses: passed[\s\S]+❯ Next lesson/);
  expect(JSON.parse(readFileSync(course.path(".progress.json"), "utf8"))).toMatchObject({
    lessons: { "03-responses": { passedAt: expect.any(String) } },
  });

  terminal.type(KEYS.down + KEYS.enter);
  expect(await terminal.exitCode()).toBe(0);
  expectCursorShown();
});

describe("in a course of three lessons", () => {
  test("a hint comes one at a time", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    await terminal.waitFor(MENU);
    for (const hint of [1, 2, 3]) {
      // The first menu suggests to read on, the later ones to check.
      terminal.type(KEYS.down.repeat(hint === 1 ? 2 : 1) + KEYS.enter);
      await terminal.waitFor(/\? A hint for which task\?/);
      terminal.type(KEYS.enter);
      await terminal.waitFor(new RegExp(`Hint ${hint} of 3[\\s\\S]+❯ Check my answers[\\s\\S]+select`));
      expect(terminal.text().match(/Hint \d of 3/g)).toHaveLength(hint);
    }
  });

  test("the solution is shown after one more question while the lesson is not passed", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"]);
    await terminal.waitFor(MENU);
    terminal.type(KEYS.down.repeat(3) + KEYS.enter);
    await terminal.waitFor(/\? The lesson is not passed yet\. Show the solution all the same\?/);
    terminal.type(KEYS.enter);
    await terminal.waitFor(/all the same\? No[\s\S]+❯ Check my answers[\s\S]+select/);
    expect(terminal.text()).not.toContain("return `Hello");
    terminal.type(KEYS.down.repeat(2) + KEYS.enter);
    await terminal.waitFor(/all the same\? No[\s\S]+all the same\?/);
    terminal.type(`y${KEYS.enter}`);
    await terminal.waitFor(/all the same\? Yes[\s\S]+return `Hello/);
  });

  test("next goes on to the following lesson", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["2"]);
    await terminal.waitFor(MENU);
    await choose(KEYS.down.repeat(5) + KEYS.enter, /# 3\. Last/);
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
    start(["1"]);
    await terminal.waitFor(MENU);
    terminal.type(KEYS.ctrlZ);
    await choose(KEYS.enter, /What was left out/);
  });

  test("a narrow terminal gets narrow lines, also after it was resized", async () => {
    course = copyCourse(fixture("tiny-course"));
    start(["1"], { columns: 40, rows: 30 });
    await terminal.waitFor(/# 1\. Hello[\s\S]+What next\?/);
    terminal.resize(60, 30);
    await choose(KEYS.enter, /What was left out/);
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
  });
});

function passed(slug: string): object {
  return { version: 1, lessons: { [slug]: { passedAt: "2026-11-23T00:00:00.000Z" } } };
}

function expectCursorShown(): void {
  const raw = terminal.raw();
  expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThanOrEqual(raw.lastIndexOf("\x1b[?25l"));
}
