// The course's own text passes what is asked of any.

import { describe, expect, test, vi } from "vitest";
import type { CourseProblem } from "../../../src/authoring/check/course-problem.ts";
import { TEXT_CHECKS } from "../../../src/authoring/index.ts";
import { built, lessonSlugs, root } from "../../support/grade-file.ts";

// Spelling looks up every word of three hundred files.
vi.setConfig({ testTimeout: 300_000 });

const slugs = await lessonSlugs();

describe("this course", () => {
  test.each(TEXT_CHECKS.map((check) => [check.demands, check] as const))("%s", async (_demands, check) => {
    const problems = await check.find({ root, built, slugs });
    expect(problems.map(inWords)).toEqual([]);
  });
});

function inWords({ file, line, problem, advice }: CourseProblem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${problem} ${advice}`;
}
