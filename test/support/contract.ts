import type { Task } from "../../src/course/index.ts";
import { taskPart } from "../../src/screen/task-part.ts";

/** Texts of a stub by what they are. One that is not there is empty. */
type Contract = Readonly<Record<string, string>>;

/**
 * What a stub and its solution must both say: the text before task 1, each task's docstring, and the lines that declare
 * what is exported.
 *
 * @example
 * contractOf("// Lesson 1\nimport x;\n\n/** Task 1. F. *\/\nexport function f() {\n}\n", [{ number: 1, name: "f" }])
 * // {
 * //   "before task 1": "import x;",
 * //   "docstring of task 1": "/** Task 1. F. *\/",
 * //   "exports from task 1 on": "export function f() {",
 * // }
 */
export function contractOf(source: string, tasks: readonly Pick<Task, "number" | "name">[]): Contract {
  const lines = source.split(/\r?\n/);
  const firstLine = tasks[0] && taskPart(source, tasks[0])?.firstLine;
  const start = firstLine === undefined ? lines.length : firstLine - 1;
  const docstrings = tasks.map(
    ({ number, name }) => [`docstring of task ${number}`, docstringOf(lines, name)] as const,
  );
  return {
    "before task 1": lines.slice(1, start).join("\n").trim(),
    ...Object.fromEntries(docstrings),
    "exports from task 1 on": exportedLines(lines.slice(start)).join("\n"),
  };
}

/** The block comment that ends right above the exported declaration of a name. */
function docstringOf(lines: readonly string[], name: string): string {
  const declaration = lines.findIndex((line) => line.startsWith("export ") && wordsOf(line).includes(name));
  const above = lines.slice(0, Math.max(0, declaration));
  if (!above.at(-1)?.endsWith("*/")) return "";
  return above.slice(above.findLastIndex((line) => line.startsWith("/**"))).join("\n");
}

function wordsOf(line: string): string[] {
  return line.split(/[^\w$]+/);
}

/** The lines of each exported declaration, to the one that opens its body or ends it. */
function exportedLines(lines: readonly string[]): string[] {
  let isOpen = false;
  let depth = 0;
  return lines.filter((line) => {
    if (line.startsWith("export ")) [isOpen, depth] = [true, 0];
    const isKept = isOpen;
    depth += line.split("(").length - line.split(")").length;
    if (depth === 0 && /[{;]$|=>/.test(line)) isOpen = false;
    return isKept;
  });
}
