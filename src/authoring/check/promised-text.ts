/** What a stub and its solution say alike, as text: what stands before task 1, and the docstring of each task. */
import type { Task } from "../../course/index.ts";
import { taskPart } from "../../screen/task-part.ts";

type TaskName = Pick<Task, "number" | "name">;

/**
 * The text of a stub or a solution before its first task, without the first line, which speaks of the file.
 *
 * @example
 * textBefore("// Lesson 1\nimport x;\n\n/** Task 1. F. *\/\nexport function f() {\n}\n", { number: 1, name: "f" })
 * // "import x;"
 */
export function textBefore(source: string, first: TaskName): string {
  const lines = source.split(/\r?\n/);
  const end = (taskPart(source, first)?.firstLine ?? lines.length + 1) - 1;
  return lines.slice(1, end).join("\n").trim();
}

/** The block comment that ends right above the exported declaration of a name; `""` when there is none. */
export function docstringOf(source: string, name: string): string {
  const lines = source.split(/\r?\n/);
  const declaration = lines.findIndex((line) => line.startsWith("export ") && namesIn(line).includes(name));
  const above = lines.slice(0, Math.max(0, declaration));
  if (!above.at(-1)?.endsWith("*/")) return "";
  return above.slice(above.findLastIndex((line) => line.startsWith("/**"))).join("\n");
}

function namesIn(line: string): string[] {
  return line.split(/[^\w$]+/);
}

/**
 * How many lines of code a solution of a task has that its stub does not have: what the learner is to write.
 *
 * @returns `undefined` when one of them does not have the task
 */
export function linesToWrite(stub: string, solution: string, task: TaskName): number | undefined {
  const [given, wanted] = [taskPart(stub, task), taskPart(solution, task)];
  if (given === undefined || wanted === undefined) return undefined;
  const left = codeLines(given.lines);
  return codeLines(wanted.lines).filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  }).length;
}

/** Lines without comments and without those that are only braces. */
function codeLines(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => /\w/.test(line) && !/^(?:\/\/|\/?\*)/.test(line));
}
