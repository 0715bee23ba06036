import { expect, test } from "vitest";
import { Arrivals } from "../../src/practice/arrivals.ts";

test("reads are cut to the octets that are taken", () => {
  const arrivals = new Arrivals();
  arrivals.push({ octets: 5, atMs: 1 });
  arrivals.push({ octets: 7, atMs: 2 });
  expect(arrivals.take(3)).toEqual([{ octets: 3, atMs: 1 }]);
  expect(arrivals.take(4)).toEqual([
    { octets: 2, atMs: 1 },
    { octets: 2, atMs: 2 },
  ]);
  expect(arrivals.take(0)).toEqual([]);
  expect(arrivals.take(9)).toEqual([{ octets: 5, atMs: 2 }]);
});

test("a client that sends octet by octet costs no more than a thousand entries", () => {
  const arrivals = new Arrivals();
  for (let atMs = 0; atMs < 5_000; atMs += 1) arrivals.push({ octets: 1, atMs });
  const taken = arrivals.take(5_000);
  expect(taken).toHaveLength(1_000);
  expect(taken.reduce((sum, { octets }) => sum + octets, 0)).toBe(5_000);
});
