import { describe, expect, test } from "vitest";
import { Parameters } from "../../src/practice/parameters.ts";

const one = (value: string) =>
  new Parameters([
    ["x", value],
    ["x", "second"],
  ]);

describe("what can be read", () => {
  test.each([
    ["7", 7],
    ["-7", -7],
    ["+007", 7],
  ])("wholeNumber of %j", (text, value) => expect(one(text).wholeNumber("x")).toBe(value));

  test.each([
    ["1.5", 1.5],
    [".5", 0.5],
    ["1e2", 100],
  ])("number of %j", (text, value) => expect(one(text).number("x")).toBe(value));

  test.each([
    ["1.5", 1500],
    ["2s", 2000],
    ["200ms", 200],
    ["0", 0],
  ])("milliseconds of %j", (text, value) => expect(one(text).milliseconds("x", 10)).toBe(value));

  test("a seed may be longer than a number", () => {
    expect(one("123456789012345678901234567890").seed("x")).toBe(123456789012345678901234567890n);
  });

  test("a fallback stands in for what is missing, not for what is wrong", () => {
    expect(new Parameters([]).wholeNumber("x", {}, 3)).toBe(3);
    expect(() => one("").wholeNumber("x", {}, 3)).toThrow(
      'Cannot read the parameter x "": expected a whole number.',
    );
  });

  test.each([
    ["1", true],
    ["True", true],
    ["0", false],
    ["yes", false],
  ])("flag of %j", (text, value) => expect(one(text).flag("x")).toBe(value));
});

describe("what cannot gets a sentence", () => {
  test.each<[string, (parameters: Parameters) => unknown, string]>([
    ["1.5", (p) => p.wholeNumber("x"), "expected a whole number."],
    ["1_0", (p) => p.wholeNumber("x"), "expected a whole number."],
    ["0x10", (p) => p.wholeNumber("x"), "expected a whole number."],
    ["٣", (p) => p.wholeNumber("x"), "expected a whole number."],
    ["6", (p) => p.wholeNumber("x", { least: 1, most: 5 }), "expected a whole number from 1 to 5."],
    ["0", (p) => p.wholeNumber("x", { least: 1 }), "expected a whole number, at least 1."],
    ["9", (p) => p.wholeNumber("x", { most: 1 }), "expected a whole number, at most 1."],
    ["9".repeat(400), (p) => p.wholeNumber("x"), '9…": expected a whole number.'],
    ["nan", (p) => p.number("x"), "expected a number."],
    ["Infinity", (p) => p.number("x"), "expected a number."],
    ["11", (p) => p.milliseconds("x", 10), "expected seconds from 0 to 10."],
    ["-1ms", (p) => p.milliseconds("x", 10), "expected seconds from 0 to 10."],
    ["1m", (p) => p.milliseconds("x", 10), "expected seconds from 0 to 10."],
    ["1".repeat(101), (p) => p.seed("x"), "up to 100 digits."],
    ["blue", (p) => p.oneOf("x", ["red", "green"]), 'x "blue": expected red or green.'],
    ["", (p) => p.text("y"), "The parameter y is missing."],
  ])("%j", (text, read, words) => {
    expect(() => read(one(text))).toThrow(
      expect.objectContaining({ statusCode: 400, message: expect.stringContaining(words) }),
    );
  });
});
