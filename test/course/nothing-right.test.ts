// A file in which no function does its task earns no check, whatever its functions give back: a check that passes for
// one of these would be a point for nothing, and says nothing to somebody whose function is right.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { openGrader } from "../../src/grading/index.ts";
import { built, lessonSlugs, root } from "../support/grade-file.ts";

/** What every function does, in place of its task. */
const ACTS: Readonly<Record<string, string>> = {
  "returns nothing": "undefined",
  "returns what it was handed last": "args.at(-1)",
  "returns an empty list": "[]",
  "throws an Error": "fail()",
};

const slugs = await lessonSlugs();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nothing-right-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(slugs)("no check of lesson %s passes for nothing", async (slug) => {
  const grader = openGrader(await loadLesson(root, slug), { root, built });
  const solution = readFileSync(join(root, `solutions/${slug}.ts`), "utf8");
  const passed: string[] = [];
  try {
    for (const act of Object.keys(ACTS)) {
      const file = join(folder, `${slug}.ts`);
      writeFileSync(file, moduleThat(act, solution));
      const { checks, couldNotGrade } = await grader.grade({ file }, { seed: 1, withoutTypes: true });
      expect(couldNotGrade).toBeUndefined();
      const titles = checks.filter(({ state }) => state === "passed").map(({ title }) => title);
      passed.push(...titles.map((title) => `${title}: passes for a function that ${act}`));
    }
  } finally {
    await grader.close();
  }
  expect(passed).toEqual([]);
});

/** A module that exports what another one does. */
function moduleThat(act: string, solution: string): string {
  const functions = [...solution.matchAll(/^export (?:async )?function\*? ?(\w+)/gm)];
  const classes = [...solution.matchAll(/^export class (\w+)/gm)];
  return [
    'function fail(): never {\n  throw new Error("forged");\n}',
    `const act = (...args: unknown[]): unknown => ${ACTS[act]};`,
    ...functions.map(([, name]) => `export const ${name} = act;`),
    // A task's own errors have to be there; that they are, no check asks.
    ...classes.map(([, name]) => `export class ${name} extends Error {}`),
  ].join("\n");
}
