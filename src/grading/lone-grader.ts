/** A grader that comes from elsewhere, as one file, and is not among those that the course checks. */
import { isBuiltin } from "node:module";
import type { Task } from "../course/lesson.ts";
import { type GraderProblem, graderProblems } from "./grader-problems.ts";
import { type GraderSource, readGrader } from "./read-grader.ts";
import { parseModule, syntaxErrorOf } from "./read-module.ts";

/**
 * The first thing in its source for which it cannot be used.
 *
 * @param tasks Of the lesson; it need not have checks of all of them
 */
export async function loneGraderProblem(
  source: string,
  tasks: readonly Task[],
): Promise<GraderProblem | undefined> {
  const module = await parseModule(source);
  if (module === undefined) return syntaxProblem(source);
  const grader = await readGrader(module);
  const found = [...graderProblems(grader, tasks), ...foreignImports(grader)];
  return found[0] ?? (grader.suites.length === 0 ? NO_SUITE : undefined);
}

async function syntaxProblem(source: string): Promise<GraderProblem> {
  const { message = "", line = 1 } = (await syntaxErrorOf(source)) ?? {};
  return { line, problem: `It is no TypeScript: ${message}.`, advice: "Mend that first." };
}

const NO_SUITE: GraderProblem = {
  line: 1,
  problem: "It has no describe, and so no check of a task.",
  advice: 'Write `describe("Task 1: name", ...)`, with checks in it.',
};

function foreignImports({ imported }: GraderSource): GraderProblem[] {
  return imported
    .filter(({ what }) => what !== "#grader" && !isBuiltin(what))
    .map(({ what, line }) => ({
      line,
      problem: `It imports from "${what}", and is run without it.`,
      advice: "It can import #grader, Node's own modules, and types.",
    }));
}
