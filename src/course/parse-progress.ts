import type { Progress } from "./progress.ts";

/**
 * Reads the text of a progress file.
 *
 * @returns The progress, or what is wrong with the text as a sentence fragment
 *
 * @example
 * parseProgress("{") // "it is not JSON"
 */
export function parseProgress(text: string): Progress | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (!isRecord(value)) return "it is not a JSON object";
  if (value.version !== 1)
    return `its version is ${JSON.stringify(value.version)} and this course reads version 1`;
  if (!isRecord(value.lessons)) return 'it has no object under "lessons"';
  for (const [slug, lesson] of Object.entries(value.lessons)) {
    const problem = problemOf(lesson, LESSON);
    if (problem !== undefined) return `its lesson ${JSON.stringify(slug)} ${problem}`;
  }
  return value as unknown as Progress;
}

/** What is wrong with the value of a field, as a sentence fragment; undefined when nothing is. */
type Test = (value: unknown, field: string) => string | undefined;

/** What each known field must be. Unknown fields are a newer course's business. */
type Shape = Readonly<Record<string, Test>>;

const time: Test = (value, field) =>
  typeof value === "string" && !Number.isNaN(Date.parse(value)) ? undefined : `has no date under "${field}"`;
const count: Test = (value, field) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : `has no whole number under "${field}"`;
const truth: Test = (value, field) =>
  typeof value === "boolean" ? undefined : `has neither true nor false under "${field}"`;

const TASK: Shape = {
  passedAt: time,
  points: count,
  mostPoints: count,
  checksPassed: count,
  runsWithoutProgress: count,
  hintsShown: count,
  gaveUpAt: time,
};
const QUIZ: Shape = { answeredAt: time, isRight: truth };
const LESSON: Shape = { passedAt: time, pagesRead: count, tasks: each(TASK), quizzes: each(QUIZ) };

/** An object whose every member has the shape. */
function each(shape: Shape): Test {
  return (value, field) => {
    if (!isRecord(value)) return `has no object under "${field}"`;
    const problems = Object.values(value).map((member) => problemOf(member, shape));
    return problems.find((problem) => problem !== undefined);
  };
}

function problemOf(value: unknown, shape: Shape): string | undefined {
  if (!isRecord(value)) return "is no object";
  const known = Object.entries(shape).filter(([field]) => value[field] !== undefined);
  const problems = known.map(([field, test]) => test(value[field], field));
  return problems.find((problem) => problem !== undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
