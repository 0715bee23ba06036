// A course update keeps answers: by git, with answers committed or not, and by a newer ZIP over the folder.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CourseCopy, runLesson } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";

const ANSWER = `/** Task 1. */
export function hello(name: string): string {
  return "Hello, " + name;
}
`;

let folder: string;
/** The repository that the course comes from. */
let upstream: string;
/** The learner's folder. */
let course: CourseCopy;

/** Both as they are at first, made once and copied for each test. */
let model: string;

beforeAll(() => {
  model = mkdtempSync(join(tmpdir(), "update-model-"));
  const first = join(model, "upstream");
  cpSync(fixture("tiny-course"), first, { recursive: true });
  cpSync(join(root, ".gitignore"), join(first, ".gitignore"));
  git(first, "init", "--initial-branch=main");
  commit(first, "A course");
  git(model, "clone", "--quiet", first, "learner");
});

afterAll(() => rmSync(model, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "update-"));
  cpSync(model, folder, { recursive: true });
  upstream = join(folder, "upstream");
  course = courseIn(join(folder, "learner"));
  git(course.folder, "remote", "set-url", "origin", upstream);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function courseIn(place: string): CourseCopy {
  return { folder: place, path: (...parts) => join(place, ...parts), remove() {} };
}

function git(where: string, ...words: string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...words], {
    cwd: where,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`git ${words.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

function commit(where: string, message: string): void {
  git(where, "add", "--all");
  git(where, "commit", "--quiet", "--message", message);
}

/** A command that works with the learner's file, as a check does, and grades nothing. */
const workWith = (lesson: string) => runLesson(course, [lesson, "changes"]);

const pull = () => git(course.folder, "pull", "--quiet", "--no-rebase", "--no-edit");
const read = (file: string) => readFileSync(course.path(file), "utf8");
const write = (file: string, text: string) => writeFileSync(course.path(file), text);

/** Changes a file of the course. */
function change(file: string, from: string, to: string): void {
  const path = join(upstream, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const hint = (number: number) =>
  `<details><summary>Hint ${number} of 3</summary>\n\nSay it.\n\n</details>\n\n`;

/** An update with another stub and one more task for lesson 1, and one more lesson. */
function publishUpdate(): void {
  const task = `
/** Task 2. */
export function bye(name: string): string {
  throw new Error("Task 2 is not written yet: bye(" + name + ")");
}
`;
  change("exercises/.original/01-hello.ts", "// TODO: Task 1", "// TODO: Task 1, in one line");
  writeFileSync(
    join(upstream, "exercises/.original/01-hello.ts"),
    readFileSync(join(upstream, "exercises/.original/01-hello.ts"), "utf8") + task,
  );
  change(
    "lessons/01-hello.md",
    "## What was left out",
    `## Task 2: \`bye(name)\`\n\nReturn it.\n\n${[1, 2, 3].map(hint).join("")}## What was left out`,
  );
  writeFileSync(
    join(upstream, "test/graders/01-hello.test.ts"),
    `${readFileSync(join(upstream, "test/graders/01-hello.test.ts"), "utf8")}
describe("Task 2: bye", () => {
  check("says it", async ({ submission }) => {
    await (submission as unknown as { bye(name: string): { returns(value: string): Promise<void> } }).bye("Ada").returns("Bye, Ada");
  });
});
`,
  );
  for (const [path, end] of [
    ["lessons", ".md"],
    ["exercises/.original", ".ts"],
    ["solutions", ".ts"],
    ["test/graders", ".test.ts"],
  ] as const)
    cpSync(join(upstream, path, `03-last${end}`), join(upstream, path, `04-more${end}`));
  change("lessons/04-more.md", "# 3. Last", "# 4. More");
  commit(upstream, "An update");
}

describe("a learner's file", () => {
  test("is made from the stub when it is first needed, and belongs to no commit of the course", async () => {
    expect(readdirSync(course.path("exercises"))).toEqual([".original"]);
    const { output, exitCode } = await runLesson(course, ["1", "check"]);
    expect(output).toMatch(
      /^Made exercises\/01-hello\.ts from the stub: it is yours to write in\.\n\nLesson 1/,
    );
    expect(output).toContain("not written yet");
    expect(exitCode).toBe(1);
    expect(read("exercises/01-hello.ts")).toBe(read("exercises/.original/01-hello.ts"));
    expect(git(course.folder, "status", "--porcelain")).toBe("?? exercises/01-hello.ts\n");
  });

  test("that was taken away is missed, and not made anew by itself", async () => {
    await workWith("1");
    rmSync(course.path("exercises/01-hello.ts"));
    const { output, exitCode } = await workWith("1");
    expect(output).toMatch(/^There is no file exercises\/01-hello\.ts to work with\.\n.*lesson 1 reset/);
    expect(exitCode).toBe(2);
  });

  test("that became the stub again without a reset is told of once, with where the answers are", async () => {
    write("exercises/01-hello.ts", ANSWER);
    await workWith("1");
    write("exercises/01-hello.ts", read("exercises/.original/01-hello.ts"));
    const { output } = await workWith("1");
    const [, copy] =
      /is the stub again, though nobody reset it\.[\s\S]+are in\s+(\.attempts\/01-hello\/\S+\.ts):/.exec(
        output,
      ) ?? [];
    expect(read(copy!)).toBe(ANSWER);
    expect((await workWith("1")).output).not.toContain("is the stub again");
    expect(read("exercises/01-hello.ts")).toBe(read("exercises/.original/01-hello.ts"));
  });

  test.each([
    ["was taken away", () => rmSync(course.path("exercises/01-hello.ts"))],
    ["became the stub again", () => write("exercises/01-hello.ts", read("exercises/.original/01-hello.ts"))],
  ])("that %s is kept by a reset, as the course last saw it", async (_what, lose) => {
    write("exercises/01-hello.ts", ANSWER);
    await workWith("1");
    lose();
    const { output, exitCode } = await runLesson(course, ["1", "reset"]);
    const [, copy] = /^Your answers were kept as (\S+)\n/.exec(output) ?? [];
    expect(read(copy!)).toBe(ANSWER);
    expect(exitCode).toBe(0);
    expect(read("exercises/01-hello.ts")).toBe(read("exercises/.original/01-hello.ts"));
  });

  test("that was reset is not told of", async () => {
    write("exercises/01-hello.ts", ANSWER);
    await workWith("1");
    await runLesson(course, ["1", "reset"]);
    expect((await workWith("1")).output).not.toContain("is the stub again");
  });
});

describe("an update of a course that has its stubs in exercises/, as this one has", () => {
  beforeEach(() => {
    for (const name of ["01-hello.ts", "02-double.ts", "03-last.ts"])
      cpSync(join(upstream, "exercises/.original", name), join(upstream, "exercises", name));
    cpSync(join(root, ".gitattributes"), join(upstream, ".gitattributes"));
    commit(upstream, "Stubs");
    pull();
  });

  function publishStub(): void {
    for (const folder of ["exercises/.original", "exercises"])
      change(`${folder}/01-hello.ts`, "// TODO: Task 1", "// TODO: Task 1, in one line");
    commit(upstream, "Another stub");
  }

  test("by git brings the newer stub where nobody has begun", async () => {
    await workWith("1");
    publishStub();
    pull();
    const { output } = await workWith("1");
    expect(output).toMatch(/^The stub of lesson 1 has not changed/);
    expect(read("exercises/01-hello.ts")).toContain("in one line");
  });

  test("by git does not touch answers that are not committed", async () => {
    write("exercises/01-hello.ts", ANSWER);
    publishStub();
    expect(pull).toThrow("would be overwritten by merge");
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
  });

  test("by git keeps answers that are committed whole, and a commit ends the conflict", async () => {
    await workWith("1");
    write("exercises/01-hello.ts", ANSWER);
    commit(course.folder, "My answers");
    publishStub();
    expect(pull).toThrow("git pull");
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
    git(course.folder, "commit", "--all", "--quiet", "--message", "The newer course");
    expect(git(course.folder, "status", "--porcelain")).toBe("");
    const { output, exitCode } = await runLesson(course, ["1", "check"]);
    expect(output).toMatch(/^The stub of lesson 1 has changed since you began:/);
    expect(exitCode).toBe(0);
  });

  test("by a newer ZIP has no file of the learner's in it", async () => {
    write("exercises/01-hello.ts", ANSWER);
    publishStub();
    unzipOver();
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
    rmSync(course.path("exercises/02-double.ts"));
    unzipOver();
    expect(existsSync(course.path("exercises/02-double.ts"))).toBe(false);
    expect(existsSync(course.path("exercises/.original/02-double.ts"))).toBe(true);
  });
});

/** What unpacking a ZIP over a folder does: each file of the archive replaces the one that is there. */
function unzipOver(): void {
  const archive = join(folder, "course.tar");
  git(upstream, "archive", "--output", archive, "HEAD");
  expect(spawnSync("tar", ["-xf", archive, "-C", course.folder]).status).toBe(0);
}

describe("an update", () => {
  /** Of a learner who has passed lesson 1. */
  let passed: string;

  beforeAll(async () => {
    passed = mkdtempSync(join(tmpdir(), "update-passed-"));
    cpSync(join(model, "learner"), passed, { recursive: true });
    writeFileSync(join(passed, "exercises/01-hello.ts"), ANSWER);
    expect((await runLesson(courseIn(passed), ["1", "check"])).exitCode).toBe(0);
    rmSync(join(passed, ".git"), { recursive: true });
  });

  afterAll(() => rmSync(passed, { recursive: true, force: true }));

  beforeEach(() => cpSync(passed, course.folder, { recursive: true }));

  async function expectAnswersKept(): Promise<void> {
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
    const { output } = await runLesson(course, ["list"]);
    expect(output).toMatch(/1 {2}Hello {3}1 of 2 tasks/);
    expect(output).toMatch(/4 {2}More {4}1 task/);
    expect(output).toContain("0 of 4 lessons passed");
  }

  test("by git keeps answers, shows a new task as not done, and tells of a changed stub", async () => {
    publishUpdate();
    pull();
    await expectAnswersKept();
    const checked = await runLesson(course, ["1", "check"]);
    expect(checked.output).toMatch(
      /^The stub of lesson 1 has changed since you began:[\s\S]+1 of 2 core tasks pass/,
    );
    expect(checked.exitCode).toBe(1);
    const shown = await runLesson(course, ["1", "changes"]);
    expect(shown.output).toMatch(
      /- {5}\/\/ TODO: Task 1\n\+ {5}\/\/ TODO: Task 1, in one line\n[\s\S]+\+ {3}export function bye\(name: string\): string \{\n/,
    );
    expect(shown.output).toMatch(/copy what you need into\s+exercises\/01-hello\.ts/);
    expect((await runLesson(course, ["1", "check"])).output).not.toContain("has changed");
    expect((await runLesson(course, ["1", "changes"])).output).toBe(shown.output);
    expect((await runLesson(course, ["2", "changes"])).output).toContain("has not changed since you began.");
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
  });

  test("by git goes together with answers that a class commits, there and on another machine", async () => {
    commit(course.folder, "My answers");
    publishUpdate();
    pull();
    await expectAnswersKept();
    git(folder, "clone", "--quiet", course.folder, "other");
    const other = { ...course, folder: join(folder, "other") };
    const { output } = await runLesson(other, ["1", "check", "1"]);
    expect(output).toMatch(/^Lesson 1, Hello: task 1 passed\n/);
  });

  test("by a newer ZIP over the folder keeps answers", async () => {
    publishUpdate();
    unzipOver();
    await expectAnswersKept();
    expect((await runLesson(course, ["1", "check"])).output).toMatch(/^The stub of lesson 1 has changed/);
  });

  test("renews a stub that was never touched", async () => {
    await workWith("2");
    change("exercises/.original/02-double.ts", "// TODO: Task 1", "// TODO: Task 1, twice");
    commit(upstream, "Another stub");
    pull();
    const { output } = await workWith("2");
    expect(output).toMatch(/^exercises\/02-double\.ts was still untouched, and is the newer stub now\.\n/);
    expect(read("exercises/02-double.ts")).toContain("Task 1, twice");
    expect((await workWith("2")).output).toMatch(/^The stub of lesson 2 has not changed/);
  });

  test("that gives lessons other numbers takes answers and progress along", async () => {
    rename("01-hello", "02-hello");
    rename("02-double", "01-double");
    change("lessons/02-hello.md", "# 1. Hello", "# 2. Hello");
    change("lessons/01-double.md", "# 2. Double", "# 1. Double");
    commit(upstream, "Another order");
    pull();
    const { output } = await runLesson(course, ["list"]);
    expect(output).toMatch(
      /^Lesson 1, hello, is lesson 2 now: your answers are in exercises\/02-hello\.ts\.\n/,
    );
    expect(output).toMatch(/1 {2}Double {2}1 task, you are here\n {2}2 {2}Hello {3}passed/);
    expect(read("exercises/02-hello.ts")).toBe(ANSWER);
    expect(existsSync(course.path("exercises/01-hello.ts"))).toBe(false);
    expect((await runLesson(course, ["list"])).output).not.toContain("is lesson 2 now");
  });

  test("that renames a lesson leaves the answers where they are, and says what to do with them", async () => {
    rename("01-hello", "01-greeting");
    commit(upstream, "Another name");
    pull();
    const { output } = await workWith("1");
    expect(output).toMatch(
      /Made exercises\/01-greeting\.ts[\s\S]+exercises\/01-hello\.ts belongs to no lesson of this course any more\./,
    );
    expect(read("exercises/01-hello.ts")).toBe(ANSWER);
  });

  function rename(from: string, to: string): void {
    for (const [path, end] of [
      ["lessons", ".md"],
      ["exercises/.original", ".ts"],
      ["solutions", ".ts"],
      ["test/graders", ".test.ts"],
    ] as const)
      renameSync(join(upstream, path, from + end), join(upstream, path, to + end));
  }
});

test("after a reset what was passed is to be passed anew", async () => {
  await runLesson(course, ["1", "hint"]);
  write("exercises/01-hello.ts", ANSWER);
  await runLesson(course, ["1", "check"]);
  await runLesson(course, ["1", "reset"]);
  expect((await runLesson(course, ["list"])).output).toContain("> 1  Hello   1 task, you are here");
  expect((await runLesson(course, ["1", "solution"])).exitCode).toBe(1);
  const { lessons } = JSON.parse(read(".progress.json"));
  expect(lessons["01-hello"]).toEqual({ tasks: { 1: { hintsShown: 1 } } });
});
