// The graders are tested with wrong answers: each must fail in its own task, with the sentence on its first line, and
// must leave the other tasks green. A second, differently built right answer must pass.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Grade } from "../../src/grading/index.ts";
import { gradeFile, lessonSlugs, root } from "../support/grade-file.ts";

describe.each(await lessonSlugs())("%s", (slug) => {
  test("the solution passes every check", async () => {
    expect(notPassed(await gradeFile(slug, `solutions/${slug}.ts`))).toEqual([]);
  });

  test("another right answer passes every check", async () => {
    expect(notPassed(await gradeFile(slug, `test/course/other-answers/${slug}.ts`))).toEqual([]);
  });

  test("every check of the stub says that its task is not written yet", async () => {
    const { checks } = await gradeFile(slug, `exercises/.original/${slug}.ts`);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.map(({ state }) => state)).toEqual(checks.map(() => "not-written"));
  });

  test.each(wrongAnswers(slug))("%s", async (answer) => {
    const file = join("test/course/wrong-answers", slug, answer);
    const [, sentence] =
      /^\/\/ The learner must see: (.+)$/m.exec(readFileSync(join(root, file), "utf8")) ?? [];
    const failed = (await gradeFile(slug, file)).checks.filter(({ state }) => state !== "passed");
    expect(new Set(failed.map(({ taskName }) => taskName))).toEqual(new Set([answer.split("/")[0]]));
    expect(failed[0]?.failure?.cause).toBe(sentence);
  });
});

function notPassed({ couldNotGrade, checks }: Grade): unknown[] {
  const others = checks
    .filter(({ state }) => state !== "passed")
    .map(({ title, failure }) => ({ title, failure }));
  return couldNotGrade === undefined && checks.length > 0 ? others : [{ couldNotGrade }, ...others];
}

function wrongAnswers(slug: string): string[] {
  const folder = join(root, "test/course/wrong-answers", slug);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${basename(entry.parentPath)}/${entry.name}`)
    .sort();
}
