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
  ["not after one near the top", ["", "a", "b", "c", "d"], [["", "a", "b", "c"], ["d"]]],
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
