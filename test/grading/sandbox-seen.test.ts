// In a sandbox each of the hostile submissions gets what it gets without one, and the honest one all of it.

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grader, openGrader } from "../../src/grading/index.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { endings, OF_199 } from "../support/hostile.ts";
import { ALL, type Ending, NOT_LOADED, ROWS } from "../support/hostile-seen.ts";
import { isMissing, isolation } from "../support/sandbox.ts";

const NOTHING_TO_PATCH: Ending = [
  "not-run",
  "does-not-load",
  /Cannot find module .+ imported from the submission$/,
];

/** What they go for is not there at all. */
const OTHERWISE: Readonly<Record<string, Ending>> = {
  "06-patches-chai": NOTHING_TO_PATCH,
  "07-hooks-into-vitest": NOTHING_TO_PATCH,
  "11-reads-the-grader": ["not-run", "does-not-load", /ENOENT/],
  "13-forges-a-report-later": ["crashed", "uncaught-error", /spawn sh ENOENT/],
};

const AS_ELSEWHERE = NOT_LOADED.filter(([name]) => !(name in OTHERWISE));

describe.skipIf(isMissing)("a sandboxed submission", () => {
  let grader: Grader;

  beforeAll(async () => {
    grader = openGrader(await loadLesson(root, "03-responses"), { root, built, isolation });
  });

  afterAll(() => grader.close());

  // They import the solution, which nobody hands in.
  const grade = (file: string, base = root) =>
    grader.grade({ file: join(root, file), base }, { seed: 1, withoutTypes: true });
  const gradeSeen = (name: string) => grade(`test/fixtures/hostile/seen/${name}.ts`);

  test.each(ROWS.filter(([name]) => !(name in OTHERWISE)))("%s", async (name, titles, ending) => {
    const graded = await gradeSeen(name);
    expect(graded.couldNotGrade).toBeUndefined();
    expect(graded.isPassed).toBe(titles.length === 0);
    const [state, reason, message = /./] = ending ?? [];
    expect(endings(graded)).toEqual(
      titles.map((title) => [title, state, reason, expect.stringMatching(message)]),
    );
  });

  test.each([...AS_ELSEWHERE, ...Object.entries(OTHERWISE)])("%s", async (name, [state, reason, message]) => {
    const graded = await gradeSeen(name);
    expect(graded.couldNotGrade).toBeUndefined();
    expect(graded.checks.length).toBeGreaterThan(40);
    expect(endings(graded)).toEqual(
      graded.checks.map(({ title }) => [title, state, reason, expect.stringMatching(message)]),
    );
  });

  test("14-kills-its-parent kills nobody, and is right", async () => {
    expect(endings(await gradeSeen("14-kills-its-parent"))).toEqual([]);
  });

  test("17-patches-comparisons gains nothing", async () => {
    const graded = await gradeSeen("17-patches-comparisons");
    expect(endings(graded).map(([title]) => title)).toEqual(expect.arrayContaining(ALL));
  });

  test("19-fills-buffers is ended by its memory or by its deadline", async () => {
    const told = endings(await gradeSeen("19-fills-buffers"));
    expect(told.map(([title]) => title)).toEqual([OF_199]);
    expect(told[0]![2]).toBeOneOf(["out-of-memory", "endless-loop"]);
  });

  test("the solution passes, and so does the other right answer", async () => {
    for (const file of ["solutions/03-responses.ts", "test/course/other-answers/03-responses.ts"])
      expect(endings(await grade(file))).toEqual([]);
  });

  test("what was handed in imports nothing from elsewhere", async () => {
    const file = "test/fixtures/hostile/seen/00-honest.ts";
    const graded = await grade(file, fixture("hostile/seen"));
    expect(new Set(endings(graded).map(([, , , message]) => message))).toEqual(
      new Set([
        "The file cannot be loaded: Cannot read 03-responses.ts: it lies outside of the folder that was handed in",
      ]),
    );
  });
});
