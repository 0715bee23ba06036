// The graders are tested with wrong answers: each must fail in its own task, with the sentence on its first line, and
// must leave the other tasks green. A second, differently built right answer must pass.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import {
  describesOf,
  filesOfWrongAnswers,
  folderProblems,
  isWrongAnswer,
  misplaced,
  notOfTheStub,
  notPassed,
  sentenceOf,
  taskTitles,
  wrongAnswersFolder,
} from "../support/answers-on-file.ts";
import { gradeFile, lessonSlugs, root } from "../support/grade-file.ts";

describe.each(await lessonSlugs())("%s", (slug) => {
  const answers = filesOfWrongAnswers(slug);

  test("the grader has a describe for each task, called as its heading, with checks in it", async () => {
    const { files, tasks } = await loadLesson(root, slug);
    const titles = describesOf(readFileSync(files.grader, "utf8"));
    expect(titles, "describes of the grader, and headings of the tasks").toEqual(taskTitles(tasks));
    const { checks } = await gradeFile(slug, `exercises/.original/${slug}.ts`);
    const checked = new Set(checks.map(({ task }) => task));
    expect([...checked], "numbers of the tasks that have checks").toEqual(tasks.map(({ number }) => number));
  });

  test("the solution passes every check", async () => {
    expect(notPassed(await gradeFile(slug, `solutions/${slug}.ts`))).toEqual([]);
  });

  test("another right answer passes every check", async () => {
    expect(notPassed(await gradeFile(slug, `test/course/other-answers/${slug}.ts`))).toEqual([]);
  });

  test("every check of the stub says that its task is not written yet", async () => {
    expect(notOfTheStub(await gradeFile(slug, `exercises/.original/${slug}.ts`))).toEqual([]);
  });

  test("every task has wrong answers, the worked example for every call among them", async () => {
    expect(folderProblems(await loadLesson(root, slug), answers)).toEqual([]);
  });

  test.each(answers.filter(isWrongAnswer))("%s", async (answer) => {
    const file = `${wrongAnswersFolder(slug)}/${answer}`;
    const sentence = sentenceOf(readFileSync(join(root, file), "utf8"), file);
    const grade = await gradeFile(slug, file);
    const problem = misplaced(file, answer.split("/")[0]!, grade);
    if (problem !== undefined) expect.fail(problem);
    const first = grade.checks.find(({ state }) => state !== "passed");
    expect(first?.failure?.cause, `${file}: the cause that "${first?.title}" tells`).toBe(sentence);
  });
});
