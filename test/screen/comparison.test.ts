import { describe, expect, test } from "vitest";
import { firstDifference } from "../../src/screen/caret.ts";
import { comparisonLines } from "../../src/screen/comparison.ts";
import { plainText } from "../../src/screen/line.ts";

function shown(expected: string | undefined, received: string | undefined, width = 40): string[] {
  return comparisonLines(expected, received, width).map((line) => plainText(line).trimEnd());
}

describe("firstDifference", () => {
  test.each([
    ["Not Found", "Not", 3],
    ["", "a", 0],
    ["same", "same", undefined],
    ["a😀", "a😁", 1],
  ])("of %j and %j is %j", (one, other, index) => {
    expect(firstDifference(one, other)).toBe(index);
  });
});

describe("comparisonLines", () => {
  test("puts the caret under the first character that differs", () => {
    expect(shown('"GET"', '"Get"')).toEqual([
      'Expected  "GET"',
      'Received  "Get"',
      "            ^ differs here",
    ]);
  });

  test("says when the answer ends too early, or goes on too long", () => {
    expect(shown("[1, 2", "[1")).toEqual(["Expected  [1, 2", "Received  [1", "            ^ ends too early"]);
    expect(shown("[1", "[1, 2").at(-1)).toBe("            ^ should end here");
  });

  test("counts columns, not characters", () => {
    expect(shown('"漢字 a"', '"漢字 b"').at(-1)).toBe("                ^ differs here");
  });

  test("puts the remark before the caret near the right edge", () => {
    expect(shown(`${"a".repeat(28)}b`, `${"a".repeat(28)}c`)).toEqual([
      `Expected  ${"a".repeat(28)}b`,
      `Received  ${"a".repeat(28)}c`,
      "                         differs here ^",
    ]);
  });

  test("shows values of several lines as blocks, with a caret in each", () => {
    expect(shown("{\n  a: 1,\n  b: 2\n}", "{\n  a: 1,\n  b: 3\n}")).toEqual([
      "Expected:",
      "    {",
      "      a: 1,",
      "      b: 2",
      "         ^",
      "    }",
      "Received:",
      "    {",
      "      a: 1,",
      "      b: 3",
      "         ^ differs here",
      "    }",
    ]);
  });

  test("finds the row when a long value wraps", () => {
    const same = "x".repeat(35);
    expect(shown(`${same}ab`, `${same}ac`)).toEqual([
      "Expected:",
      `    ${same}`,
      "... ab",
      "     ^",
      "Received:",
      `    ${same}`,
      "... ac",
      "     ^ differs here",
    ]);
  });

  test("has room for a caret behind the last character of a full row", () => {
    const same = "x".repeat(35);
    expect(shown(`${same}a`, same).slice(-2)).toEqual([
      `    ${same}`,
      "                        ends too early ^",
    ]);
  });

  test("shows a very long value around the difference", () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    const rows = shown(lines.join("\n"), lines.join("\n").replace("line 40", "line 4x"));
    expect(rows).toHaveLength(36);
    expect(rows.slice(-18)).toEqual([
      "Received:",
      "    (34 rows left out)",
      ...lines.slice(34, 40).map((line) => `    ${line}`),
      "    line 4x",
      "          ^ differs here",
      ...lines.slice(41, 48).map((line) => `    ${line}`),
      "    (12 rows left out)",
    ]);
  });

  test("says so when both print alike", () => {
    expect(shown("200", "200", 80)).toEqual([
      "Expected  200",
      "Received  200",
      "Both print alike; they differ in something that the text does not show, such as",
      "their types.",
    ]);
  });

  test("shows what there is when one of the two is missing", () => {
    expect(shown("true", undefined)).toEqual(["Expected  true"]);
    expect(shown(undefined, undefined)).toEqual([]);
  });

  test("shows control characters as the escapes that the caret counts", () => {
    expect(shown("a\x00b", "a\x00c").at(-1)).toBe("               ^ differs here");
  });
});
