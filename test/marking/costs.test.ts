// What hints and give-ups cost: a teacher's choice, and the learner's own word for what was shown.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Lesson,
  loadCourse,
  NO_PROGRESS,
  type Progress,
  withGiveUp,
  withHint,
} from "../../src/course/index.ts";
import { type Choices, costsOf, haveCosts, NO_CHOICES } from "../../src/marking/choices.ts";
import { costOf } from "../../src/marking/cost-of.ts";
import { helpShown } from "../../src/marking/help-shown.ts";
import { markSubmission, type Report } from "../../src/marking/index.ts";
import { takeSubmission } from "../../src/marking/intake/take-submission.ts";
import { parseChoices } from "../../src/marking/parse-choices.ts";
import { type LessonReport, reportSchema } from "../../src/marking/report.ts";
import { weighLesson } from "../../src/marking/weigh-lesson.ts";
import { tarFile, tarGzOf, zipOf } from "../support/archives.ts";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { built, fixture } from "../support/grade-file.ts";

const GAVE_UP_AT = "2026-11-28T09:30:45.842Z";

let tiny: CourseCopy;
let folder: string;
let lessons: readonly Lesson[];

beforeAll(async () => {
  tiny = copyCourse(fixture("tiny-course"));
  folder = mkdtempSync(join(tmpdir(), "costs-"));
  lessons = (await loadCourse(tiny.folder)).lessons;
});

afterAll(() => {
  tiny.remove();
  rmSync(folder, { recursive: true });
});

describe("a task", () => {
  test.each([
    [{ hint: 2 }, { hintsShown: 1 }, 2, "1 hint was shown: 2 points off."],
    [{ hint: 1 }, { hintsShown: 3 }, 3, "3 hints were shown: 3 points off."],
    [{ giveUp: 1 }, { gaveUpAt: GAVE_UP_AT }, 1, "The solution was shown: 1 point off."],
    [
      { hint: 1, giveUp: 3 },
      { hintsShown: 1, gaveUpAt: GAVE_UP_AT },
      4,
      "1 hint and the solution were shown: 4 points off.",
    ],
    [{ hint: 4 }, { hintsShown: 3 }, 10, "3 hints were shown: 10 points off."],
  ])("loses what was shown: %j, %j", (costs, shown, points, message) => {
    expect(costOf(10, costs, shown)).toMatchObject({ points, message });
  });

  test("that has no point has none to lose", () => {
    expect(costOf(0, { hint: 1 }, { hintsShown: 2 })).toEqual({
      hints: 2,
      gaveUp: false,
      points: 0,
      message: "2 hints were shown: there was no point to take off.",
    });
  });

  test("loses nothing for what costs nothing, and for what was not shown", () => {
    expect(costOf(10, {}, { hintsShown: 3, gaveUpAt: GAVE_UP_AT })).toBeUndefined();
    expect(costOf(10, { hint: 0, giveUp: 0 }, { hintsShown: 3, gaveUpAt: GAVE_UP_AT })).toBeUndefined();
    expect(costOf(10, { hint: 1, giveUp: 3 }, {})).toBeUndefined();
    expect(costOf(10, { giveUp: 3 }, { hintsShown: 3 })).toBeUndefined();
  });
});

describe("choices", () => {
  const parse = (text: string) => parseChoices(text, lessons);

  test("without costs nothing costs anything", () => {
    expect(haveCosts(NO_CHOICES)).toBe(false);
    expect(haveCosts(parse('{ "costs": { "hint": 0 }, "lessons": { "1": { "costs": {} } } }'))).toBe(false);
  });

  test("of a lesson replace those of the course, one by one", () => {
    const choices = parse(
      '{ "costs": { "hint": 1, "giveUp": 3 }, "lessons": { "1": { "costs": { "hint": 0 } }, "2": {} } }',
    );
    expect(costsOf(choices, "01-hello")).toEqual({ hint: 0, giveUp: 3 });
    expect(costsOf(choices, "02-double")).toEqual({ hint: 1, giveUp: 3 });
    expect(haveCosts(choices)).toBe(true);
    expect(haveCosts(parse('{ "lessons": { "1": { "costs": { "hint": 1 } } } }'))).toBe(true);
  });
});

test("other choices weigh a report anew, and leave nothing of those before", () => {
  const check = { title: "returns it", state: "passed" as const, durationMs: 1 };
  const points = { earned: 0, most: 0 };
  const task = {
    number: 1,
    name: "hello",
    kind: "core" as const,
    counts: true,
    state: "passed" as const,
    points,
  };
  const report: LessonReport = {
    slug: "01-hello",
    number: 1,
    title: "Hello",
    verdict: "passed",
    tasks: [{ ...task, checks: [check, check, check] }],
    durationMs: 1,
  };
  const progress = withHint(NO_PROGRESS, "01-hello", 1, 2);
  const costing: Choices = { ...NO_CHOICES, costs: { hint: 1 } };
  const dear = weighLesson(report, costing, progress);
  expect(dear).toMatchObject({ verdict: "passed", points: { earned: 1, most: 3 } });
  expect(dear.tasks[0]!.cost).toMatchObject({ hints: 2, points: 2 });
  const free = weighLesson(dear, NO_CHOICES, progress);
  expect(free).toMatchObject({ points: { earned: 3, most: 3 } });
  expect(free.tasks[0]).not.toHaveProperty("cost");
  expect(weighLesson(dear, costing, progress)).toEqual(dear);
  // A task that does not count has nothing to lose.
  const stretch = { ...report, tasks: [{ ...report.tasks[0]!, kind: "stretch" as const }] };
  expect(weighLesson(stretch, costing, progress).tasks[0]).not.toHaveProperty("cost");
});

/** Lesson 1 answered; two hints and the solution were shown. */
const HELPED: Progress = withGiveUp(
  withHint(NO_PROGRESS, "01-hello", 1, 2),
  "01-hello",
  1,
  new Date(GAVE_UP_AT),
);

const COSTING = '{ "costs": { "hint": 1, "giveUp": 3 }, "lessons": { "1": { "points": { "1": 10 } } } }';

async function mark(from?: string): Promise<Report> {
  const report = await markSubmission({
    root: tiny.folder,
    built,
    seed: 7,
    choices: parseChoices(COSTING, lessons),
    ...(from !== undefined && { from }),
  });
  expect(reportSchema.parse(report)).toEqual(report);
  return report;
}

/** What is known of a submission's way there, by choices that have costs. */
async function shownIn(from: string) {
  const slugs = lessons.map(({ slug }) => slug);
  const taken = await takeSubmission(tiny.folder, slugs, from, { withProgress: true });
  taken.dispose();
  return helpShown(parseChoices(COSTING, lessons), taken);
}

function put(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A folder with the answer to lesson 1, and what it has for progress. */
function submission(name: string, progress?: string): string {
  put(`${name}/exercises/01-hello.ts`, readFileSync(tiny.path("solutions/01-hello.ts")));
  if (progress !== undefined) put(`${name}/.progress.json`, progress);
  return join(folder, name);
}

describe("a submission", () => {
  test("says by its .progress.json what was shown, and the report says whose word that is", async () => {
    const report = await mark(submission("helped", JSON.stringify(HELPED)));
    expect(report).toMatchObject({ verdict: "passed", points: { earned: 5, most: 10 } });
    expect(report.lessons[0]!.tasks[0]!.cost).toEqual({
      hints: 2,
      gaveUp: true,
      points: 5,
      message: "2 hints and the solution were shown: 5 points off.",
    });
    expect(report.costs).toEqual({
      isKnown: true,
      message: expect.stringMatching(/by the learner's own \.progress\.json, which can be edited\.$/),
    });
  });

  test("that has no progress loses nothing, and that is said", async () => {
    const report = await mark(submission("nothing"));
    expect(report).toMatchObject({ verdict: "passed", points: { earned: 10, most: 10 } });
    expect(report.lessons[0]!.tasks[0]).not.toHaveProperty("cost");
    expect(report.costs).toEqual({
      isKnown: false,
      message: "Nothing was taken off for hints and solutions: .progress.json is not there.",
    });
  });

  test.each([
    ["half", '{ "version": 1', /: \.progress\.json cannot be used: it is not JSON\.$/],
    ["newer", '{ "version": 2 }', /its version is 2 and this course reads version 1\.$/],
    [
      "wrong",
      '{ "version": 1, "lessons": { "01-hello": { "tasks": { "1": { "hintsShown": "2" } } } } }',
      /has no whole number under "hintsShown"\.$/,
    ],
    ["hostile", '{ "version": "\\u001b[2J" }', /its version is "\\u001b\[2J" and/],
    ["huge", " ".repeat(300_000), /: \.progress\.json is larger than 256 KiB\.$/],
  ])("whose progress is %s has none that counts", async (name, text, sentence) => {
    const { progress, costs } = await shownIn(submission(name, text));
    expect(progress).toEqual(NO_PROGRESS);
    expect(costs).toEqual({ isKnown: false, message: expect.stringMatching(sentence) });
  });

  test.skipIf(process.platform === "win32")("whose progress is a link is not followed", async () => {
    const from = submission("linked");
    symlinkSync(put("elsewhere.json", JSON.stringify(HELPED)), join(from, ".progress.json"));
    const { progress, costs } = await shownIn(from);
    expect(progress).toEqual(NO_PROGRESS);
    expect(costs!.message).toContain(".progress.json is a symbolic link.");
  });

  test.each(["", "course-main/"])("that is an archive has it beside %jexercises/", async (top) => {
    const files: [string, string][] = [
      [`${top}exercises/01-hello.ts`, ""],
      [`${top}.progress.json`, JSON.stringify(HELPED)],
      [`${top}exercises/.progress.json`, "{}"],
    ];
    const zip = put(`zip${top.length}`, zipOf(files.map(([name, text]) => ({ name, text }))));
    const tar = put(`tar${top.length}`, await tarGzOf(files.map(([name, text]) => tarFile(name, text))));
    for (const from of [zip, tar]) expect((await shownIn(from)).progress).toEqual(HELPED);
  });

  test("costs nothing where no choice says so: then its progress is not even taken", async () => {
    const from = submission("free", "{");
    const report = await markSubmission({ root: tiny.folder, built, seed: 7, from });
    expect(report).not.toHaveProperty("costs");
    const taken = await takeSubmission(tiny.folder, ["01-hello"], from);
    expect(taken).not.toHaveProperty("progress");
    taken.dispose();
  });
});

test("the course's own exercises have the course's own progress", async () => {
  copyFileSync(tiny.path("solutions/01-hello.ts"), tiny.path("exercises/01-hello.ts"));
  writeFileSync(tiny.path(".progress.json"), JSON.stringify(HELPED));
  expect((await mark()).points).toEqual({ earned: 5, most: 10 });
});
