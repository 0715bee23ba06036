// A log's lines: the clock is the test's own.

import { beforeEach, describe, expect, test } from "vitest";
import { progressLines } from "../../src/runner/progress-lines.ts";

let nowMs: number;
let lines: string[];

beforeEach(() => {
  nowMs = 1_000;
  lines = [];
});

const start = (submissions: number) =>
  progressLines(
    submissions,
    (line) => void lines.push(line),
    () => nowMs,
  );

test("the first one comes at once, and the next one after five seconds", () => {
  const log = start(4);
  for (const done of [0, 1, 2]) log({ done, all: 4, notGraded: 0 });
  nowMs += 4_999;
  log({ done: 3, all: 4, notGraded: 1 });
  nowMs += 1;
  log({ done: 4, all: 4, notGraded: 1 });
  expect(lines).toEqual(["0 of 4 marked", "4 of 4 marked, 1 could not be graded"]);
});

test("with several lessons of each, lessons are counted", () => {
  start(2)({ done: 0, all: 6, notGraded: 0 });
  expect(lines).toEqual(["0 of 6 lessons marked"]);
});

describe("however long it takes", () => {
  test("there are 50 lines after the first at most", () => {
    const log = start(1_000);
    for (let done = 0; done <= 1_000; done += 1) {
      log({ done, all: 1_000, notGraded: 0 });
      nowMs += 10_000;
    }
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe("1000 of 1000 marked");
  });
});
