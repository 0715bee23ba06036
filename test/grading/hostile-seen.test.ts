// The 26 submissions that were seen to fool, or to hang, a grader which runs them beside its own expectations. Here
// none of them gains a check that it does not deserve, none takes a check from a function that is right, and none leaves
// a process. The numbers are those of the collection that they come from; 07 stands for five that hook into vitest.

import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grader, gradeLesson, openGrader } from "../../src/grading/index.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { endings, OF_199 } from "../support/hostile.ts";
import { ALL, NOT_LOADED, ROWS } from "../support/hostile-seen.ts";
import { eventually, processes } from "../support/processes.ts";

const ON_THEIR_OWN = [
  "14-kills-its-parent",
  "16-fakes-the-wire",
  "17-patches-comparisons",
  "19-fills-buffers",
];

/** Bundles in a folder of their own: its path is in the words of every process that is started from them. */
let bundles: string;
let grader: Grader;

beforeAll(async () => {
  bundles = mkdtempSync(join(root, "dist/hostile-seen-"));
  cpSync(built, bundles, { recursive: true });
  grader = openGrader(await loadLesson(root, "03-responses"), { root, built: bundles });
});

afterAll(async () => {
  await grader.close();
  try {
    if (process.platform !== "win32") await eventually("every process has gone", () => ours().length === 0);
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
});

const ours = () => processes().filter(({ words }) => words.includes(bundles));

const gradeSeen = (name: string) =>
  grader.grade({ file: fixture("hostile/seen", `${name}.ts`) }, { seed: 1, withoutTypes: true });

test.each(ROWS)("%s", async (name, titles, ending) => {
  const grade = await gradeSeen(name);
  expect(grade.couldNotGrade).toBeUndefined();
  expect(grade.isPassed).toBe(titles.length === 0);
  const [state, reason, message = /./] = ending ?? [];
  expect(endings(grade)).toEqual(
    titles.map((title) => [title, state, reason, expect.stringMatching(message)]),
  );
});

test.each(NOT_LOADED)("%s", async (name, [state, reason, message]) => {
  const grade = await gradeSeen(name);
  expect(grade.couldNotGrade).toBeUndefined();
  expect(grade.checks.length).toBeGreaterThan(40);
  expect(endings(grade)).toEqual(
    grade.checks.map(({ title }) => [title, state, reason, expect.stringMatching(message)]),
  );
});

// Its answer, which is right, and the end of its parent, which ends it, arrive in any order: the check that was under way
// or the next one pays, and the process was ended by the call or by what it left.
test("14-kills-its-parent pays with one check", async () => {
  const told = endings(await gradeSeen("14-kills-its-parent"));
  expect(told).toEqual([
    [
      ...[expect.toBeOneOf(ALL), "crashed", "crashed"],
      expect.stringMatching(/^(?:The call|What the call left running) ended the process: signal SIGKILL\.$/),
    ],
  ]);
});

// On a busy machine two seconds are over before the memory is. That it is told exactly, hostile-calls.test.ts shows.
test("19-fills-buffers is ended by its memory or by its deadline", async () => {
  const told = endings(await gradeSeen("19-fills-buffers"));
  expect(told.map(([title]) => title)).toEqual([OF_199]);
  expect(told[0]![2]).toBeOneOf(["out-of-memory", "endless-loop"]);
});

test("16-fakes-the-wire: the text is right, and what arrived is not", async () => {
  const lesson = await loadLesson(root, "03-responses");
  const files = { ...lesson.files, grader: fixture("graders/looks-at-the-wire.test.ts") };
  const file = fixture("hostile/seen/16-fakes-the-wire.ts");
  const grade = await gradeLesson({ ...lesson, files }, { file }, { root, built, seed: 1 });
  expect(grade.couldNotGrade).toBeUndefined();
  expect(grade.checks.map(({ title, state }) => [title, state])).toEqual([
    ["returns the text", "passed"],
    ["sends these octets", "failed"],
  ]);
});

test("17-patches-comparisons takes points from itself, and gains none", async () => {
  const grade = await gradeSeen("17-patches-comparisons");
  const failed = endings(grade);
  expect(failed.map(([title]) => title)).toEqual(expect.arrayContaining(ALL));
  expect(failed.filter(([, state]) => state !== "failed")).toEqual([]);
  expect(grade.isPassed).toBe(false);
});

test("what a submission prints is text under its check, and no verdict", async () => {
  const { checks } = await gradeSeen("18-prints-a-verdict");
  const outputs = checks.filter(({ output }) => output !== undefined);
  expect(outputs.map(({ title }) => title)).toEqual(ALL);
  for (const { output } of outputs) expect(output).toContain("::notice title=Autograding report");
});

test.skipIf(process.platform !== "linux")(
  "13 leaves no process behind (told by its environment; on Linux only)",
  async () => {
    await gradeSeen("13-forges-a-report-later");
    const later = () => processes().filter(({ words }) => words.includes("host.mjs-later"));
    await eventually("it has gone", () => later().every(({ words }) => !words.includes(bundles)));
    expect(existsSync(join(root, "report.json"))).toBe(false);
  },
);

test("every submission of the folder is in a table here", () => {
  const tested = [...[...ROWS, ...NOT_LOADED].map(([name]) => name), ...ON_THEIR_OWN];
  const all = readdirSync(fixture("hostile/seen")).map((file) => file.replace(/\.ts$/, ""));
  expect(tested.sort()).toEqual(all.sort());
});
