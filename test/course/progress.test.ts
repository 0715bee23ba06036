import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  isMissed,
  isPassed,
  lessonProgress,
  loadProgress,
  NO_PROGRESS,
  type Progress,
  type TaskRun,
  taskProgress,
  updateProgress,
  withAnswer,
  withGiveUp,
  withHint,
  withPagesRead,
  withRun,
} from "../../src/course/index.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "progress-"));
});

afterEach(() => rm(root, { recursive: true }));

const file = () => join(root, ".progress.json");
const stored = async () => JSON.parse(await readFile(file(), "utf8"));
const MAY = new Date("2026-05-01T10:00:00Z");
const JUNE = new Date("2026-06-01T10:00:00Z");

describe("loadProgress", () => {
  it("takes a missing file for no progress, and writes nothing", async () => {
    expect(await loadProgress(root)).toEqual({ progress: { version: 1, lessons: {} } });
    expect(await readdir(root)).toEqual([]);
  });

  it.each([
    ["an empty file", "", "it is not JSON"],
    ["half a file", '{"version": 1, "les', "it is not JSON"],
    ["a list", "[]", "it is not a JSON object"],
    ["another version", '{"version": 2}', "its version is 2 and this course reads version 1"],
    ["no lessons", '{"version": 1}', 'it has no object under "lessons"'],
    [
      "a wrong date",
      '{"version":1,"lessons":{"a":{"passedAt":7}}}',
      'its lesson "a" has no date under "passedAt"',
    ],
    ["a lesson that is none", '{"version":1,"lessons":{"a":7}}', 'its lesson "a" is no object'],
    [
      "tasks that are none",
      '{"version":1,"lessons":{"a":{"tasks":[]}}}',
      'its lesson "a" has no object under "tasks"',
    ],
    [
      "a wrong count",
      '{"version":1,"lessons":{"a":{"tasks":{"1":{"points":-1}}}}}',
      'its lesson "a" has no whole number under "points"',
    ],
    [
      "an answer that is none",
      '{"version":1,"lessons":{"a":{"quizzes":{"q":{"isRight":"yes"}}}}}',
      'its lesson "a" has neither true nor false under "isRight"',
    ],
  ])("sets %s aside and says why", async (_title, text, reason) => {
    await writeFile(file(), text);
    expect(await loadProgress(root)).toEqual({
      progress: { version: 1, lessons: {} },
      setAside: { file: ".progress.json.broken-1", reason },
    });
    expect(await readdir(root)).toEqual([".progress.json.broken-1"]);
    expect(await readFile(join(root, ".progress.json.broken-1"), "utf8")).toBe(text);
  });

  it("never writes over what was set aside before", async () => {
    await writeFile(join(root, ".progress.json.broken-1"), "first");
    await writeFile(file(), "second");
    expect((await loadProgress(root)).setAside?.file).toBe(".progress.json.broken-2");
    expect(await readFile(join(root, ".progress.json.broken-1"), "utf8")).toBe("first");
  });
});

const pass = (slug: string, when: Date) =>
  updateProgress(root, (before) => withRun(before, slug, [], true, when));

describe("updateProgress", () => {
  it("makes the file, as JSON that a person can merge", async () => {
    const { progress } = await pass("03-responses", MAY);
    await pass("01-connections", MAY);
    expect(isPassed(progress, "03-responses")).toBe(true);
    expect(isPassed(progress, "01-connections")).toBe(false);
    expect(await readFile(file(), "utf8")).toBe(`{
  "version": 1,
  "lessons": {
    "01-connections": {
      "passedAt": "2026-05-01T10:00:00.000Z",
      "tasks": {}
    },
    "03-responses": {
      "passedAt": "2026-05-01T10:00:00.000Z",
      "tasks": {}
    }
  }
}
`);
  });

  it("keeps fields and slugs that it does not know", async () => {
    const lessons = { "99-later": { stars: 3 }, "03-responses": { stars: 1, tasks: { 1: { stars: 2 } } } };
    await writeFile(file(), JSON.stringify({ version: 1, name: "Ada", lessons }));
    await updateProgress(root, (before) => withHint(before, "03-responses", 1, 2));
    const task = { stars: 2, hintsShown: 2, runsWithoutProgress: 0 };
    expect(await stored()).toEqual({
      version: 1,
      name: "Ada",
      lessons: { "99-later": { stars: 3 }, "03-responses": { stars: 1, tasks: { 1: task } } },
    });
  });

  it("loses nothing when lessons are recorded at once, and leaves no temporary file", async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `${index + 10}-lesson`);
    await Promise.all(slugs.map((slug) => pass(slug, MAY)));
    expect(Object.keys((await stored()).lessons)).toEqual(slugs);
    expect(await readdir(root)).toEqual([".progress.json"]);
  });

  it("starts afresh beside a broken file, and reports it", async () => {
    await writeFile(file(), "{");
    const { progress, setAside } = await pass("03-responses", MAY);
    expect(setAside?.file).toBe(".progress.json.broken-1");
    expect(Object.keys(progress.lessons)).toEqual(["03-responses"]);
    expect((await readdir(root)).sort()).toEqual([".progress.json", ".progress.json.broken-1"]);
  });
});

describe("a run of the grader", () => {
  const run = (checksPassed: number, more: Partial<TaskRun> = {}): TaskRun => ({
    task: 2,
    isPassed: checksPassed === 5,
    isWritten: true,
    checksPassed,
    points: checksPassed,
    mostPoints: 5,
    ...more,
  });
  const reached = (runs: readonly TaskRun[], when = MAY) =>
    taskProgress(
      runs.reduce((before, each) => withRun(before, "a", [each], false, when), NO_PROGRESS),
      "a",
      2,
    );

  it("keeps the best of each task, and when it passed", () => {
    expect(reached([run(3)])).toEqual({ points: 3, mostPoints: 5, checksPassed: 3, runsWithoutProgress: 0 });
    expect(reached([run(5), run(1)])).toMatchObject({ points: 5, passedAt: MAY.toISOString() });
  });

  it("keeps the first time, of the lesson too", () => {
    const passes = [JUNE, MAY, JUNE].reduce(
      (before, when) => withRun(before, "a", [run(5)], true, when),
      NO_PROGRESS,
    );
    expect(lessonProgress(passes, "a").passedAt).toBe(MAY.toISOString());
    expect(taskProgress(passes, "a", 2).passedAt).toBe(MAY.toISOString());
    const failed = withRun(passes, "a", [run(0)], false, JUNE);
    expect(isPassed(failed, "a")).toBe(true);
  });

  it("counts what brings no further green check, until one does or a hint is shown", () => {
    expect(reached([run(3), run(3), run(2)]).runsWithoutProgress).toBe(2);
    expect(reached([run(3), run(3), run(4)]).runsWithoutProgress).toBe(0);
    const stuck = [run(3), run(3), run(3)].reduce(
      (before, each) => withRun(before, "a", [each], false, MAY),
      NO_PROGRESS,
    );
    const hinted = taskProgress(withHint(stuck, "a", 2, 1), "a", 2);
    expect(hinted).toMatchObject({ hintsShown: 1, runsWithoutProgress: 0, points: 3 });
  });

  it("does not count a task that is not written yet", () => {
    const stub = run(0, { isWritten: false });
    expect(reached([stub, stub, stub]).runsWithoutProgress).toBe(0);
  });
});

describe("hints, give-ups, pages and quizzes", () => {
  it("are remembered: the last hint, the first give-up, the furthest page, the last answer", () => {
    const changes: ((before: Progress) => Progress)[] = [
      (before) => withHint(before, "a", 1, 2),
      (before) => withHint(before, "a", 1, 1),
      (before) => withGiveUp(before, "a", 1, JUNE),
      (before) => withGiveUp(before, "a", 1, MAY),
      (before) => withPagesRead(before, "a", 3),
      (before) => withPagesRead(before, "a", 1),
      (before) => withAnswer(before, "a", "Once more", true, MAY),
      (before) => withAnswer(before, "a", "Once more", false, JUNE),
    ];
    const progress = changes.reduce((before, change) => change(before), NO_PROGRESS);
    expect(lessonProgress(progress, "a")).toEqual({
      pagesRead: 3,
      tasks: { 1: { hintsShown: 2, runsWithoutProgress: 0, gaveUpAt: MAY.toISOString() } },
      quizzes: { "Once more": { answeredAt: JUNE.toISOString(), isRight: false } },
    });
    expect(isMissed(progress, "a", "Once more")).toBe(true);
    expect(isMissed(withAnswer(progress, "a", "Once more", true, JUNE), "a", "Once more")).toBe(false);
  });

  it("are nothing before the first", () => {
    expect(isMissed(NO_PROGRESS, "a", "constructor")).toBe(false);
    expect(lessonProgress(NO_PROGRESS, "constructor")).toEqual({});
    expect(taskProgress(NO_PROGRESS, "a", 1)).toEqual({});
  });
});
