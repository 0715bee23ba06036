// Reads a teacher's choices. The file is JSON; what is wrong in it is told with the place where it stands, before anything
// is graded.

import type * as z from "zod";
import { findLesson, type Lesson, LessonNotFound } from "../course/index.ts";
import { nearest } from "../grading/index.ts";
import type { Choices, HiddenChecks } from "./choices.ts";
import { choicesSchema, costsSchema, type LessonChoices, lessonChoicesSchema } from "./choices-schema.ts";

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
