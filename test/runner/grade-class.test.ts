// `npm run grade:class`: a folder of submissions in, a gradebook out, whatever stops it in between.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Gradebook, gradebookSchema } from "../../src/marking/class/gradebook.ts";
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

let course: CourseCopy;

beforeAll(() => {
  course = copyCourse(fixture("tiny-course"));
});

afterAll(() => course.remove());

afterEach(() => {
  for (const folder of ["class", "class-marks", "marks"])
    rmSync(course.path(folder), { recursive: true, force: true });
});

function gradeClass(words: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return runProgram(course, ["grade:class", ...words.split(" ").filter(Boolean)], env);
}

/** Solutions of the first lesson, of which no two are alike. */
function handIn(...learners: string[]) {
  for (const learner of learners) {
    mkdirSync(course.path("class", learner), { recursive: true });
    const solution = readFileSync(course.path("solutions/01-hello.ts"), "utf8");
    writeFileSync(course.path("class", learner, "01-hello.ts"), `// ${learner}\n${solution}`);
  }
}

function readGradebook(folder = "class-marks"): Gradebook {
  return gradebookSchema.parse(JSON.parse(readFileSync(course.path(folder, "gradebook.json"), "utf8")));
}

const pointsOf = ({ learners }: Gradebook) =>
  learners.map(({ learner, points }) => [learner, points?.earned]);

const verdictsOf = ({ learners }: Gradebook) => learners.map(({ verdict }) => verdict);

test("marks each, writes the marks beside the folder, and changes nothing in it", async () => {
  handIn("ada", "ben");
  mkdirSync(course.path("class/eve/exercises"), { recursive: true });
  writeFileSync(course.path("class/roster.csv"), "");
  const before = readdirSync(course.path("class"), { recursive: true }).sort();
  const { output, exitCode } = await gradeClass("class lesson 1");
  expect(output).toMatch(/^Task +Passed +Failed +Not written\n/m);
  expect(output).toMatch(/\n1\.1 +hello +2 +0 +1\n/);
  expect(output).toContain("3 submissions: 2 passed, 1 did not.");
  expect(output).toContain("left out: roster.csv");
  expect(exitCode).toBe(0);
  expect(pointsOf(readGradebook())).toEqual([
    ["ada", 1],
    ["ben", 1],
    ["eve", 0],
  ]);
  expect(readdirSync(course.path("class-marks/reports")).sort()).toEqual([
    ...["ada.json", "ada.txt", "ben.json", "ben.txt", "eve.json", "eve.txt"],
  ]);
  expect(readFileSync(course.path("class-marks/reports/ada.txt"), "utf8")).toMatch(
    /^Lesson 1, Hello: passed/,
  );
  expect(readdirSync(course.path("class"), { recursive: true }).sort()).toEqual(before);
});

test("without a terminal, standard error has a line about how far it has come, and no control characters", async () => {
  handIn("ada", "ben");
  const words = ["grade:class", "class", "lessons", "1,2"];
  const child = spawn(process.execPath, [launcher, ...words], { cwd: course.folder });
  const [printed, log, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  expect(log).toMatch(/^0 of 4 lessons marked\n(?:\d of 4 lessons marked\n)*$/);
  expect(printed).toMatch(/^Task /);
  expect(exitCode).toBe(0);
});

test("a log that nobody reads any more ends nothing", async () => {
  handIn("ada");
  const words = ["grade:class", "class", "lesson", "1"];
  const child = spawn(process.execPath, [launcher, ...words], { cwd: course.folder });
  child.stderr.destroy();
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(printed).toContain("1 submission: 1 passed");
  expect(exitCode).toBe(0);
});

test("3 where one could not be graded, which has no marks; the others have theirs", async () => {
  handIn("ada");
  writeFileSync(course.path("class/ben.zip"), "no archive");
  writeFileSync(course.path("class/eve.tar.gz"), "no archive");
  const { output, exitCode } = await gradeClass("class lesson 1 out marks");
  expect(output).toContain("3 submissions: 1 passed, 0 did not; 2 could not be graded, and have no total.");
  expect(output).toContain("ben: Cannot take the submission ben.zip");
  expect(exitCode).toBe(3);
  expect(pointsOf(readGradebook("marks"))).toEqual([
    ["ada", 1],
    ["ben", undefined],
    ["eve", undefined],
  ]);
});

test("typed again, it marks only what is new, with the same inputs", async () => {
  handIn("ada");
  await gradeClass("class lesson 1");
  const first = readGradebook();
  const verdicts = () =>
    readdirSync(course.path("class-marks/.verdicts")).filter((name) => name.endsWith(".json"));
  const [known] = verdicts();
  const time = statSync(course.path("class-marks/.verdicts", known!)).mtimeMs;
  handIn("ben");
  await gradeClass("class lesson 1");
  expect(readGradebook().seed).toBe(first.seed);
  expect(verdicts()).toHaveLength(2);
  expect(statSync(course.path("class-marks/.verdicts", known!)).mtimeMs).toBe(time);
  await gradeClass("class lesson 1 seed 99");
  expect(readGradebook().seed).toBe(99);
});

/** Starts with one of whom the marking never ends, and stops it once all else is known. */
async function whileOneIsMarked(signal: NodeJS.Signals): Promise<number | null> {
  handIn("ada", "ben");
  mkdirSync(course.path("class/endless"));
  copyFileSync(course.path("solutions/02-double.ts"), course.path("class/endless/02-double.ts"));
  const words = ["grade:class", "class", "lessons", "1,2"];
  const child = spawn(process.execPath, [launcher, ...words], { cwd: course.folder, stdio: "ignore" });
  const exit = once(child, "exit");
  const folder = course.path("class-marks/.verdicts");
  // Three of the first lesson, and that of those without the second; and the seed.
  await eventually("the verdicts are known", () => existsSync(folder) && readdirSync(folder).length === 5);
  child.kill(signal);
  const [code] = await exit;
  return code;
}

describe("stopped while it marks", () => {
  beforeEach(() => neverEnds(course, "02-double"));
  afterEach(() =>
    cpSync(fixture("tiny-course/test/graders"), course.path("test/graders"), { recursive: true }),
  );

  test.skipIf(process.platform === "win32")("interrupted: 130, and the marks that are known", async () => {
    expect(await whileOneIsMarked("SIGINT")).toBe(130);
    expect(pointsOf(readGradebook())).toEqual([
      ["ada", 1],
      ["ben", 1],
      ["endless", undefined],
    ]);
    expect(verdictsOf(readGradebook())).toEqual(["failed", "failed", "not-marked-yet"]);
  });

  test("ended at once: there is a gradebook that says who is not marked yet", async () => {
    await whileOneIsMarked("SIGKILL");
    const gradebook = readGradebook();
    expect(gradebook.learners.map(({ learner }) => learner)).toEqual(["ada", "ben", "endless"]);
    expect(gradebook.learners.at(-1)).toMatchObject({ verdict: "not-marked-yet" });
    expect(readFileSync(course.path("class-marks/gradebook.csv"), "utf8")).toMatch(
      /^endless,endless,not-marked-yet,,,.*Not marked yet/m,
    );
  });

  test("ended at once: the next run begins with what was known", async () => {
    await whileOneIsMarked("SIGKILL");
    const folder = course.path("class-marks/.verdicts");
    const times = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
    const before = times();
    rmSync(course.path("class/endless"), { recursive: true });
    const { exitCode } = await gradeClass("class lessons 1,2");
    expect(pointsOf(readGradebook())).toEqual([
      ["ada", 1],
      ["ben", 1],
    ]);
    expect(times()).toEqual(before);
    expect(exitCode).toBe(0);
  });
});

test("a roster: who handed nothing in has a row without marks, and who is not on it is named", async () => {
  handIn("Ada_4711_file", "mallory");
  writeFileSync(course.path("class.csv"), 'Name;Group\r\n"ada";1\r\nBen;2\r\n');
  const { output, exitCode } = await gradeClass("class lesson 1 roster class.csv");
  rmSync(course.path("class.csv"));
  expect(output).toContain("Handed nothing in: Ben.\n");
  expect(output).toContain("Not on the roster: mallory.\n");
  expect(output).toContain("2 submissions: 2 passed, 0 did not.");
  expect(exitCode).toBe(0);
  expect(pointsOf(readGradebook())).toEqual([
    ["Ada_4711_file", 1],
    ["Ben", undefined],
    ["mallory", 1],
  ]);
  expect(verdictsOf(readGradebook())).toEqual(["passed", "not-submitted", "passed"]);
  expect(readdirSync(course.path("class-marks/reports"))).not.toContain("Ben.txt");
});

test.each([
  ["nothing", /^Cannot mark nothing as a class: It cannot be read: ENOENT\./],
  ["exercises", /^Cannot mark exercises as a class: It is one submission, and not/],
  ["class out class/marks", /^The marks cannot go into the folder with the submissions\./],
  ["class out lessons/01-hello.md/x", /^Cannot write to /],
  ["class lesson 99", /^There is no lesson "99"/],
  ["class roster nothing.csv", /^Cannot use nothing\.csv as a roster: It is not there\./],
  ["class roster lessons", /^Cannot use lessons as a roster: It cannot be read: EISDIR\./],
  ["class choices nothing.json", /^Cannot read nothing\.json: /],
])("a mistake is 2, and one sentence: %s", async (words, message) => {
  handIn("ada");
  const { output, exitCode } = await gradeClass(words);
  expect(output).toMatch(message);
  expect(exitCode).toBe(2);
});

test.runIf(process.platform === "linux")("one whose name is no text stops none of the others", async () => {
  handIn("ada");
  mkdirSync(Buffer.concat([Buffer.from(`${course.path("class")}/`), Buffer.from([0x62, 0xff, 0xfe])]));
  const { output, exitCode } = await gradeClass("class lesson 1");
  expect(output).toContain("2 submissions: 1 passed, 0 did not; 1 could not be graded, and has no total.");
  expect(exitCode).toBe(3);
});

test("a name as long as names can be keeps nobody's marks from being written", async () => {
  const long = "n".repeat(255);
  handIn("ada", long, `${long.slice(1)}o`);
  const { output, exitCode } = await gradeClass("class lesson 1");
  expect(output).toContain("The marks are in");
  expect(exitCode).toBe(0);
  expect(readGradebook().learners.map(({ learner }) => learner)).toContain(long);
  expect(readdirSync(course.path("class-marks/reports"))).toHaveLength(6);
});

test("marks that cannot be written are 3, and shown all the same", async () => {
  handIn("ada");
  mkdirSync(course.path("class-marks/gradebook.csv"), { recursive: true });
  const { output, exitCode } = await gradeClass("class lesson 1");
  expect(output).toContain("1 submission: 1 passed, 0 did not.");
  expect(output).toMatch(/Cannot write all of the marks: .*gradebook\.csv/s);
  expect(output).not.toContain("The marks are in");
  expect(exitCode).toBe(3);
});

test("a course that cannot be read is 3, and no marks", async () => {
  handIn("ada");
  writeFileSync(course.path("lessons/02-double.md"), "no lesson");
  const { output, exitCode } = await gradeClass("class");
  cpSync(fixture("tiny-course/lessons"), course.path("lessons"), { recursive: true });
  expect(output).toContain("lessons/02-double.md");
  expect(exitCode).toBe(3);
  expect(existsSync(course.path("class-marks/gradebook.csv"))).toBe(false);
});

test("no sandbox where there has to be one is 3, and no marks", async () => {
  handIn("ada");
  // Nothing that makes one is found.
  const { output, exitCode } = await gradeClass("class strict", { PATH: "" });
  expect(output).toMatch(/^No sandbox can be had here/);
  expect(exitCode).toBe(3);
});
