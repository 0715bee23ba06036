// Trials of lessons that are not written yet: what their tasks ask of the bridge, asked once. Each solution passes, each
// stub says "not written yet", and each wrong answer fails in its task with the sentence on its first line.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grade, type Grader, openGrader } from "../../src/grading/index.ts";
import { misplaced, notOfTheStub, notPassed, sentenceOf } from "../support/answers-on-file.ts";
import { built, fixture } from "../support/grade-file.ts";

const course = fixture("trial-course");

function namesIn(folder: string): string[] {
  return readdirSync(join(course, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(course, folder), join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Without waiting for what TypeScript says, which no check depends on. */
function verdictOf(grader: Grader, file: string): Promise<Grade> {
  return new Promise((resolve, reject) => {
    const enough = new AbortController();
    const onVerdict = (grade: Grade) => {
      resolve(grade);
      enough.abort();
    };
    grader.grade({ file }, { seed: 20_260, signal: enough.signal, onVerdict }).catch(reject);
  });
}

const slugs = namesIn("lessons").map((name) => name.replace(/\.md$/, ""));

describe.each(slugs)("%s", (slug) => {
  let grader: Grader;
  const grade = (file: string) => verdictOf(grader, join(course, file));

  beforeAll(async () => {
    grader = openGrader(await loadLesson(course, slug), { root: course, built });
  });
  afterAll(() => grader.close());

  test("the solution passes every check", async () => {
    expect(notPassed(await grade(`solutions/${slug}.ts`))).toEqual([]);
  });

  test("every check of the stub says that its task is not written yet", async () => {
    expect(notOfTheStub(await grade(`exercises/.original/${slug}.ts`))).toEqual([]);
  });

  test.each(namesIn(`wrong-answers/${slug}`))("%s", async (name) => {
    const file = `wrong-answers/${slug}/${name}`;
    const sentence = sentenceOf(readFileSync(join(course, file), "utf8"), file);
    const verdict = await grade(file);
    const problem = misplaced(file, name.split("/")[0]!, verdict);
    if (problem !== undefined) expect.fail(problem);
    const first = verdict.checks.find(({ state }) => state !== "passed");
    expect(first?.failure?.cause, `${file}: the cause that "${first?.title}" tells`).toBe(sentence);
  });
});
