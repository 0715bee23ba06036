import { stat, writeFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { prepareTokens } from "../../src/runner/commands/prepare-tokens.ts";
import type { Context } from "../../src/runner/context.ts";
import { openLesson } from "../../src/runner/course-files.ts";
import { codeBlocks, undrawnDiagrams } from "../../src/screen/prepare/index.ts";
import { copyCourse } from "../support/course-copy.ts";
import { fixture, lessonSlugs } from "../support/grade-file.ts";

const slugs = await lessonSlugs();

describe("npm run tokens", () => {
  const SLUG = "01-hello";

  /** Prepares a course whose first lesson has these diagrams. */
  async function prepared(...diagrams: string[]) {
    const course = copyCourse(fixture("tiny-course"));
    onTestFinished(course.remove);
    const lesson = course.path("lessons", `${SLUG}.md`);
    const text = diagrams.map((source) => `\`\`\`mermaid\n${source}\n\`\`\`\n\n`).join("");
    await writeFile(lesson, `# 1. Hello\n\n> You can greet a person.\n\n${text}`);
    const said: string[] = [];
    const terminal = { write: (line: string) => void said.push(line) };
    const context = { root: course.folder, terminal } as unknown as Context;
    return { said, run: () => prepareTokens(context), tokens: course.path(`lessons/.tokens/${SLUG}.json`) };
  }

  test("writes what is new, and says of the rest that it is up to date", async () => {
    const { said, run, tokens } = await prepared("sequenceDiagram\nA->>B: hello");
    expect(await run()).toBe(0);
    expect(said.splice(0)).toEqual(
      ["01-hello", "02-double", "03-last"].map((slug) => `Wrote lessons/.tokens/${slug}.json`),
    );
    await writeFile(tokens, "{}");
    expect(await run()).toBe(0);
    expect(said).toEqual([
      "Wrote lessons/.tokens/01-hello.json",
      "lessons/.tokens/02-double.json is up to date",
      "lessons/.tokens/03-last.json is up to date",
    ]);
    expect((await stat(tokens)).size).toBeGreaterThan(100);
  });

  test("names the line of each diagram that is not drawn, says why, and ends with 1", async () => {
    const wide = `sequenceDiagram\nA->>B: ${"x".repeat(80)}`;
    const { said, run } = await prepared("sequenceDiagram\nA->>B: a", wide, "flowchart LR\n  A --> B");
    expect(await run()).toBe(1);
    expect(said.slice(0, 3)).toEqual([
      "lessons/01-hello.md:10: This diagram is not drawn: it takes 96 columns, and 78 fit.",
      'lessons/01-hello.md:15: This diagram is not drawn: it does not begin with "sequenceDiagram".',
      "Wrote lessons/.tokens/01-hello.json",
    ]);
    said.length = 0;
    expect(await run()).toBe(1);
    expect(said).toContain("lessons/.tokens/01-hello.json is up to date");
  });

  test.each([
    ["loop twice", '"loop twice" is not understood'],
    ["A->>B: one; two", 'Mermaid does not take ";" for text'],
    ["A->>B: task #1", 'Mermaid does not take "#" for text'],
    ["participant A", "there is no message in it"],
  ])("says why a diagram with %j is not drawn", async (statement, why) => {
    const { said, run } = await prepared(`sequenceDiagram\n  %% a comment\n  ${statement}`);
    expect(await run()).toBe(1);
    expect(said[0]).toBe(`lessons/01-hello.md:5: This diagram is not drawn: ${why}.`);
  });

  test("takes a drawing of 78 columns, its margin included, as a screen does", async () => {
    const fits = `sequenceDiagram\nC->>S: ${"x".repeat(62)}`;
    const { run } = await prepared(fits);
    expect(await run()).toBe(0);
    const { said, run: runAgain } = await prepared(`${fits}x`);
    expect(await runAgain()).toBe(1);
    expect(said[0]).toContain("it takes 79 columns, and 78 fit");
  });

  test("finds the line of a diagram in a quotation", async () => {
    const { said, run } = await prepared(
      "sequenceDiagram\nA->>B: a\n```\n\n> ~~~mermaid\n> pie\n> ~~~\n\n```text",
    );
    expect(await run()).toBe(1);
    expect(said[0]).toMatch(/^lessons\/01-hello\.md:10: This diagram/);
  });
});

test("a diagram that is understood, and has no drawing all the same, has a text that does not fit in", () => {
  const blocks = codeBlocks("```mermaid\nsequenceDiagram\nA->>B: a\n```\n");
  expect(undrawnDiagrams(blocks, [])).toEqual([
    { source: "sequenceDiagram\nA->>B: a", why: "one of its texts would be covered or cut" },
  ]);
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
