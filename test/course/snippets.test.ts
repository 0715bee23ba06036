// A lesson's text is what its programs print: each snippet is run, and its output compared with the fence below it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSnippets, runSnippet } from "../../src/authoring/index.ts";
import { built, lessonSlugs, root } from "../support/grade-file.ts";

describe.each((await lessonSlugs()).map((slug) => `lessons/${slug}.md`))("%s", (lesson) => {
  const snippets = findSnippets(readFileSync(join(root, lesson), "utf8"), lesson);

  // Also for a lesson without any: an empty suite is an error.
  test("every fence that is nearly a snippet is one", () => expect(snippets).toBeDefined());

  for (const snippet of snippets) {
    const { kind, line, output } = snippet;
    test(`line ${line}: ${kind}`, async ({ skip }) => {
      const result = await runSnippet(snippet, { lesson, built });
      if (result.kind === "skipped") return skip(result.reason);
      if (result.kind === "failed") expect.fail(result.message);
      expect(result.text, `${lesson}:${line}: run \`npm run snippets\``).toBe(output?.text ?? "");
    });
  }
});
