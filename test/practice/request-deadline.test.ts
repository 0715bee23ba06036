import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestDeadline } from "../../src/practice/request-deadline.ts";
import { type ReadingPhase, RequestReader } from "../../src/practice/request-reader.ts";
import { octets } from "../wire/support.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  const onPassed = vi.fn();
  return { onPassed, deadline: new RequestDeadline({ headMs: 60_000, contentMs: 300_000 }, onPassed) };
}

test("waiting between two requests takes no time", () => {
  const { deadline, onPassed } = follow();
  deadline.waitsIn("between");
  vi.advanceTimersByTime(86_400_000);
  expect(onPassed).not.toHaveBeenCalled();
  expect(deadline.refusal).toBeUndefined();
});

test("the time of a head runs from its first octet, whatever comes after it", () => {
  const { deadline, onPassed } = follow();
  deadline.waitsIn("head");
  vi.advanceTimersByTime(59_000);
  deadline.waitsIn("head");
  vi.advanceTimersByTime(999);
  expect(onPassed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onPassed).toHaveBeenCalledOnce();
  expect(deadline.refusal).toMatchObject({ statusCode: 408, message: expect.stringContaining("60 s") });
});

test("content has a time of its own, and so has the next request", () => {
  const { deadline, onPassed } = follow();
  deadline.waitsIn("head");
  vi.advanceTimersByTime(59_000);
  deadline.waitsIn("content");
  vi.advanceTimersByTime(299_000);
  deadline.stop();
  deadline.waitsIn("head");
  vi.advanceTimersByTime(59_000);
  expect(onPassed).not.toHaveBeenCalled();
  deadline.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("the reader tells the phase, octet by octet", () => {
  const reader = new RequestReader();
  const phases: ReadingPhase[] = [];
  // An empty line before a request is none of it (RFC 9112 §2.2).
  for (const octet of "\r\nPUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi") {
    reader.push(octets(octet));
    while (reader.next() !== undefined);
    if (phases.at(-1) !== reader.phase) phases.push(reader.phase);
  }
  expect(phases).toEqual(["head", "between", "head", "content", "between"]);
});
