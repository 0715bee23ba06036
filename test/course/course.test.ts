import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLesson, LessonNotFound, listLessons, loadCourse, loadLesson } from "../../src/course/index.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "course-"));
  await mkdir(join(root, "lessons"));
});

afterEach(() => rm(root, { recursive: true }));

const write = (file: string, text: string) => writeFile(join(root, "lessons", file), text);
const text = (number: number) => `# ${number}. Title\n\n> Goal.\n`;

describe("listLessons", () => {
  it("names lessons in the order of their numbers, and passes by what is no lesson", async () => {
    await Promise.all(
      ["10-chunked.md", "02-requests.md", "README.md", "words.md"].map((file) => write(file, "")),
    );
    await mkdir(join(root, "lessons", ".tokens"));
    expect(await listLessons(root)).toEqual([
      { slug: "02-requests", number: 2, name: "requests" },
      { slug: "10-chunked", number: 10, name: "chunked" },
    ]);
  });

  it("opens no file: a malformed lesson is listed too", async () => {
    await write("02-requests.md", "nonsense");
    expect(await listLessons(root)).toHaveLength(1);
    await expect(loadLesson(root, "02-requests")).rejects.toThrow("lessons/02-requests.md:1: ");
  });

  it.each([
    ["a misnamed lesson", ["3-responses.md"], "Cannot take lessons/3-responses.md for a lesson"],
    [
      "two lessons of one number",
      ["03-a.md", "03-b.md"],
      "Two lessons have the number 3: rename one of 03-a and 03-b, or, where a newer course was unpacked over",
    ],
  ])("refuses %s", async (_title, files, message) => {
    await Promise.all(files.map((file) => write(file, "")));
    await expect(listLessons(root)).rejects.toThrow(message);
  });

  it("says so when the folder is not the course's root", async () => {
    await expect(listLessons(join(root, "lessons"))).rejects.toThrow(/the course's root\?$/);
  });
});

describe("loadCourse", () => {
  it("parses every lesson", async () => {
    await Promise.all([write("02-requests.md", text(2)), write("01-connections.md", text(1))]);
    const course = await loadCourse(root);
    expect(course.root).toBe(root);
    expect(course.lessons.map((lesson) => [lesson.slug, lesson.goal])).toEqual([
      ["01-connections", "Goal."],
      ["02-requests", "Goal."],
    ]);
  });
});

describe("findLesson", () => {
  const lessons = [
    { slug: "02-requests", number: 2, name: "requests" },
    { slug: "03-responses", number: 3, name: "responses" },
    { slug: "10-chunked", number: 10, name: "chunked" },
  ];

  it.each(["3", "03", "responses", "03-responses", " Responses "])("finds lesson 3 by %j", (word) => {
    expect(findLesson({ lessons }, word)).toBe(lessons[1]);
  });

  it.each(["99", "three", "", "1", "response"])("finds nothing by %j, and says what exists", (word) => {
    expect(() => findLesson({ lessons }, word)).toThrow(LessonNotFound);
    expect(() => findLesson({ lessons }, word)).toThrow(
      `There is no lesson ${JSON.stringify(word)}: the course has 02-requests, 03-responses and 10-chunked.`,
    );
  });

  it("has a sentence for a course without lessons", () => {
    expect(() => findLesson({ lessons: [] }, "1")).toThrow(
      'There is no lesson "1": the course has no lessons yet.',
    );
  });
});
