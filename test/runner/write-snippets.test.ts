// `npm run snippets` without npm, in a course whose first lesson is the one given here.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CourseCopy, copyCourse, launcher } from "../support/course-copy.ts";
import { fixture } from "../support/grade-file.ts";

let course: CourseCopy;

beforeEach(() => {
  course = copyCourse(fixture("tiny-course"));
  for (const lesson of ["02-double.md", "03-last.md"]) writeFileSync(course.path("lessons", lesson), "");
});

afterEach(() => course.remove());

function writeSnippets(markdown: string) {
  writeFileSync(course.path("lessons/01-hello.md"), markdown);
  const { stdout, status } = spawnSync(process.execPath, [launcher, "snippets"], {
    cwd: course.folder,
    encoding: "utf8",
  });
  const [first, ...others] = stdout.split("\nlessons/02-double.md is up to date\n");
  expect(others).toEqual(["lessons/03-last.md is up to date\n"]);
  return { said: first, status, text: readFileSync(course.path("lessons/01-hello.md"), "utf8") };
}

const PROGRAM = '```ts\nconsole.log("Hello, Ada");\n```\n';

test("writes what programs print, and then says that all is up to date", () => {
  const right = `${PROGRAM}\n~~~text\nHello, Ada\n~~~\n`;
  const wrong = right.replace("\nHello", "\nGoodbye");
  expect(writeSnippets(wrong)).toEqual({ said: "Wrote lessons/01-hello.md", status: 0, text: right });
  expect(writeSnippets(right)).toEqual({ said: "lessons/01-hello.md is up to date", status: 0, text: right });
});

test("says what it cannot run, leaves that as it is, writes the rest, and ends with 1", () => {
  const broken = '```ts\nthrow new Error("oh");\n```\n```text\nas it was\n```\n';
  const { said, status, text } = writeSnippets(`${broken}${PROGRAM}\`\`\`text\n\`\`\`\n`);
  expect(said).toMatch(
    /^lessons\/01-hello\.md:1: This ts program ended with exit code 1\. (?:.|\n)*\nWrote lessons/,
  );
  expect(text).toBe(`${broken}${PROGRAM}\`\`\`text\nHello, Ada\n\`\`\`\n`);
  expect(status).toBe(1);
});

test("does not say up to date of a lesson with a program that lacks its output", () => {
  const { said, status, text } = writeSnippets(PROGRAM);
  expect(said).toBe(
    "lessons/01-hello.md:1: This program prints something that the lesson does not show. Add a ```text fence below.\nIt printed:\n    Hello, Ada",
  );
  expect([status, text]).toEqual([1, PROGRAM]);
});
