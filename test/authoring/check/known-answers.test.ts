// What an earlier run found right is not graded again, until something that the finding depends on is another.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KnownAnswers } from "../../../src/authoring/check/index.ts";
import { answerKey } from "../../../src/authoring/check/known-answers.ts";
import { wrongAnswers } from "../../../src/authoring/check/wrong-answers.ts";
import type { Lesson, Task } from "../../../src/course/index.ts";
import { built } from "../../support/grade-file.ts";
import { WholeCourse } from "../../support/whole-course.ts";

const SLUG = "01-numbers";
const WRONG = `test/course/wrong-answers/${SLUG}`;
const ALL = 6;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "known-answers-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("KnownAnswers", () => {
  const kept = () => readdirSync(folder);

  test("remembers for later runs what was fine, and counts what it was asked for", () => {
    new KnownAnswers(folder).note("one", true);
    const known = new KnownAnswers(folder);
    expect([known.has("one"), known.has("two"), known.recalled]).toEqual([true, false, 1]);
  });

  test("keeps nothing of what was not fine, and forgets what is no longer", () => {
    const known = new KnownAnswers(folder);
    known.note("one", false);
    expect(kept()).toEqual([]);
    known.note("one", true);
    known.note("one", false);
    expect(kept()).toEqual([]);
  });

  test("when fresh, ignores what earlier runs kept, and keeps what it finds itself", () => {
    new KnownAnswers(folder).note("one", true);
    const fresh = new KnownAnswers(folder, { isFresh: true });
    expect(fresh.has("one")).toBe(false);
    fresh.note("one", false);
    fresh.note("two", true);
    expect(kept()).toEqual(["two"]);
  });
});

describe("answerKey", () => {
  const course = new WholeCourse();
  const grader = `test/graders/${SLUG}.test.ts`;
  const task = { number: 1, name: "double", kind: "core" } as Task;
  const lesson = (tasks: readonly Task[] = [task]) =>
    ({ slug: SLUG, tasks, files: { grader: join(course.folder, grader) } }) as unknown as Lesson;
  const place = { root: course.folder, built: "/dist/abc" };
  const asked = { question: ["fails", "double", "A sentence."], seed: 1, hashes: ["a", "b"] };
  const key = (of = { lesson: lesson(), tasks: [task] }, at = place, what: typeof asked = asked) =>
    answerKey(of, at, what);

  test("is the same where nothing has changed", () => {
    expect(key()).toBe(key());
  });

  test.each([
    ["another sentence", () => key(undefined, undefined, { ...asked, question: ["fails", "double", "B."] })],
    ["another seed", () => key(undefined, undefined, { ...asked, seed: 2 })],
    ["another answer", () => key(undefined, undefined, { ...asked, hashes: ["c", "b"] })],
    ["another solution", () => key(undefined, undefined, { ...asked, hashes: ["a", "c"] })],
    ["other sources of the course", () => key(undefined, { ...place, built: "/dist/def" })],
    [
      "a task more in the lesson",
      () => key({ lesson: lesson([task, { ...task, number: 2 }]), tasks: [task] }),
    ],
    ["a task that can be graded now", () => key({ lesson: lesson(), tasks: [] })],
    [
      "another grader",
      () => {
        course.replace(grader, /$/, "\n// More.\n");
        return key();
      },
    ],
    [
      "other packages",
      () => {
        course.write("package-lock.json", "{}");
        return key();
      },
    ],
  ])("is another one with %s", (_title, other) => {
    expect(key()).not.toBe(other());
  });

  test.each(["version", "platform", "arch"] as const)("is another one with another %s of Node", (name) => {
    const before = key();
    const own = Object.getOwnPropertyDescriptor(process, name)!;
    Object.defineProperty(process, name, { ...own, value: "other" });
    const after = key();
    Object.defineProperty(process, name, own);
    expect(after).not.toBe(before);
  });
});

test("of wrong answers the one that was changed is graded again, and one that is at fault each time", async () => {
  const course = new WholeCourse();
  const run = async () => {
    const known = new KnownAnswers(folder);
    const problems = await wrongAnswers.find({ root: course.folder, built, slugs: [SLUG], known });
    return { recalled: known.recalled, at: problems.map(({ file }) => file) };
  };
  try {
    expect(await run()).toEqual({ recalled: 0, at: [] });
    expect(await run()).toEqual({ recalled: ALL, at: [] });

    const faulty = `${WRONG}/double/triples.ts`;
    course.replace(faulty, "value * 3", "value * 2");
    const graded = { recalled: ALL - 1, at: [faulty] };
    expect([await run(), await run()]).toEqual([graded, graded]);

    course.replace(`solutions/${SLUG}.ts`, "value / 2", "Math.floor(value / 2)");
    await run();
    course.replace(`solutions/${SLUG}.ts`, "Math.floor(value / 2)", "value / 2");
    expect(await run()).toEqual(graded);
  } finally {
    course.dispose();
  }
}, 600_000);
