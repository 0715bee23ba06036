import { describe, expect, test } from "vitest";
import { docstringOf, linesToWrite, textBefore } from "../../../src/authoring/check/promised-text.ts";

const ONE = { number: 1, name: "one" };

const STUB = `// Lesson 1, numbers
import { x } from "#client";

/** A type. */
export type Two = 2;

/**
 * Task 1. Returns 1.
 */
export function one(
  value: number,
): number {
  // TODO: Task 1
  throw new Error("Task 1 is not written yet");
}

/** Task 2. Returns 2. */
export async function two(): Promise<Two> {
  throw new Error("Task 2 is not written yet");
}
`;

describe("textBefore", () => {
  test("takes what stands before task 1, whatever the first line is", () => {
    const text = 'import { x } from "#client";\n\n/** A type. */\nexport type Two = 2;';
    expect(textBefore(STUB, ONE)).toBe(text);
    expect(textBefore(STUB.replace("numbers", "numbers: one right answer"), ONE)).toBe(text);
  });

  test("takes a constant above the docstring for a part of the task", () => {
    expect(textBefore(STUB.replace("/**\n", "const ONE = 1;\n\n/**\n"), ONE)).toBe(textBefore(STUB, ONE));
  });
});

describe("docstringOf", () => {
  test.each([
    ["one", "/**\n * Task 1. Returns 1.\n */"],
    ["two", "/** Task 2. Returns 2. */"],
    ["three", ""],
  ])("of %s", (name, docstring) => expect(docstringOf(STUB, name)).toBe(docstring));

  test("is empty where a blank line stands between", () => {
    expect(docstringOf(STUB.replace("2. */\n", "2. */\n\n"), "two")).toBe("");
  });
});

describe("linesToWrite", () => {
  const solution = (body: string) => STUB.replace(/ {2}\/\/ TODO: Task 1\n.*\n/, body);

  test.each([
    ["one line", "  return 1;\n", 1],
    ["comments and braces apart", "  // One.\n  if (value > 0) {\n    return 1;\n  }\n  return 1;\n", 3],
    ["nothing that the stub has", '  throw new Error("Task 1 is not written yet");\n', 0],
  ])("counts %s", (_title, body, count) => {
    expect(linesToWrite(STUB, solution(body), ONE)).toBe(count);
  });

  test("counts nothing where the task is not there", () => {
    expect(linesToWrite(STUB, "", ONE)).toBeUndefined();
  });
});
