// docs/graders.md shows nothing that is not run: each of its examples stands in a grader of the trial course.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixture, root } from "../support/grade-file.ts";

const folder = fixture("trial-course/test/graders");
const graders = readdirSync(folder).map((name) => withoutLayout(readFileSync(join(folder, name), "utf8")));
const page = readFileSync(join(root, "docs/graders.md"), "utf8");
const examples = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);

/** Where a formatter breaks lines depends on how far in they stand. */
function withoutLayout(code: string): string {
  return code.replace(/\s+|,(?=\s*[)\]}])/g, "");
}

test("it has examples", () => {
  expect(examples.length).toBeGreaterThan(8);
});

test.each(examples)("a grader of the trial course has: %s", (example) => {
  expect(graders.some((grader) => grader.includes(withoutLayout(example)))).toBe(true);
});
