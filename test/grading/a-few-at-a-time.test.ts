import { expect, test } from "vitest";
import { AT_A_TIME, aFewAtATime } from "../../src/grading/a-few-at-a-time.ts";

test("gives the results in the order of the items, whichever ends first", async () => {
  const turns = (count: number): Promise<void> =>
    count === 0 ? Promise.resolve() : new Promise<void>(setImmediate).then(() => turns(count - 1));
  const act = (item: number) => turns(item).then(() => item * 10);
  expect(await aFewAtATime([3, 1, 2, 0], act)).toEqual([30, 10, 20, 0]);
});

test("has no more under way than that", async () => {
  let [now, most] = [0, 0];
  await aFewAtATime(Array.from({ length: 50 }), async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
  });
  expect(most).toBe(AT_A_TIME);
});

test("passes on what one throws", async () => {
  await expect(aFewAtATime([1, 2], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});

test("has nothing to do with no items", async () => {
  expect(await aFewAtATime([], async () => 1)).toEqual([]);
});
