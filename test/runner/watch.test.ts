// From save to verdict, in a real terminal and without one.

import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CourseCopy, copyCourse, launcher, runLesson } from "../support/course-copy.ts";
import { fixture } from "../support/grade-file.ts";
import { eventually } from "../support/processes.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

let course: CourseCopy;
let terminal: PseudoTerminal | undefined;

beforeEach(() => {
  course = copyCourse(fixture("tiny-course"));
});

afterEach(async () => {
  terminal?.kill();
  // Until then it may still write into the course.
  await terminal?.exitCode();
  terminal = undefined;
  course.remove();
});

const RIGHT = 'export function hello(name: string) { return "Hello, " + name; }\n';
const WRONG = 'export function hello(name: string) { return "Hi, " + name; }\n';

function save(text: string): void {
  writeFileSync(course.path("exercises/01-hello.ts"), text);
}

function start(words: readonly string[], options: ConstructorParameters<typeof PseudoTerminal>[2] = {}) {
  terminal = new PseudoTerminal(course.folder, ["lesson", ...words], options);
  return terminal;
}

describe("in a terminal", () => {
  test("checks at once and at each save, says what changed, and remembers it", async () => {
    const screen = start(["1", "watch"]);
    await screen.waitFor(/^Watching exercises\/01-hello\.ts\nChecking \.\.\./);
    await screen.waitFor(/Checked at \d\d:\d\d:\d\d\n\n[\s\S]+not written yet/);
    expect(screen.text()).toContain("Enter: check again - h: hint - q: leave");
    save(WRONG);
    await screen.waitFor(/Checked at .+\nNo check changed\.\n[\s\S]+FAILED Task 1, hello/);
    save(RIGHT);
    await screen.waitFor(/now passes: Task 1, .+\n\nLesson 1, Hello: passed/);
    save(WRONG);
    await screen.waitFor(/no longer passes: Task 1, /);
    const { lessons } = JSON.parse(readFileSync(course.path(".progress.json"), "utf8"));
    expect(lessons["01-hello"]).toMatchObject({ passedAt: expect.any(String) });
    expect(screen.text().split("\n").length).toBeLessThanOrEqual(40);
    screen.type("q");
    expect(await screen.exitCode()).toBe(0);
  });

  test("leaves the screen as it was, with the last grade below", async () => {
    const screen = start(["1", "watch"]);
    await screen.waitFor(/not written yet/);
    screen.type(KEYS.escape);
    expect(await screen.exitCode()).toBe(0);
    expect(screen.text()).toMatch(/^Lesson 1, Hello: 0 of 1 core task passes[\s\S]+check seed \d+$/);
    expectGivenBack(screen);
  });

  test("Ctrl-C ends it with 130 and gives the screen back", async () => {
    const screen = start(["1", "watch"]);
    await screen.waitFor(/Checking/);
    screen.type(KEYS.ctrlC);
    expect(await screen.exitCode()).toBe(130);
    expectGivenBack(screen);
  });

  test("Enter checks again, h shows a hint, other keys do nothing", async () => {
    const screen = start(["1", "watch"]);
    await screen.waitFor(/not written yet/);
    const seed = seedOf(screen);
    screen.type(`xyz ${KEYS.ctrlD}\x1b[C${KEYS.enter}`);
    await screen.waitFor(() => seedOf(screen) !== undefined && seedOf(screen) !== seed);
    screen.type("h");
    await screen.waitFor(/Hint 1 of 3[\s\S]+not written yet/);
    screen.type("h");
    await screen.waitFor(/Hint 1 of 3[\s\S]+Hint 2 of 3[\s\S]+not written yet/);
    const { lessons } = JSON.parse(readFileSync(course.path(".progress.json"), "utf8"));
    expect(lessons["01-hello"].tasks[1].hintsShown).toBe(2);
    save(RIGHT);
    await screen.waitFor(/Lesson 1, Hello: passed/);
    expect(screen.text()).not.toContain("Hint 1 of 3");
  });

  test("what does not fit is reached with the arrows, and a resize draws anew", async () => {
    const screen = start(["1", "watch"], { rows: 12, columns: 60 });
    await screen.waitFor(/Checked at[\s\S]+up, down: \d+ more$/);
    expect(screen.text()).toMatch(/^Watching exercises\/01-hello\.ts\n/);
    screen.type(KEYS.down.repeat(40));
    await screen.waitFor(/check seed \d+\n\n.+up, down: 0 more$/);
    expect(screen.text()).toMatch(/^Watching exercises\/01-hello\.ts\n/);
    screen.resize(60, 40);
    await screen.waitFor(/Checked at[\s\S]+Lesson 1, Hello: 0 of 1[\s\S]+q: leave$/);
    screen.resize(40, 40);
    await screen.waitFor((text) => text.split("\n").every((row) => row.length <= 40) && /leave$/.test(text));
  });

  test("a file that an editor takes away for a moment is waited for, and one that stays away is told", async () => {
    const screen = start(["1", "watch"]);
    await screen.waitFor(/not written yet/);
    writeFileSync(course.path("new.ts"), RIGHT);
    rmSync(course.path("exercises/01-hello.ts"));
    renameSync(course.path("new.ts"), course.path("exercises/01-hello.ts"));
    await screen.waitFor(/Lesson 1, Hello: passed/);
    rmSync(course.path("exercises/01-hello.ts"));
    await screen.waitFor(/There is no exercises\/01-hello\.ts: as soon as it is there, it is checked\./);
    save(WRONG);
    await screen.waitFor(/Checked at [\s\S]+no longer passes/);
  });

  test("a save during a check that hangs has the newest content checked", async () => {
    save("export function hello(): string { for (;;); }\n");
    const screen = start(["1", "watch"]);
    await screen.waitFor(/Checking/);
    save(RIGHT);
    await screen.waitFor(/Lesson 1, Hello: passed/);
  });

  test("one task alone, and no colour where none is wanted", async () => {
    save(RIGHT);
    const screen = start(["1", "watch", "1"], { env: { NO_COLOR: "1" } });
    await screen.waitFor(/Lesson 1, Hello: task 1 passed/);
    expect(screen.raw()).not.toMatch(/\x1b\[\d*m/);
  });

  test("from the menu of a lesson, and back to it", async () => {
    const screen = start(["1"]);
    await screen.waitFor(/What next\?[\s\S]+Watch: check at each save/);
    screen.type(KEYS.down + KEYS.down + KEYS.enter);
    await screen.waitFor(/^Watching exercises[\s\S]+not written yet/);
    save(RIGHT);
    await screen.waitFor(/now passes/);
    screen.type("q");
    await screen.waitFor(/Lesson 1, Hello: passed[\s\S]+\? What next\?[\s\S]+❯ Next lesson/);
  });
});

describe("without a terminal", () => {
  test("prints each result, and ends with 130 on Ctrl-C", async () => {
    writeFileSync(course.path("exercises/tsconfig.json"), '{ "compilerOptions": { "strict": true } }');
    const child = spawn(process.execPath, [launcher, "lesson", "1", "watch"], {
      cwd: course.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (octets) => {
        output += String(octets);
      });
    const ended = new Promise((resolve) => child.on("close", resolve));
    try {
      await eventually("a first result", () => /not written yet[\s\S]+check seed/.test(output));
      expect(output).toMatch(/^Watching exercises\/01-hello\.ts: each save is checked\. Ctrl-C ends it\.\n/);
      copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
      await eventually("a second", () => /now passes: Task 1[\s\S]+Hello: passed/.test(output));
      save('export function hello(name: string): number { return "Hello, " + name; }\n');
      await eventually("what TypeScript says", () => /TypeScript finds one thing/.test(output));
      child.kill("SIGINT");
      expect(await ended).toBe(130);
      expect(output).not.toContain("\x1b");
    } finally {
      child.kill("SIGKILL");
    }
  });

  test.each([
    [["1", "watch", "7"], /Lesson 1 has no task 7\./],
    [["1", "watch", "two"], /Cannot take "two" for the number of a task\./],
    [["watch"], /Cannot tell which lesson to watch\./],
  ])("%j gets one sentence and what to type", async (words, sentence) => {
    const { output, exitCode } = await runLesson(course, words);
    expect(output).toMatch(sentence);
    expect(output).toContain("npm run lesson");
    expect(exitCode).toBe(2);
  });

  test("a file that was begun and is not there any more is told, as by check", async () => {
    await runLesson(course, ["1", "check"]);
    rmSync(course.path("exercises/01-hello.ts"));
    const { output, exitCode } = await runLesson(course, ["1", "watch"]);
    expect(output).toMatch(/There is no file exercises\/01-hello\.ts[\s\S]+npm run lesson 1 reset/);
    expect(exitCode).toBe(2);
  });

  test("a flag that npm took is noticed", async () => {
    const { output, exitCode } = await runLesson(course, ["1"], { npm_config_watch: "true" });
    expect(output).toContain("npm run lesson 1 watch");
    expect(exitCode).toBe(2);
  });
});

function seedOf(screen: PseudoTerminal): string | undefined {
  return /check seed (\d+)/.exec(screen.text())?.[1];
}

function expectGivenBack(screen: PseudoTerminal): void {
  const raw = screen.raw();
  expect(raw.lastIndexOf("\x1b[?1049l")).toBeGreaterThan(raw.lastIndexOf("\x1b[?1049h"));
  expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThan(raw.lastIndexOf("\x1b[?25l"));
}
