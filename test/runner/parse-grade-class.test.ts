import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/runner/parse-command.ts";
import { parseGradeClass } from "../../src/runner/parse-grade-class.ts";

const parse = (words: string, environment?: NodeJS.ProcessEnv) =>
  parseGradeClass(words.split(" ").filter(Boolean), environment);

test.each([
  ["submissions", {}],
  ["lessons 1-2 submissions", { lessons: ["1", "2"] }],
  ["submissions out marks jobs 4", { out: "marks", jobs: 4 }],
  ["submissions roster class.csv", { roster: "class.csv" }],
  ["submissions strict sandbox none seed 17", { strict: true, sandbox: "none", seed: 17 }],
  ["--choices=grading.json submissions --strict", { strict: true, choices: "grading.json" }],
])("%s", (words, more) => {
  expect(parse(words)).toEqual({ kind: "grade-class", folder: "submissions", ...more });
});

test("a path with dots and slashes is a folder too, and so is one with a number", () => {
  expect(parse("../class-3/")).toMatchObject({ folder: "../class-3/" });
  expect(parse("2026")).toMatchObject({ folder: "2026" });
});

test.each(["help", "submissions --help"])("%s", (words) => {
  expect(parse(words)).toEqual({ kind: "help" });
});

describe("a mistake gets one sentence, and what to type", () => {
  test.each([
    ["", "The folder with the submissions is missing.", "npm run grade:class submissions"],
    ["lesson 3", "The folder with the submissions is missing.", "npm run grade:class submissions"],
    ["submissions 3", 'Cannot tell what "3" means here.', "npm run grade:class lesson 3"],
    [
      "submissions --jbos 4",
      'Cannot tell what "--jbos" means here.',
      "npm run grade:class submissions jobs 4",
    ],
    ["submissions jobs", "What belongs to jobs is missing.", "npm run grade:class submissions jobs 4"],
    ["submissions jobs many", 'Cannot take "many" for a number of jobs.', "jobs 4"],
    ["submissions jobs 0", "Cannot mark 0 at a time.", "from 1 to 64"],
    ["submissions sandbox none", "`sandbox none` says what to do", "strict sandbox none"],
    ["submissions out a out b", "Cannot have two of out.", "out marks"],
  ])("%s", (words, message, next) => {
    const mistake = () => parse(words);
    expect(mistake).toThrow(UsageError);
    expect(mistake).toThrow(message);
    expect(mistake).toThrow(expect.objectContaining({ next: expect.stringContaining(next) }));
  });

  test("what npm kept for itself", () => {
    expect(() => parse("submissions", { npm_config_jobs: "4" })).toThrow("npm took --jobs");
  });
});
