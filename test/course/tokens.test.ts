import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { tokenFileOf } from "../../src/runner/commands/prepare-tokens.ts";
import { lessonSlugs, root } from "../support/grade-file.ts";

test.each(await lessonSlugs())(
  "the highlighting of %s is that of its text and its solution (npm run tokens)",
  async (slug) => {
    const lesson = await loadLesson(root, slug);
    expect(await readFile(lesson.files.tokens, "utf8")).toBe(await tokenFileOf(lesson));
  },
);
