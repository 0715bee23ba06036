import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/runner/parse-command.ts";
import { parsePack } from "../../src/runner/parse-pack.ts";

const OPTIONS = {
  out: { example: "out class.zip" },
  packages: { example: "packages", isAlone: true },
} as const;

function parse(words: string, environment: NodeJS.ProcessEnv = {}) {
  return parsePack(words.split(" ").filter(Boolean), "pack:student", OPTIONS, environment);
}

test.each([
  ["", {}],
  ["out a.zip", { out: "a.zip" }],
  ["packages out a.zip", { packages: "", out: "a.zip" }],
  ["--out a.zip", { out: "a.zip" }],
  ["OUT Help.zip", { out: "Help.zip" }],
])("%j", (words, said) => {
  expect(parse(words)).toEqual({ kind: "pack", said });
});

test.each(["help", "--help", "-h", "packages help"])("%s is help", (words) => {
  expect(parse(words)).toEqual({ kind: "help" });
});

describe("what it does not know is said, with what to type", () => {
  test.each([
    ["out", "What belongs to out is missing.", "Type `npm run pack:student out class.zip`."],
    ["out a out b", "Cannot have two of out.", "Type one: `out class.zip`."],
    ["packges", 'Cannot tell what "packges" means here.', "Type `npm run pack:student packages`."],
    [
      "a.zip",
      'Cannot tell what "a.zip" means here.',
      "Is it a file to write? Type `npm run pack:student out a.zip`.",
    ],
    ["x", 'Cannot tell what "x" means here.', "The words that it knows: `npm run pack:student help`."],
  ])("%s", (words, message, next) => {
    expect(() => parse(words)).toThrow(new UsageError(message, next));
  });

  test("a flag that npm took", () => {
    expect(() => parse("", { npm_config_out: "a.zip" })).toThrow("npm took --out for a setting of its own.");
  });
});
