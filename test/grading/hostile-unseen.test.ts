// Further submissions that nobody has handed in yet, by what they attack: the host in their own process, its time, its
// reading of values and errors, its end. What cannot be said of a process of this kind is said in ARCHITECTURE.md.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckState, Reason } from "../../src/grading/index.ts";
import { fixture } from "../support/grade-file.ts";
import {
  checkCalled,
  endings,
  gradeHostile,
  OF_199,
  OF_299,
  OF_399,
  OF_499,
  OF_599,
  OF_999,
} from "../support/hostile.ts";

const ALL = [OF_199, OF_299, OF_399, OF_499, OF_599, OF_999];
const NOT_EXPECTED = "The value that came back is not the expected one.";

const FORGING = ["replaces-what-the-host-uses", "freezes-every-prototype", "exports-odd-names"] as const;

test.each(FORGING)("%s: what is right passes, and what is forged does not", async (name) => {
  expect(endings(await gradeHostile(`unseen/${name}.ts`))).toEqual(
    ALL.map((title) => [title, "failed", "wrong-answer", NOT_EXPECTED]),
  );
});

const NEVER_READY: readonly [name: string, state: CheckState, reason: Reason, message: RegExp][] = [
  [
    "deafens-the-host",
    "timed-out",
    "endless-loop",
    /^What the file left running did not come back within 1 second: it is in an endless loop, or waits/,
  ],
  [
    "loops-while-it-ends",
    "timed-out",
    "endless-loop",
    /^Loading the file did not come back within 3 seconds: it is in an endless loop\. It was at line 4\.$/,
  ],
  [
    "is-a-promise-itself",
    "timed-out",
    "never-settled",
    /^Loading the file did not finish within 3 seconds: its promise never settled\.$/,
  ],
];

test.each(NEVER_READY)(
  "%s costs one deadline, and not one for each check",
  async (name, state, reason, message) => {
    const grade = await gradeHostile(`unseen/${name}.ts`);
    expect(endings(grade)).toEqual(
      grade.checks.map(({ title }) => [title, state, reason, expect.stringMatching(message)]),
    );
  },
);

test("what spins without a loop, waits or stops is ended", async () => {
  const told = endings(await gradeHostile("unseen/spins.ts"));
  expect(told.map(([title, state, reason]) => [title, state, reason])).toEqual(
    [OF_199, OF_299, OF_499, OF_599].map((title) => [title, "timed-out", "endless-loop"]),
  );
});

test("an answer is what it is when it crosses, and nothing that it says about itself", async () => {
  const grade = await gradeHostile("unseen/answers-strangely.ts");
  expect(endings(grade)).toEqual(ALL.map((title) => [title, "failed", "wrong-answer", NOT_EXPECTED]));
  const received = (title: string) => checkCalled(grade, title).failure?.received;
  expect(received(OF_199)).toBe('{ value: "informational" }');
  expect(received(OF_299)).toBe("[String]");
  expect(received(OF_399)).toBe("{ then: [function then] }");
  expect(received(OF_499)).toBe("{ toJSON: [function toJSON] }");
  expect(received(OF_599)).toContain("[too deep]");
  expect(received(OF_999)).toContain("(100000 members)");
});

test("whatever is thrown, its getters included, ends with its own check", async () => {
  const grade = await gradeHostile("unseen/throws-strangely.ts");
  expect(endings(grade)).toEqual([
    [OF_199, "failed", "threw", expect.stringMatching(/a function, not an Error\)$/)],
    [OF_299, "failed", "threw", "It threw Symbol(a symbol) (a symbol, not an Error)"],
    [OF_399, "failed", "threw", "It threw Error: outer"],
    [OF_499, "failed", "threw", expect.stringMatching(/^It threw /)],
    [OF_599, "failed", "threw", expect.stringMatching(/^It threw Error: .* clears the screen$/)],
    [
      OF_999,
      "timed-out",
      "endless-loop",
      expect.stringMatching(/^The call did not come back within 2 seconds/),
    ],
  ]);
});

test("every other end of the process has its sentence", async () => {
  const signal = (name: string) => `The call ended the process: signal ${name}.`;
  expect(endings(await gradeHostile("unseen/ends-in-other-ways.ts"))).toEqual([
    [OF_199, "crashed", "crashed", signal("SIGSEGV")],
    [OF_299, "crashed", "crashed", signal("SIGKILL")],
    [OF_399, "crashed", "crashed", signal("SIGINT")],
    [OF_499, "crashed", "exited", "The call ended the whole process with exit code 263."],
    // The closing is seen, or the abort of Node that comes of it: whichever is first.
    [
      OF_599,
      "crashed",
      "crashed",
      expect.stringMatching(/ended the process: (?:it closed a descriptor|signal SIGABRT)/),
    ],
  ]);
});

test("every submission of the folder is tested here", () => {
  const others = ["spins", "answers-strangely", "throws-strangely", "ends-in-other-ways"];
  const tested = [...FORGING, ...NEVER_READY.map(([name]) => name), ...others];
  const all = readdirSync(fixture("hostile/unseen")).map((file) => file.replace(/\.ts$/, ""));
  expect(tested.sort()).toEqual(all.sort());
});
