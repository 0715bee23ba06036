// What would do a lesson's work is refused in a sentence, unless the lesson has no objection.

import { expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { gradeLesson, tryCall } from "../../src/grading/index.ts";
import { refusedGlobals, refusedImport } from "../../src/grading/shortcuts.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { endings, gradeHostile } from "../support/hostile.ts";

const BY_HAND = 'this lesson is about doing its work by hand, or with "#client"';
const usesFetch = fixture("hostile/shortcuts/uses-fetch.ts");

test("an import is refused before the file is loaded, by any of its names", async () => {
  const told = endings(await gradeHostile("shortcuts/imports-node-http.ts"));
  expect(new Set(told.map(([, state, reason, message]) => `${state}, ${reason}: ${message}`))).toEqual(
    new Set([`not-run, does-not-load: The file cannot be loaded: Cannot import "node:http": ${BY_HAND}`]),
  );
  expect(refusedImport(["node:net", "https"], [])).toBe(`Cannot import "https": ${BY_HAND}`);
  expect(refusedImport(["node:http2"], ["http2"])).toBeUndefined();
  expect(refusedImport(["node:worker_threads"], [])).toContain("a submission is one process");
});

test("what is there without an import throws when it is used, and only then", async () => {
  const grade = await gradeHostile("shortcuts/uses-fetch.ts");
  const told = endings(grade).filter(([, , , message]) => message.includes("fetch"));
  expect(told.length).toBeGreaterThan(5);
  for (const [, state, , message] of told) {
    expect(state).toBe("failed");
    expect(message).toContain(`Error: Cannot use fetch: ${BY_HAND}`);
  }
  expect(grade.checks.filter(({ state }) => state === "passed").length).toBeGreaterThan(30);
});

test("a lesson may have no objection", async () => {
  const lesson = await loadLesson(root, "03-responses");
  const files = { ...lesson.files, grader: fixture("graders/has-no-objection-to-fetch.test.ts") };
  const grade = await gradeLesson({ ...lesson, files }, { file: usesFetch }, { root, built, seed: 1 });
  expect(endings(grade)).toEqual([]);
  expect(Object.keys(refusedGlobals(["fetch"]))).toEqual(["WebSocket", "EventSource"]);
});

test("a call that is tried is not judged, and may use anything", async () => {
  const lesson = await loadLesson(root, "03-responses");
  const trial = await tryCall(
    lesson,
    'getText(host, port, "/base64/aGVsbG8=")',
    { file: usesFetch },
    { root, built },
  );
  expect(trial).toMatchObject({ returned: '"hello"' });
});
