import { describe, expect, test } from "vitest";
import { parseCheckCourse } from "../../src/runner/parse-check-course.ts";

const NAMES = ["sets", "wrong-answers"];
const parse = (words: string, environment = {}) =>
  parseCheckCourse(words.split(" ").filter(Boolean), NAMES, environment);

describe("parseCheckCourse", () => {
  test.each([
    ["", { kind: "check", checks: [] }],
    ["lesson 3", { kind: "check", checks: [], lesson: "3" }],
    ["lesson responses", { kind: "check", checks: [], lesson: "responses" }],
    ["sets", { kind: "check", checks: ["sets"] }],
    ["Wrong-Answers sets lesson 3", { kind: "check", checks: ["wrong-answers", "sets"], lesson: "3" }],
    ["lesson 3 sets", { kind: "check", checks: ["sets"], lesson: "3" }],
    ["fresh", { kind: "check", checks: [], isFresh: true }],
    ["--fresh sets lesson 3", { kind: "check", checks: ["sets"], lesson: "3", isFresh: true }],
    ["fresh help", { kind: "help" }],
    ["help", { kind: "help" }],
    ["--help", { kind: "help" }],
    ["-h", { kind: "help" }],
  ])("reads %j", (words, command) => {
    expect(parse(words)).toEqual(command);
  });

  test.each([
    ["lesson", "The lesson is missing.", "Type its number: `npm run check:course lesson 3`."],
    ["3", 'There is no check "3".', "Type `npm run check:course lesson 3`."],
    [
      "set",
      'There is no check "set".',
      "Type `npm run check:course` alone, `lesson 3` or `fresh` behind it, or one of sets, wrong-answers.",
    ],
  ])("says what to type instead of %j", (words, message, next) => {
    expect(() => parse(words)).toThrow(expect.objectContaining({ name: "UsageError", message, next }));
  });

  test.each([
    ["3", "true"],
    ["", "3"],
  ])("notices that npm took --lesson, and left %j", (words, npm_config_lesson) => {
    expect(() => parse(words, { npm_config_lesson })).toThrow(
      expect.objectContaining({ next: "Type it as a word: `npm run check:course lesson 3`." }),
    );
  });
});
