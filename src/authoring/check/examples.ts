import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Example, Lesson, Task } from "../../course/index.ts";
import { aFewAtATime } from "../../grading/index.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { gradableLessons } from "./gradable-lessons.ts";
import { lineOfTask } from "./line-of-task.ts";
import { WORKED_EXAMPLE, WRONG_ANSWERS } from "./places.ts";

export const examples: CourseCheck = {
  name: "examples",
  demands:
    "Each worked example gives what stands below it, and the answer that is hard-coded to it does too.",
  async find(course, onLooked = () => {}) {
    const trials = (await gradableLessons(course)).flatMap(({ lesson, tasks }) => {
      const markdown = readFileSync(lesson.files.lesson, "utf8");
      return tasks.flatMap((task) => trialsOf(lesson, task, markdown, course));
    });
    const found = await aFewAtATime(trials, async (trial) => {
      const problem = await problemOf(trial, course);
      onLooked(problem === undefined, trials.length);
      return problem;
    });
    return found.filter((problem) => problem !== undefined);
  },
};

/** A worked example, and a file that it is tried with. */
interface ExampleTrial {
  readonly lesson: Lesson;
  readonly example: Example;
  readonly file: string;
  readonly tell: (gives: string) => CourseProblem;
}

function trialsOf(
  lesson: Lesson,
  { number, name, example }: Task,
  markdown: string,
  { root }: CheckedCourse,
): ExampleTrial[] {
  if (example === undefined) return [];
  const file = `${WRONG_ANSWERS}/${lesson.slug}/${name}/${WORKED_EXAMPLE}`;
  const solution: ExampleTrial = {
    lesson,
    example,
    file: `solutions/${lesson.slug}.ts`,
    tell: (gives) => ({
      file: `lessons/${lesson.slug}.md`,
      line: lineOfTask(markdown, number),
      problem: `The worked example of task ${number}, \`${example.call}\`, ${gives}.`,
      advice: "Write below the call what it gives, each line behind `// `, or mend the solution.",
    }),
  };
  const hardCoded: ExampleTrial = {
    lesson,
    example,
    file,
    tell: (gives) => ({
      file,
      problem: `It is to answer as the worked example does: \`${example.call}\` ${gives}.`,
      advice: "Have it return what the lesson shows, whatever it is asked.",
    }),
  };
  return existsSync(join(root, file)) ? [solution, hardCoded] : [solution];
}

async function problemOf(
  { lesson, example, file, tell }: ExampleTrial,
  { root, built }: CheckedCourse,
): Promise<CourseProblem | undefined> {
  const { tryCall } = await import("../../grading/index.ts");
  const trial = await tryCall(lesson, example.call, { file: join(root, file) }, { root, built });
  if (trial.failure !== undefined) return tell(`ends so: ${trial.failure.message}`);
  if (trial.returned === example.result) return undefined;
  return tell(`gives \`${trial.returned}\`, and the lesson shows \`${example.result}\``);
}
