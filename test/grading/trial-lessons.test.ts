// Trials of lessons that are not written yet: what their tasks ask of the bridge, asked once. What the course demands of
// graders holds for these: each solution passes, each stub says "not written yet", and each wrong answer fails in its
// task with the sentence on its first line.

import { expect, test } from "vitest";
import { COURSE_CHECKS, courseSlugs, runCheck } from "../../src/authoring/check/index.ts";
import { built, fixture } from "../support/grade-file.ts";

const root = fixture("trial-course");
const course = { root, built, slugs: courseSlugs(root) };

test.each([
  ["answers", 24],
  ["wrong-answers", 31],
])(
  "the trials hold what the check of %s demands",
  async (name, leastFine) => {
    const check = COURSE_CHECKS.find((each) => each.name === name)!;
    const { problems, fine, brokeDown } = await runCheck(check, course);
    expect(brokeDown).toBeUndefined();
    expect(problems).toEqual([]);
    expect(fine).toBeGreaterThanOrEqual(leastFine);
  },
  300_000,
);
