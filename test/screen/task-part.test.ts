import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { taskPart, wholePart } from "../../src/screen/task-part.ts";
import { lessonSlugs, root } from "../support/grade-file.ts";
import { builtDifferently, solution, stub } from "./solution-sources.ts";

const TASKS = [
  { number: 1, name: "statusCodeOf" },
  { number: 2, name: "statusClass" },
  { number: 3, name: "isBodyless" },
];

/** The first and the last line of a task's part, and where it begins. */
function ends(source: string, number: number, name = TASKS[number - 1]!.name) {
  const part = taskPart(source, { number, name });
  return part && [part.firstLine, part.lines.at(0), part.lines.at(-1)];
}

function lineOf(source: string, text: string): number {
  return source.split("\n").findIndex((line) => line.includes(text)) + 1;
}

describe("taskPart", () => {
  test("takes the docstring, what stands above it, and the helpers below the function", () => {
    expect(ends(solution, 1)?.slice(0, 2)).toEqual([
      lineOf(solution, "// The last SP"),
      expect.stringContaining("The last SP"),
    ]);
    expect(ends(solution, 2)).toEqual([lineOf(solution, "Task 2"), expect.stringContaining("Task 2"), "}"]);
    expect(ends(solution, 3)?.[0]).toBe(lineOf(solution, "// The two that"));
    expect(taskPart(solution, TASKS[2]!)?.lines.at(-2)).toContain("informational");
  });

  test("leaves out what stands before the first task", () => {
    expect(ends(stub, 1)).toEqual([lineOf(stub, "Task 1.") - 1, "/**", "}"]);
  });

  test("shares out the lines from the first task on, each to one task", () => {
    const parts = TASKS.map((task) => taskPart(solution, task)!);
    const tasks = solution.slice(solution.indexOf("// The last SP")).split("\n").filter(Boolean);
    expect(parts.flatMap((part) => part.lines).filter(Boolean)).toEqual(tasks);
  });

  test("finds functions in any order, without docstrings, arrow functions too", () => {
    expect(ends(builtDifferently, 2)).toEqual([
      lineOf(builtDifferently, "function statusClass"),
      expect.stringContaining("function statusClass"),
      "}",
    ]);
    expect(ends(builtDifferently, 3)?.slice(1)).toEqual([expect.stringContaining("isBodyless"), "};"]);
    expect(taskPart(builtDifferently, TASKS[0]!)?.lines.join("\n")).toContain("function isDigits");
  });

  test("finds a function that is misspelt or not exported", () => {
    const misspelt = stub.replace("function statusClass", "function statusclass");
    expect(ends(misspelt, 2)).toEqual(ends(stub, 2));
    expect(ends(misspelt, 1)).toEqual(ends(stub, 1));
    const unexported = stub.replace("export function statusClass", "function statusClass");
    expect(ends(unexported, 2)).toEqual(ends(stub, 2));
    expect(ends(unexported, 1)).toEqual(ends(stub, 1));
  });

  test("gives a docstring without its function, and not the function of the next task", () => {
    const emptied = "/** Task 1. One. */\n\n/** Task 2. Two. */\nexport function two() {\n}\n";
    expect(ends(emptied, 1, "one")).toEqual([1, "/** Task 1. One. */", "/** Task 1. One. */"]);
  });

  test("keeps constants of several lines with the task below, and braces of a type", () => {
    const source = [
      "export function one() {",
      "}",
      "",
      "const NAMES = {",
      "  a: 1,",
      "};",
      "interface Local {",
      "}",
      "/** Task 2. Two. */",
      "export function two() {",
      "}",
    ].join("\n");
    expect(ends(source, 2, "two")).toEqual([4, "const NAMES = {", "}"]);
    expect(ends(source, 1, "one")).toEqual([1, "export function one() {", "}"]);
  });

  test("is not misled by text in the first column of a function", () => {
    const source =
      "export function one() {\n  return `GET / HTTP/1.1\nHost: a`;\n}\n\n/** Task 2. */\nexport function two() {\n}\n";
    expect(ends(source, 2, "two")).toEqual([6, "/** Task 2. */", "}"]);
  });

  test("keeps overloads together and takes CRLF", () => {
    const source =
      "import a;\r\n\r\nexport function f(a: 1): 1;\r\nexport function f(a: 2): 2;\r\nexport class X {\r\n}\r\n";
    expect(ends(source, 1, "f")).toEqual([3, "export function f(a: 1): 1;", "export function f(a: 2): 2;"]);
  });

  test("finds nothing where nothing is", () => {
    expect(taskPart("", TASKS[0]!)).toBeUndefined();
    expect(taskPart("import x;\n", TASKS[0]!)).toBeUndefined();
  });
});

test("wholePart leaves out the line about the file, and blank lines at the ends", () => {
  expect(wholePart("// Lesson 3, responses\n\na\n\nb\n\n")).toEqual({ firstLine: 3, lines: ["a", "", "b"] });
  expect(wholePart("// mine\na")).toEqual({ firstLine: 1, lines: ["// mine", "a"] });
  expect(wholePart("").lines).toEqual([]);
});

test.each(await lessonSlugs())("the solution and the stub of %s have every task, in order", async (slug) => {
  const { files, tasks } = await loadLesson(root, slug);
  for (const file of [files.solution, files.original]) {
    const source = await readFile(file, "utf8");
    let end = 0;
    for (const task of tasks) {
      const part = taskPart(source, task);
      expect(part?.firstLine, `${task.name} in ${file}`).toBeGreaterThan(end);
      expect(part?.lines.join("\n")).toContain(`Task ${task.number}`);
      end = part!.firstLine + part!.lines.length - 1;
    }
    expect(source.slice(0, -1).split("\n"), "the last task goes to the end").toHaveLength(end);
  }
});
