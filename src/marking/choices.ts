// A teacher's choices: which lessons and tasks count, and for how much. The file is JSON; what is wrong in it is told with
// the place where it stands, before anything is graded.

import * as z from "zod";
import { findLesson, type Lesson, LessonNotFound, type Task } from "../course/index.ts";
import { nearest } from "../grading/index.ts";

const MOST_POINTS = 1_000;
const POINTS = `a whole number from 0 to ${MOST_POINTS}`;
const TASK = "the number of a task";

const CHECKS = 'the path of a file with checks, such as "hidden/03.test.ts"';

const costsSchema = z
  .strictObject(
    {
      hint: z
        .int(POINTS)
        .min(0, POINTS)
        .max(MOST_POINTS, POINTS)
        .describe("Points off a task for each of its hints that was shown.")
        .optional(),
      giveUp: z
        .int(POINTS)
        .min(0, POINTS)
        .max(MOST_POINTS, POINTS)
        .describe("Points off a task whose solution was shown before the task was passed.")
        .optional(),
    },
    'an object, such as { "hint": 1, "giveUp": 3 }',
  )
  .describe("What help costs, by the learner's own .progress.json. Nothing where it is left out.");

const lessonChoicesSchema = z
  .strictObject(
    {
      tasks: z
        .array(z.int(TASK).min(1, TASK), "a list of numbers of tasks, such as [1, 2]")
        .min(1, "a list of at least one task")
        .describe("The tasks that count. All core tasks where it is left out.")
        .optional(),
      points: z
        .record(
          z.string().regex(/^[1-9]\d?$/, TASK),
          z.int(POINTS).min(0, POINTS).max(MOST_POINTS, POINTS),
          'an object from the numbers of tasks to points, such as { "1": 10 }',
        )
        .describe("Points for a task, by its number. A point for each check where it is left out.")
        .optional(),
      stretch: z.boolean("true or false").describe("Whether its stretch task counts.").optional(),
      costs: costsSchema.optional(),
      checks: z
        .string(CHECKS)
        .regex(/\.ts$/, CHECKS)
        .describe("Path of a file with checks that learners do not see, from the folder of this file.")
        .optional(),
    },
    "an object, such as {}",
  )
  .describe("What counts of a lesson.");

export const choicesSchema = z.strictObject(
  {
    $schema: z.string("the address of a schema").optional(),
    lessons: z
      .record(z.string(), lessonChoicesSchema, 'an object from lessons to choices, such as { "3": {} }')
      .describe("The lessons that are marked, each by its number or name. All of them where it is left out.")
      .optional(),
    stretch: z.boolean("true or false").describe("Whether stretch tasks count.").optional(),
    costs: costsSchema.optional(),
  },
  "an object",
);

type LessonChoices = z.infer<typeof lessonChoicesSchema>;

/** Points off a task. What is left out costs nothing. */
export type Costs = z.infer<typeof costsSchema>;

/** The choices for the lessons of one course. */
export interface Choices {
  /** By slug; every lesson of the course where it is undefined. */
  readonly lessons: ReadonlyMap<string, LessonChoices> | undefined;
  readonly stretch: boolean;
  readonly costs: Costs;
  /** Checks that learners do not see, by slug. */
  readonly hidden: ReadonlyMap<string, HiddenChecks>;
}

/** A grader of a teacher's own, beside that of the lesson: one file, which was read with the choices. */
export interface HiddenChecks {
  /** Where the choices name it: `lessons.3.checks`. */
  readonly place: string;
  /** As the choices have it: `hidden/03.test.ts`. */
  readonly path: string;
  readonly source: string;
}

export const NO_CHOICES: Choices = { lessons: undefined, stretch: false, costs: {}, hidden: new Map() };

/** The file does not say what can be done. The message is a sentence with the place in it. */
export class WrongChoices extends Error {
  override readonly name = "WrongChoices";
}

/** Finds the text of the file with that path. @throws {Error} Where there is none */
export type ReadChecks = (path: string) => string;

/**
 * @param text JSON
 * @param lessons Every lesson of the course
 * @param readChecks For the files with hidden checks, which nobody looks into here
 * @throws {WrongChoices}
 *
 * @example
 * parseChoices('{ "lessons": { "3": { "points": { "1": 10 } } } }', course.lessons)
 */
export function parseChoices(
  text: string,
  lessons: readonly Lesson[],
  readChecks: ReadChecks = thereAreNone,
): Choices {
  const { success, data, error } = choicesSchema.safeParse(parseJson(text));
  if (!success) throw new WrongChoices(sentenceOf(error.issues[0]!));
  if (data.lessons && Object.keys(data.lessons).length === 0)
    throw new WrongChoices("lessons must have a lesson in it, or be left out.");
  const chosen = data.lessons && new Map<string, LessonChoices>();
  const hidden = new Map<string, HiddenChecks>();
  for (const [word, choices] of Object.entries(data.lessons ?? {})) {
    const lesson = lessonOf(word, lessons);
    if (chosen?.has(lesson.slug)) throw new WrongChoices(`lessons.${word} is a lesson that is there twice.`);
    mustHaveTasks(lesson, choices, `lessons.${word}`);
    chosen?.set(lesson.slug, choices);
    const { checks: path } = choices;
    if (path !== undefined) hidden.set(lesson.slug, hiddenChecks(`lessons.${word}.checks`, path, readChecks));
  }
  return { lessons: chosen, stretch: data.stretch ?? false, costs: data.costs ?? {}, hidden };
}

function hiddenChecks(place: string, path: string, read: ReadChecks): HiddenChecks {
  try {
    return { place, path, source: read(path) };
  } catch (error) {
    throw new WrongChoices(`${place}: ${path} ${whyNotRead(error as NodeJS.ErrnoException)}`);
  }
}

function whyNotRead({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return "is not there. The path begins at the folder of the choices.";
  if (code === "EISDIR") return "is a folder: name the file in it.";
  return `cannot be read: ${message}.`;
}

function thereAreNone(path: string): never {
  throw new Error(`nothing reads ${path} here`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new WrongChoices(`It is not JSON: ${(error as Error).message}.`);
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") return unknownKey(path, issue.keys[0]!);
  if (issue.code === "invalid_key") return `${path} must be ${issue.issues[0]!.message}.`;
  return `${path === "" ? "The whole" : path} must be ${issue.message}.`;
}

function unknownKey(path: string, key: string): string {
  const known = Object.keys(shapeAt(path));
  const meant = nearest(key, known) ?? known.filter((each) => !each.startsWith("$")).join(", ");
  return `${path === "" ? "" : `${path}.`}${key} is not known: type ${meant}.`;
}

function shapeAt(path: string): object {
  if (path === "") return choicesSchema.shape;
  return /(?:^|\.)costs$/.test(path) ? costsSchema.shape : lessonChoicesSchema.shape;
}

function lessonOf(word: string, lessons: readonly Lesson[]): Lesson {
  try {
    return findLesson({ lessons }, word);
  } catch (error) {
    if (error instanceof LessonNotFound) throw new WrongChoices(`lessons.${word}: ${error.message}`);
    throw error;
  }
}

function mustHaveTasks(lesson: Lesson, { tasks = [], points = {} }: LessonChoices, path: string): void {
  const pointed = Object.keys(points).map(Number);
  const has = (number: number) => lesson.tasks.some((task) => task.number === number);
  const tasksPath = tasks.some((number) => !has(number)) ? `${path}.tasks` : undefined;
  const missing = [...tasks, ...pointed].find((number) => !has(number));
  if (missing !== undefined)
    throw new WrongChoices(
      `${tasksPath ?? `${path}.points`}: lesson ${lesson.number} has no task ${missing}.`,
    );
  const left = pointed.find((number) => tasks.length > 0 && !tasks.includes(number));
  if (left !== undefined)
    throw new WrongChoices(
      `${path}.points.${left}: task ${left} is not in ${path}.tasks, and does not count.`,
    );
}

/** How one task counts. */
export interface TaskTerms {
  readonly counts: boolean;
  /** Points for all of it; a point for each check where it is undefined. */
  readonly points?: number;
}

export function termsOf(choices: Choices, slug: string, task: Pick<Task, "number" | "kind">): TaskTerms {
  const { tasks, points, stretch = choices.stretch } = choices.lessons?.get(slug) ?? {};
  const most = points?.[String(task.number)];
  const counts = tasks?.includes(task.number) ?? (task.kind === "core" || stretch || most !== undefined);
  return { counts, ...(counts && most !== undefined && { points: most }) };
}

/** What help costs in a lesson: what it does not say itself, the course says. */
export function costsOf(choices: Choices, slug: string): Costs {
  return { ...choices.costs, ...choices.lessons?.get(slug)?.costs };
}

/** Whether anything costs anything: only then is the learner's progress looked at. */
export function haveCosts({ costs, lessons }: Choices): boolean {
  const all = [costs, ...[...(lessons?.values() ?? [])].map((lesson) => lesson.costs ?? {})];
  return all.some(({ hint = 0, giveUp = 0 }) => hint + giveUp > 0);
}
