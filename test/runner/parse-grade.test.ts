import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/runner/parse-command.ts";
import { parseGrade } from "../../src/runner/parse-grade.ts";

const HUMAN = [{ format: "human" }];

describe("words, and the same as flags", () => {
  test.each([
    ["", { outputs: HUMAN }],
    ["lesson 3", { lessons: ["3"], outputs: HUMAN }],
    ["lessons 1-3,5", { lessons: ["1", "2", "3", "5"], outputs: HUMAN }],
    ["lesson responses lesson 2", { lessons: ["responses", "2"], outputs: HUMAN }],
    [
      "from a.zip seed 17 choices grading.json",
      { from: "a.zip", seed: 17, choices: "grading.json", outputs: HUMAN },
    ],
    ["patience 3", { patience: 3, outputs: HUMAN }],
    ["strict lesson 3", { strict: true, lessons: ["3"], outputs: HUMAN }],
    ["from a.zip strict sandbox none", { from: "a.zip", strict: true, sandbox: "none", outputs: HUMAN }],
    ["--strict --sandbox none", { strict: true, sandbox: "none", outputs: HUMAN }],
    ["format json", { outputs: [{ format: "json" }] }],
    ["format json out a.json", { outputs: [{ format: "json", file: "a.json" }, { format: "human" }] }],
    ["out a.json format json", { outputs: [{ format: "json", file: "a.json" }, { format: "human" }] }],
    [
      "format json out a.json format junit",
      { outputs: [{ format: "json", file: "a.json" }, { format: "junit" }] },
    ],
    ["format human out a.txt", { outputs: [{ format: "human", file: "a.txt" }, { format: "human" }] }],
    ["format github", { outputs: [{ format: "github" }, { format: "human" }] }],
    [
      "--format json --out=a.json --lesson 3",
      {
        lessons: ["3"],
        outputs: [{ format: "json", file: "a.json" }, { format: "human" }],
      },
    ],
  ])("%s", (words, command) => {
    expect(parseGrade(words.split(" ").filter(Boolean))).toEqual({ kind: "grade", ...command });
  });

  test.each(["help", "--help", "-h", "lesson 3 help"])("%s", (words) => {
    expect(parseGrade(words.split(" "))).toEqual({ kind: "help" });
  });
});

describe("a mistake gets one sentence, and what to type", () => {
  test.each([
    [
      "fromat json",
      'Cannot tell what "fromat" means here.',
      "Type `npm run grade format json out report.json`.",
    ],
    ["3", 'Cannot tell what "3" means here.', "Is it a lesson? Type `npm run grade lesson 3`."],
    ["a.zip", 'Cannot tell what "a.zip" means here.', "Is it a submission? Type `npm run grade from a.zip`."],
    ["json", 'Cannot tell what "json" means here.', "Is it a format? Type `npm run grade format json`."],
    ["whatever", 'Cannot tell what "whatever" means here.', "The words that it knows: `npm run grade help`."],
    ["toString", 'Cannot tell what "toString" means here.', "The words that it knows: `npm run grade help`."],
    ["from", "What belongs to from is missing.", "Type `npm run grade from submission.zip`."],
    ["format junitt", 'There is no format "junitt".', "Type `format junit`."],
    [
      "format pdf",
      'There is no format "pdf".',
      "Type one of human, json, junit, gradescope, classroom50, github.",
    ],
    ["format json format json", "Cannot have json twice.", "Leave one out."],
    [
      "format json format junit",
      "Cannot print json and junit in one terminal.",
      "Type a file for all but one: `format junit out FILE`.",
    ],
    ["out a.json", "Cannot tell in which format to write.", "Type `format json out a.json`."],
    [
      "format json out a out b",
      "Cannot tell what to write to b.",
      "Type a format before it: `format json out FILE`.",
    ],
    [
      "format github out a",
      "`github` writes to the files that GitHub Actions names, and to no other.",
      "Leave `out` away, or type another format before it: `format json out report.json`.",
    ],
    ["seed x", 'Cannot take "x" for a seed.', "Type a whole number: `seed 17`."],
    ["seed 1 seed 2", "Cannot have two of seed.", "Type one: `seed 17`."],
    ["lessons 3-1", 'Cannot take "3-1" for lessons.', "Type them with commas and hyphens: `lessons 1-3,5`."],
    ["lessons 1,,2", 'Cannot take "" for lessons.', "Type them with commas and hyphens: `lessons 1-3,5`."],
  ])("%s", (words, message, next) => {
    const parse = () => parseGrade(words.split(" "));
    expect(parse).toThrow(new UsageError(message, next));
    expect(parse).toThrow(expect.objectContaining({ next }));
  });
});

test("a flag that npm took is noticed", () => {
  const parse = () => parseGrade(["json"], { npm_config_format: "true" });
  expect(parse).toThrow("npm took --format for a setting of its own.");
  expect(parse).toThrow(
    expect.objectContaining({ next: expect.stringContaining("`npm run grade -- --format json out") }),
  );
});
