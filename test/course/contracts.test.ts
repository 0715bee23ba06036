// A stub and its solution promise the same: what stands before task 1, the docstrings, what is exported.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { contractOf } from "../support/contract.ts";
import { lessonSlugs, root } from "../support/grade-file.ts";

test.each(await lessonSlugs())("the solution of %s promises what its stub does", async (slug) => {
  const { files, tasks } = await loadLesson(root, slug);
  const [stub, solution] = await Promise.all(
    [files.original, files.solution].map(async (file) => contractOf(await readFile(file, "utf8"), tasks)),
  );
  expect(solution, `solutions/${slug}.ts: copy the stub's lines, or change both`).toEqual(stub);
  for (const { number, kind } of tasks) {
    const start = kind === "core" ? `Task ${number}. ` : `Task ${number}, stretch. `;
    expect(wordsOf(stub![`docstring of task ${number}`]!), "how the docstring begins").toMatch(
      new RegExp(`^${start}`),
    );
  }
});

/** The text of a docstring, without its stars. */
function wordsOf(docstring: string): string {
  return docstring.replace(/^[\s/*]+/, "");
}

const TASKS = [
  { number: 1, name: "one" },
  { number: 2, name: "two" },
];

const SOURCE = `// Lesson 1, numbers
import { x } from "#client";

/** A type. */
export type Two = 2;

/**
 * Task 1. Returns 1.
 */
export function one(
  value: number,
): number {
  return 1;
}

/** Task 2. Returns 2. */
export async function two(): Promise<Two> {
  return 2;
}
`;

describe("contractOf", () => {
  test("takes the text before task 1, docstrings and signatures", () => {
    expect(contractOf(SOURCE, TASKS)).toEqual({
      "before task 1": 'import { x } from "#client";\n\n/** A type. */\nexport type Two = 2;',
      "docstring of task 1": "/**\n * Task 1. Returns 1.\n */",
      "docstring of task 2": "/** Task 2. Returns 2. */",
      "exports from task 1 on":
        "export function one(\n  value: number,\n): number {\nexport async function two(): Promise<Two> {",
    });
  });

  test.each([
    ["another first line", (text: string) => text.replace("numbers", "numbers: one right answer")],
    [
      "constants, helpers and another body",
      (text: string) =>
        text
          .replace("/**\n", "// One.\nconst ONE = 1;\n\n/**\n")
          .replace("return 1;\n}\n", "return ONE;\n}\n\nfunction helper() {\n  return 1;\n}\n"),
    ],
  ])("does not mind %s", (_title, change) => {
    expect(change(SOURCE)).not.toBe(SOURCE);
    expect(contractOf(change(SOURCE), TASKS)).toEqual(contractOf(SOURCE, TASKS));
  });

  test.each([
    ["before task 1", "Two = 2", "Two = 3"],
    ["before task 1", "{ x }", "{ x, y }"],
    ["docstring of task 1", "Returns 1", "Returns one"],
    ["docstring of task 2", "/** Task 2. Returns 2. */\n", ""],
    ["exports from task 1 on", "value: number,", "value: { readonly of: number },"],
    ["exports from task 1 on", "value: number", "value: string"],
    ["exports from task 1 on", "Promise<Two>", "Promise<number>"],
    ["exports from task 1 on", "return 2;\n}\n", "return 2;\n}\n\nexport const three = () => 3;\n"],
  ])("sees another %s", (name, from, to) => {
    const changed = contractOf(SOURCE.replace(from, to), TASKS);
    const before = contractOf(SOURCE, TASKS);
    expect(Object.keys(changed).filter((each) => changed[each] !== before[each])).toEqual([name]);
  });
});
