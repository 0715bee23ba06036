import { expect, test } from "vitest";
import { nearest } from "../../src/grading/nearest.ts";
import { safeText } from "../../src/marking/safe-text.ts";

test.each([
  ["plain\ntext", "plain\ntext"],
  ["\x1b[31mred\x9b2J", "\\x1b[31mred\\x9b2J"],
  ["a\r\nb\tc\0", "a\nb    c\\x00"],
  ["\ud800 \uffff \u202e", "\\ud800 \\uffff \\u202e"],
  ["Zoë 🎉", "Zoë 🎉"],
])("%j is safe as %j", (text, safe) => {
  expect(safeText(text, 100)).toBe(safe);
  expect(safeText(safe, 100)).toBe(safe);
});

test("what is too long is cut between characters, and that is said", () => {
  expect(safeText("abcdef", 4)).toBe("abcd (2 characters left out)");
  expect(safeText("abc🎉def", 4)).toBe("abc (4 characters left out)");
  expect(safeText("\x07".repeat(1_000_000), 40)).toMatch(/^(\\x07){10} \(\d+ characters left out\)$/);
});

test.each([
  ["fromat", "format"],
  ["sead", "seed"],
  ["lesson", undefined],
  ["x", undefined],
])("%s may mean %s", (typed, word) => {
  expect(nearest(typed, ["format", "from", "seed"])).toBe(word);
});
