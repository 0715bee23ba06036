import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { tokenFileOf } from "../../src/runner/commands/prepare-tokens.ts";
import { openLesson } from "../../src/runner/course-files.ts";
import { createTheme, parseTokens, renderMarkdown } from "../../src/screen/index.ts";
import { codeBlocks } from "../../src/screen/prepare/index.ts";
import { copyCourse } from "../support/course-copy.ts";
import { lessonSlugs, root } from "../support/grade-file.ts";

const slugs = await lessonSlugs();

describe.each(slugs)("lesson %s", (slug) => {
  test("was highlighted and drawn as it is now, its solution too (npm run tokens)", async () => {
    const lesson = await loadLesson(root, slug);
    expect(await readFile(lesson.files.tokens, "utf8")).toBe(await tokenFileOf(lesson));
  });

  test("has diagrams that can be drawn, in 78 columns", async () => {
    const { files } = await loadLesson(root, slug);
    const tokens = parseTokens(JSON.parse(await readFile(files.tokens, "utf8")));
    const theme = createTheme({ width: 78, color: false });
    const isDrawn = (source: string) =>
      renderMarkdown(`\`\`\`mermaid\n${source}\n\`\`\``, theme, tokens).includes("\nIn words:\n");
    expect((await diagramsOf(files.lesson)).filter((source) => !isDrawn(source))).toEqual([]);
  });

  // On a page Mermaid takes a semicolon for the end of a statement, and a number sign for the start of a comment.
  test("has diagrams without ; and #", async () => {
    const { files } = await loadLesson(root, slug);
    expect((await diagramsOf(files.lesson)).filter((source) => /[;#]/.test(source))).toEqual([]);
  });
});

test.each(["", "{", "[]", '{ "version": 1 }'])(
  "a lesson opens beside the broken token file %j",
  async (text) => {
    const course = copyCourse();
    onTestFinished(course.remove);
    await writeFile(course.path("lessons/.tokens", `${slugs[0]}.json`), text);
    const { lesson, tokens } = await openLesson(course.folder, slugs[0]!);
    expect(lesson.slug).toBe(slugs[0]);
    expect(tokens?.("ts", "1")).toBeUndefined();
  },
);

async function diagramsOf(file: string): Promise<string[]> {
  const blocks = codeBlocks(await readFile(file, "utf8"));
  return blocks.filter(({ language }) => language === "mermaid").map(({ code }) => code);
}
