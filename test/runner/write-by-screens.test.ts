import fc from "fast-check";
import { expect, test } from "vitest";
import { screensOf } from "../../src/runner/write-by-screens.ts";

test.each<[title: string, lines: string[], screens: string[][]]>([
  ["what fits is one screen", ["a", "", "b"], [["a", "", "b"]]],
  [
    "a cut comes after an empty line",
    ["a", "b", "", "c", "d", "e"],
    [
      ["a", "b", ""],
      ["c", "d", "e"],
    ],
  ],
  [
    "not inside a program",
    ["a", "", "    b", "", "    c", "d"],
    [
      ["a", "", "    b", ""],
      ["    c", "d"],
    ],
  ],
  [
    "not behind a heading",
    ["a", "", "\x1b[1m# b", "", "c"],
    [
      ["a", ""],
      ["\x1b[1m# b", "", "c"],
    ],
  ],
  [
    "and where there is none, at the end of the screen",
    ["a", "b", "c", "d", "e"],
    [["a", "b", "c", "d"], ["e"]],
  ],
])("%s", (_title, lines, screens) => {
  expect(screensOf(lines, 4)).toEqual(screens);
});

test("nothing is lost, and no screen is too long or empty", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("", "a")), fc.integer({ min: 1, max: 9 }), (lines, rows) => {
      const screens = screensOf(lines, rows);
      expect(screens.flat()).toEqual(lines);
      for (const screen of screens.slice(1)) expect(screen.length).toBeGreaterThan(0);
      for (const screen of screens) expect(screen.length).toBeLessThanOrEqual(rows);
    }),
  );
});
