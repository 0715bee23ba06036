import { expect, test } from "vitest";
import { renderProgressBar } from "../../src/screen/index.ts";

const bar = (done: number, all: number, width: number) => renderProgressBar({ done, all }, "marked", width);

test("grows with what is done, up to the whole row and no further", () => {
  expect(bar(0, 200, 40)).toBe("[...................]   0 of 200 marked");
  expect(bar(100, 200, 40)).toBe("[#########..........] 100 of 200 marked");
  expect(bar(200, 200, 40)).toBe("[###################] 200 of 200 marked");
  for (const width of [20, 40, 80, 200]) expect(bar(100, 200, width).length).toBeLessThan(width);
});

test("is full only when all is done", () => {
  expect(bar(199, 200, 80)).toContain("#.]");
});

test("is words alone where there is no room, and where there is nothing to do", () => {
  expect(bar(100, 200, 25)).toBe("100 of 200 marked");
  expect(bar(0, 0, 80)).toContain(".] 0 of 0 marked");
});
