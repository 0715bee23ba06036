import type { Lesson } from "../../course/index.ts";
import { type Export, exportsOf, type Module, readModule } from "../../grading/read-module.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type Declarations, declarationsOf } from "./declarations.ts";
import { docstringOf, linesToWrite, textBefore } from "./promised-text.ts";
import { readableLessons } from "./read-lesson.ts";

export const contracts: CourseCheck = {
  name: "contracts",
  demands: "Each solution promises what its stub does: exports, types, docstrings, the text before task 1.",
  async find(course) {
    const pairs = await readPairs(course);
    if (pairs.length === 0) return [];
    const files = pairs.flatMap(({ lesson }) => [lesson.files.original, lesson.files.solution]);
    const declared = await declarationsOf(course.root, files);
    return pairs.flatMap((pair) => {
      const { original, solution } = pair.lesson.files;
      const differences = differentTypes(pair, declared.get(original), declared.get(solution));
      return [
        ...differentExports(pair),
        ...differences,
        ...differentTexts(pair, differences),
        ...longFirst(pair),
      ];
    });
  },
};

/** A stub and its solution. */
interface Pair {
  readonly lesson: Lesson;
  readonly stub: Module;
  readonly solution: Module;
}

/** Those of which both can be read. */
async function readPairs(course: CheckedCourse): Promise<Pair[]> {
  const pairs = (await readableLessons(course)).map(async (lesson) => {
    const [stub, solution] = await Promise.all([
      readModule(lesson.files.original),
      readModule(lesson.files.solution),
    ]);
    return stub && solution && { lesson, stub, solution };
  });
  return (await Promise.all(pairs)).filter((pair) => pair !== undefined);
}

function differentExports({ lesson: { slug, tasks }, stub, solution }: Pair): CourseProblem[] {
  const file = `solutions/${slug}.ts`;
  const [given, own] = [exportsOf(stub), exportsOf(solution)];
  const lacking = without(given, own).map(({ name }) => ({
    file,
    problem: `It does not export ${name}, which the stub does.`,
    advice: "Export it as the stub does, or take it out of the stub.",
  }));
  // What a task asks for and the stub lacks is a problem of the stub.
  const more = without(own, given)
    .filter(({ name }) => !tasks.some((task) => task.name === name))
    .map(({ name, line }) => ({
      file,
      line,
      problem: `It exports ${name}, which the stub does not.`,
      advice: "Take the export away, or give it to the stub as well.",
    }));
  return [...lacking, ...more];
}

function without(some: readonly Export[], others: readonly Export[]): Export[] {
  return some.filter(({ name }) => !others.some((other) => other.name === name));
}

function differentTypes(
  { lesson: { slug }, solution }: Pair,
  given: Declarations = new Map(),
  own: Declarations = new Map(),
): CourseProblem[] {
  return [...given]
    .filter(([name, text]) => own.has(name) && own.get(name) !== text)
    .map(([name, text]) => ({
      file: `solutions/${slug}.ts`,
      ...lineOf(name, solution),
      problem: `It declares ${name} as \`${inOneLine(own.get(name)!)}\`, and the stub as \`${inOneLine(text)}\`.`,
      advice: "Give both the same types: the stub's are those that learners and the grader work with.",
    }));
}

function inOneLine(declaration: string): string {
  return declaration.replace(/^export (?:declare )?/gm, "").replace(/\s+/g, " ");
}

function differentTexts(pair: Pair, differences: readonly CourseProblem[]): CourseProblem[] {
  const { lesson, stub, solution } = pair;
  const file = `solutions/${lesson.slug}.ts`;
  const advice = "Copy the stub's, or change both.";
  const [first] = lesson.tasks;
  const before = [stub, solution].map(({ source }) => (first ? textBefore(source, first) : ""));
  // A type that differs stands there mostly, and is told of already.
  const isOther = before[0] !== before[1] && differences.length === 0;
  const docstrings = lesson.tasks
    .filter(({ name }) => exportsOf(stub).some((each) => each.name === name) && lineOf(name, solution))
    .filter(({ name }) => docstringOf(stub.source, name) !== docstringOf(solution.source, name))
    .map(({ name }) => ({
      file,
      ...lineOf(name, solution),
      problem: `The docstring of ${name} is not the stub's.`,
      advice,
    }));
  if (!isOther) return docstrings;
  return [
    { file, problem: "What stands before task 1 is not what the stub has there.", advice },
    ...docstrings,
  ];
}

function lineOf(name: string, module: Module): { line: number } | undefined {
  const own = exportsOf(module).find((each) => each.name === name);
  return own && { line: own.line };
}

const MOST_LINES_OF_FIRST = 5;

/** The first task of a lesson is a blank: whoever begins sees something turn green within minutes. */
function longFirst({ lesson, stub, solution }: Pair): CourseProblem[] {
  const [first] = lesson.tasks;
  const lines = first && linesToWrite(stub.source, solution.source, first);
  if (lines === undefined || lines <= MOST_LINES_OF_FIRST) return [];
  return [
    {
      file: `exercises/.original/${lesson.slug}.ts`,
      problem: `Task 1 asks for ${lines} lines of code, and the first task of a lesson is a small one.`,
      advice: `Have the stub supply all but ${MOST_LINES_OF_FIRST} of them.`,
    },
  ];
}
