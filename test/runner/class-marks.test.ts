// The gradebook while a class is marked: the clock is the test's own.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { MarkedSubmission } from "../../src/marking/index.ts";
import { keepGradebook } from "../../src/runner/class-marks.ts";
import { ORDINARY } from "../support/reports.ts";

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "marks-"));
});

afterEach(() => rmSync(out, { recursive: true }));

const marked = (...learners: string[]): MarkedSubmission[] =>
  learners.map((learner) => ({ learner, report: ORDINARY, notYet: [] }));

const learners = () =>
  JSON.parse(readFileSync(join(out, "gradebook.json"), "utf8")).learners.map(
    ({ learner }: { learner: string }) => learner,
  );

test("it is written at once, and again after two seconds", () => {
  let nowMs = 0;
  const keep = keepGradebook(out, undefined, () => nowMs);
  keep(() => marked("first"));
  expect(readdirSync(out).sort()).toEqual(["gradebook.csv", "gradebook.json"]);
  nowMs = 1_999;
  keep(() => expect.unreachable("nobody asks for marks that are not written"));
  nowMs = 2_000;
  keep(() => marked("second"));
  expect(learners()).toEqual(["second"]);
});

test("where that takes long, it is written less often", () => {
  let nowMs = 0;
  const keep = keepGradebook(out, undefined, () => nowMs);
  keep(() => {
    nowMs += 100;
    return marked("first");
  });
  nowMs += 4_999;
  keep(() => marked("second"));
  expect(learners()).toEqual(["first"]);
  nowMs += 1;
  keep(() => marked("third"));
  expect(learners()).toEqual(["third"]);
});

test("one that cannot be written ends nothing, and leaves nothing behind", () => {
  mkdirSync(join(out, "gradebook.json"));
  keepGradebook(out)(() => marked("first"));
  expect(readdirSync(out)).toEqual(["gradebook.json"]);
});
