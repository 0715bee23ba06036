// Files that belong to no lesson, in the folders where those of lessons are.

import { afterEach, beforeEach, expect, test } from "vitest";
import { COURSE_CHECKS } from "../../../src/authoring/check/index.ts";
import { WholeCourse } from "../../support/whole-course.ts";

const sets = COURSE_CHECKS.filter(({ name }) => name === "sets");
let course: WholeCourse;

beforeEach(() => {
  course = new WholeCourse();
});

afterEach(() => course.dispose());

test.each([
  "lessons/notes.md",
  "lessons/pictures/handshake.png",
  "lessons/.tokens/02-more.json",
  "exercises/02-more.ts",
  "exercises/helper.ts",
  "exercises/.original/02-more.ts",
  "solutions/01-number.ts",
  "test/graders/02-more.test.ts",
  "test/graders/01-numbers.ts",
  "test/graders/old/01-numbers.test.ts",
  "test/course/other-answers/02-more.ts",
  "test/course/wrong-answers/02-more/double/triples.ts",
])("%s is stray", async (file) => {
  course.write(file, "\n");
  expect(await course.complaints(sets)).toEqual([
    {
      check: "sets",
      file,
      problem: "This file belongs to no lesson.",
      advice: "Remove it, or name it after a lesson: NN-name, as the lesson's text in lessons/ is named.",
    },
  ]);
});

test.each([
  ["lessons/3-more.md", /^Cannot take lessons\/3-more\.md for a lesson/],
  ["lessons/01-more.md", /^Two lessons have the number 1: rename one of 01-more and 01-numbers, or, /],
])("%s keeps the course from opening", async (file, problem) => {
  course.write(file, "\n");
  const complaints = await course.complaints(sets, ["01-numbers"]);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatchObject({ file: "lessons", advice: expect.stringMatching(/^Rename it/) });
  expect(complaints[0]!.problem).toMatch(problem);
});

test.each(["lessons/words.md", "lessons/LICENSE", "exercises/tsconfig.json", "solutions/.DS_Store"])(
  "%s is known",
  async (file) => {
    course.write(file, "\n");
    expect(await course.complaints(sets)).toEqual([]);
  },
);
