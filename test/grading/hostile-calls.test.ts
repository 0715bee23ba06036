// Functions that do what no function should. Each gets its own sentence, in its own check, and all other checks pass.

import { expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { fixture, gradeAlone, root, UNTIL_MEMORY_IS_FULL } from "../support/grade-file.ts";
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

const NOT_EXPECTED = "The value that came back is not the expected one.";

test("a process that ends says how", async () => {
  const exited = (code: number) => `The call ended the whole process with exit code ${code}.`;
  expect(endings(await gradeHostile("ends-the-process.ts"))).toEqual([
    [OF_199, "crashed", "exited", exited(0)],
    [OF_299, "crashed", "exited", exited(3)],
    [OF_399, "crashed", "exited", exited(0)],
    [OF_499, "crashed", "crashed", "The call ended the process: signal SIGABRT."],
    [OF_599, "crashed", "crashed", "The call ended the process: signal SIGTERM."],
    [OF_999, "crashed", "exited", "What the call left running ended the whole process with exit code 5."],
  ]);
});

test("a full heap and endless buffers are out of memory", async () => {
  const message = "The call used up its memory, and the process was ended.";
  const submission = { file: fixture("hostile/uses-up-memory.ts") };
  const lesson = await loadLesson(root, "03-responses");
  const grade = await gradeAlone(lesson, submission, { task: 2, ...UNTIL_MEMORY_IS_FULL });
  expect(endings(grade)).toEqual([
    [OF_199, "crashed", "out-of-memory", message],
    [OF_299, "crashed", "out-of-memory", message],
  ]);
});

test("what does not come back is stopped, with the line where it was", async () => {
  const grade = await gradeHostile("does-not-come-back.ts");
  const loop = (line: number, seconds = "0.5 seconds", what = "The call") =>
    `${what} did not come back within ${seconds}: it is in an endless loop. It was at line ${line}.`;
  expect(endings(grade)).toEqual([
    [OF_199, "timed-out", "endless-loop", loop(6, "2 seconds")],
    [OF_399, "timed-out", "endless-loop", loop(7)],
    [OF_499, "timed-out", "endless-loop", loop(8)],
    [OF_999, "timed-out", "endless-loop", loop(14, "1 second", "What the call left running")],
    [
      "does not mind the status code, nor an empty body",
      "timed-out",
      "never-settled",
      "The call did not finish within 2 seconds: its promise never settled.",
    ],
  ]);
  expect(checkCalled(grade, OF_199).failure?.place?.frame).toContain(
    "6 |   if (statusCode === 199) for (;;);",
  );
  expect(checkCalled(grade, OF_399).output).toMatch(/^(still here\n){100}/);
  expect(checkCalled(grade, OF_399).output?.length).toBeLessThan(70_000);
});

test("a loop that awaits in each turn is told with its line, and one in another file of the submission with that file", async () => {
  const grade = await gradeHostile("goes-round-in-turns.ts");
  const failures = (taskName: string) =>
    grade.checks.filter((check) => check.taskName === taskName && check.state !== "passed");
  const [inFile] = failures("statusClass");
  expect(inFile?.failure).toMatchObject({
    reason: "endless-loop",
    place: { file: "test/fixtures/hostile/goes-round.ts", line: 4 },
  });
  for (const { failure } of failures("fieldValues"))
    expect(failure).toMatchObject({ reason: "endless-loop", place: { line: 14 } });
  const [waiting] = failures("getText");
  expect(waiting?.failure).toMatchObject({
    reason: "never-settled",
    message: expect.stringMatching(
      /^The call did not finish within 2 seconds: it was still at work, at line 2[23]\.$/,
    ),
    cause: "a loop that waits in each turn, and whose condition stays true.",
  });
});

test("a function that calls itself without an end is told so", async () => {
  const { failure } = checkCalled(await gradeHostile("calls-itself.ts"), OF_199);
  expect(failure).toMatchObject({
    reason: "threw",
    message: "It threw RangeError: Maximum call stack size exceeded",
    cause: "a function that calls itself without an end.",
  });
});

test("an error that nobody caught belongs to the check that caused it", async () => {
  const grade = await gradeHostile("fails-elsewhere.ts");
  const elsewhere = (what: string) =>
    `An error came up outside of the call, where nothing catches it: ${what}`;
  expect(endings(grade)).toEqual([
    [OF_199, "crashed", "uncaught-error", elsewhere("TypeError: in a timer")],
    [OF_299, "crashed", "uncaught-error", elsewhere("RangeError: not awaited")],
    [OF_399, "crashed", "uncaught-error", elsewhere("null (not an Error)")],
  ]);
  expect(checkCalled(grade, OF_199).failure?.place?.line).toBe(8);
  // An interval that goes on prints into its own check, and into no other.
  expect(checkCalled(grade, OF_499).output).toContain("still here");
  expect(grade.checks.filter(({ output }) => output !== undefined)).toHaveLength(1);
});

test("garbage on the course's descriptors ends the process, and a forged answer is judged as an answer", async () => {
  const wrote = "The call ended the process: it wrote to a descriptor that belongs to the course.";
  const closed = "The call ended the process: it closed a descriptor that the course needs.";
  const grade = await gradeHostile("writes-to-descriptors.ts");
  expect(endings(grade)).toEqual([
    [OF_199, "crashed", "crashed", wrote],
    [OF_299, "crashed", "crashed", wrote],
    [OF_399, "failed", "wrong-answer", NOT_EXPECTED],
    [OF_499, "crashed", "crashed", closed],
    [OF_599, "crashed", "crashed", closed],
    [OF_999, "crashed", "crashed", wrote],
  ]);
  expect(checkCalled(grade, OF_399).failure?.received).toBe('"forged"');
});

test("a value that cannot cross is told by what it is, and matches nothing", async () => {
  const grade = await gradeHostile("returns-what-cannot-cross.ts");
  expect(endings(grade)).toEqual(
    [OF_199, OF_299, OF_399, OF_499, OF_599, OF_999].map((title) => [
      title,
      "failed",
      "wrong-answer",
      NOT_EXPECTED,
    ]),
  );
  const received = (title: string) => checkCalled(grade, title).failure?.received;
  expect(received(OF_199)).toMatch(/^\[function statusClass/);
  expect(received(OF_299)).toBe("Symbol(successful)");
  expect(received(OF_399)).toBe("{ other: { one: [a value that contains itself] } }");
  expect(received(OF_499)).toBe("{ class: [a field that cannot be read: Error: nobody may look] }");
  expect(received(OF_599)).toBe("[an object that cannot be read: Error: nobody may look]");
  expect(received(OF_999)).toContain("asymmetricMatch: [function asymmetricMatch]");
});

test("a value that is too large is not looked at", async () => {
  const grade = await gradeHostile("returns-too-much.ts");
  const received = (title: string) => checkCalled(grade, title).failure?.received;
  const tooLarge = "[a value too large to be looked at]";
  expect([OF_199, OF_299, OF_399, OF_499].map(received)).toEqual(Array(4).fill(tooLarge));
  expect(received(OF_599)).toMatch(/^\[\n {2}0,\n.* {2}99,\n {2}… \(200000 members\),\n\]$/s);
  expect(received(OF_999)).toBe("[[Promise], [URL], [Error: late], [RegExp]]");
  expect(endings(grade).map(([, state]) => state)).toEqual(Array(6).fill("failed"));
});

test("whatever is thrown is told", async () => {
  const grade = await gradeHostile("throws-oddities.ts");
  const told = endings(grade);
  expect(told.slice(0, 5)).toEqual([
    [OF_199, "failed", "threw", "It threw a text (a string, not an Error)"],
    [OF_299, "failed", "threw", "It threw null (not an Error)"],
    [OF_399, "failed", "threw", "It threw Error: a value that cannot be shown"],
    [OF_499, "failed", "threw", "It threw an object that cannot be read (an object, not an Error)"],
    [OF_599, "failed", "threw", "It threw undefined (not an Error)"],
  ]);
  expect(told).toHaveLength(6);
  expect(checkCalled(grade, OF_999).failure?.message).toMatch(/^It threw Error: (long ){100}/);
  expect(checkCalled(grade, OF_999).failure?.message.length).toBeLessThan(5_000);
});

test("what is printed stands under the check that printed it, capped", async () => {
  const grade = await gradeHostile("prints.ts");
  expect(endings(grade)).toEqual([]);
  const output = (title: string) => checkCalled(grade, title).output;
  expect(output("works inside the client, over a real connection")).toBe("inside the client\n");
  expect(output(OF_199)).toBe("one hundred and 99\n");
  expect(output(OF_299)).toBe("to the other stream\n");
  expect(output(OF_499)).toMatch(/^line 0\nline 1\n.*\[and more\]$/s);
  expect(output(OF_499)?.length).toBeLessThan(70_000);
  expect(grade.checks.filter((check) => check.output !== undefined)).toHaveLength(5);

  // It printed the names of its environment: nothing of the grader's is there.
  const names = output(OF_399)!.trim().split(" ");
  const allowed = ["HTTP_BY_HAND_SUBMISSION", "LANG", "PATH", "SystemRoot", "TEMP", "TMPDIR", "TZ", "_"];
  expect(names).toContain("PATH");
  expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
});

test("patched globals change nothing", async () => {
  expect(endings(await gradeHostile("patches-globals.ts"))).toEqual([]);
});

test("patched prototypes make no wrong answer right", async () => {
  const failed = endings(await gradeHostile("patches-prototypes.ts")).map(([title]) => title);
  expect(failed).toContain(OF_399);
  expect(failed).toContain(OF_999);
});

test("an error counts by its class, and not by a name or by what a class says about itself", async () => {
  const grade = await gradeHostile("names-its-own-errors.ts");
  const throwing = grade.checks.filter(({ task, title }) => task === 1 && title.startsWith("refuses"));
  expect(throwing.length).toBeGreaterThan(4);
  expect(throwing.filter(({ state }) => state === "passed")).toEqual([]);
  const title = "throws NotSuccessful for other codes, whatever the content is";
  expect(checkCalled(grade, title).failure?.message).toBe(
    "It threw, but not what it should: NotSuccessful: no",
  );
});

test("a class of the submission counts by its name when it is not exported", async () => {
  const grade = await gradeHostile("keeps-its-error-classes-to-itself.ts");
  expect(grade.checks.filter(({ state }) => state !== "passed")).toEqual([]);
});
