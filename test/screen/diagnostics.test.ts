import { expect, test } from "vitest";
import { diagnosticLines } from "../../src/screen/diagnostics.ts";
import { plainText } from "../../src/screen/line.ts";

const place = { file: "exercises/03-responses.ts", line: 1, column: 3, frame: "1 | …cd…\n  |   ^" };
const first = Array.from({ length: 20 }, () => ({ code: 2304, message: "Cannot find name 'd'.", place }));

test("of thousands of remarks three are shown, and all are counted", () => {
  const rows = diagnosticLines({ count: 5_000, first }, 80).map(plainText);
  expect(rows[0]).toBe("TypeScript finds 5000 things (they do not count):");
  expect(rows.filter((row) => row === "Cannot find name 'd'.")).toHaveLength(3);
  expect(rows.at(-1)).toBe("And 4997 more.");
});

test("the caret stays under its character in a part of a line", () => {
  const rows = diagnosticLines({ count: 1, first: first.slice(0, 1) }, 80).map(plainText);
  const code = rows.findIndex((row) => row.includes("…cd…"));
  expect(rows[code + 1]?.indexOf("^")).toBe(rows[code]?.indexOf("d"));
});

test("nothing is shown where nothing was found", () => {
  expect(diagnosticLines({ count: 0, first: [] }, 80)).toEqual([]);
});
