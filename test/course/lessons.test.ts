import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lessonSlugs, root } from "../support/grade-file.ts";
import { brokenLinks, lastHeading, longLines } from "../support/lesson-text.ts";

describe.each(await lessonSlugs())("lesson %s", (slug) => {
  const file = `lessons/${slug}.md`;
  const markdown = readFileSync(join(root, file), "utf8");

  it("has lines of at most 80 columns, tables apart", () => {
    expect(longLines(markdown, file)).toEqual([]);
  });

  it("has links and images that exist", () => {
    expect(brokenLinks(markdown, file)).toEqual([]);
  });

  it("ends with what was left out", () => {
    expect(lastHeading(markdown)).toBe("What was left out");
  });
});

describe("what is said about a lesson's text", () => {
  const say = "lessons/01-title.md";

  it("names lines of more than 80 columns, code and hints included", () => {
    const wide = "x".repeat(81);
    expect(longLines(`# 1.\n\n~~~ts\n${wide}\n~~~\n\n${"é".repeat(80)}\n`, say)).toEqual([
      `${say}:4: 81 columns, and 80 fit: ${wide}`,
    ]);
    expect(longLines("漢".repeat(41), say)).toHaveLength(1);
  });

  it("has nothing against wide tables and addresses", () => {
    expect(longLines(`| ${"x".repeat(90)} |\n<https://example.org/${"x".repeat(90)}>`, say)).toEqual([]);
  });

  it("names relative links and images without a file", () => {
    const text = "# 1.\n\n[a](03-responses.md#fields) [b](#here) [c](https://example.org/x)\n\n";
    expect(brokenLinks(text, say)).toEqual([]);
    expect(brokenLinks(`${text}[d](none.md)\n![e](../docs/none.png "E")\n`, say)).toEqual([
      `${say}:5: there is no none.md beside the lesson`,
      `${say}:6: there is no ../docs/none.png beside the lesson`,
    ]);
  });

  it("knows the last heading, tasks among them, fences apart", () => {
    expect(lastHeading("## A\n\n## Task 1: `f()`\n\n~~~\n## B\n~~~\n")).toBe("Task 1: `f()`");
  });
});
