import { describe, expect, test } from "vitest";
import { line, plainText, span } from "../../src/screen/line.ts";
import { breakRanges, wordRanges, wrap, wrapAfter } from "../../src/screen/wrap.ts";

describe("wordRanges", () => {
  test.each([
    ["one two", 5, ["one", "two"]],
    ["one two", 7, ["one two"]],
    ["  spaces   inside   ", 20, ["spaces   inside"]],
    ["see https://example.org/", 10, ["see", "https://ex", "ample.org/"]],
    ["漢字漢字", 4, ["漢字", "漢字"]],
    ["", 5, [""]],
  ])("wraps %j at %i", (text, width, rows) => {
    expect(wordRanges(text, width).map(([start, end]) => text.slice(start, end))).toEqual(rows);
  });
});

describe("breakRanges", () => {
  test.each([
    ["abcdefgh", 5, false, ["abcde", "fgh"]],
    ["abc def ghi", 9, true, ["abc def ", "ghi"]],
    ["a bcdefghijk", 9, true, ["a bcdefgh", "ijk"]],
    ["first(second)", 8, true, ["first(", "second)"]],
    ["e\u0301e\u0301e\u0301", 2, false, ["e\u0301e\u0301", "e\u0301"]],
    ["", 5, true, [""]],
  ])("breaks %j at %i, at a seam: %j", (text, width, atSeam, rows) => {
    expect(breakRanges(text, width, atSeam).map(([start, end]) => text.slice(start, end))).toEqual(rows);
  });
});

test("wrap keeps the styles of what it cuts", () => {
  expect(wrap([span("one "), span("two three", "strong")], 7)).toEqual([
    [span("one "), span("two", "strong")],
    [span("three", "strong")],
  ]);
});

test("wrapAfter sets the rows in, unless nothing would be left", () => {
  const rows = (width: number) => wrapAfter([span("label: ")], line("one two three"), width).map(plainText);
  expect(rows(15)).toEqual(["label: one two", "       three"]);
  expect(rows(14)).toEqual(["label: one two", "three"]);
});
