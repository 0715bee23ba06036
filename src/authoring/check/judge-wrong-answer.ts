import type { CheckResult, Grade } from "../../grading/index.ts";
import type { CourseProblem } from "./course-problem.ts";
import type { GradableLesson } from "./gradable-lessons.ts";
import { tellCheck } from "./grade-answers.ts";

export interface WrongAnswer {
  /** From the course's root. */
  readonly file: string;
  /** Name of the task that it gets wrong. */
  readonly task: string;
  /** What the learner must see; `undefined` when its first line does not say so. */
  readonly sentence: string | undefined;
}

export function notPassed({ checks }: Pick<Grade, "checks">): CheckResult[] {
  return checks.filter(({ state }) => state !== "passed");
}

/** What is not right about where, and with which words, a wrong answer failed. */
export function problemOf(
  { file, task, sentence }: WrongAnswer,
  { lesson: { slug }, tasks }: GradableLesson,
  grade: Pick<Grade, "couldNotGrade" | "checks">,
): CourseProblem | undefined {
  const grader = `test/graders/${slug}.test.ts`;
  const names = tasks.map(({ name }) => name);
  const failed = notPassed(grade).filter(({ taskName }) => names.includes(taskName));
  const [own] = failed.filter(({ taskName }) => taskName === task);
  const other = failed.find(({ taskName }) => taskName !== task);
  if (sentence === undefined)
    return {
      file,
      line: 1,
      problem: "It does not begin with the sentence that the learner must see.",
      advice: "Write `// The learner must see: ` on its first line, and behind it the usual cause.",
    };
  if (grade.couldNotGrade !== undefined)
    return {
      file,
      problem: `It cannot be graded: ${grade.couldNotGrade}`,
      advice: `Mend it, or ${grader}: whatever an answer does, the grader has to get to its end.`,
    };
  if (other !== undefined)
    return {
      file,
      problem: `It fails in ${other.taskName} ${own === undefined ? `and not in ${task}` : "too"}: ${tellCheck(other)}`,
      advice: `Take everything but ${task} from the solution, or have the checks of ${other.taskName} not depend on ${task}.`,
    };
  if (own === undefined)
    return {
      file,
      problem: "It passes every check.",
      advice: `Give ${grader} a check of ${task} that it fails, or move it to the right answers.`,
    };
  if (own.failure?.cause === sentence) return undefined;
  return {
    file,
    line: 1,
    problem: `The check "${own.title}" tells ${told(own)}, and not this sentence.`,
    advice: `Give the check in ${grader} this sentence for what the answer does, or write here what it tells.`,
  };
}

function told({ failure }: CheckResult): string {
  return failure?.cause === undefined ? "no usual cause" : `"${failure.cause}"`;
}
