import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LessonNotFound, MalformedCourse } from "./errors.ts";
import type { Lesson } from "./lesson.ts";
import { parseLesson } from "./parse-lesson.ts";
import { type LessonName, parseSlug } from "./slug.ts";

/** Every lesson of the course, parsed. */
export interface Course {
  /** Absolute path of the folder that holds `lessons/`. */
  readonly root: string;
  /** Sorted by number. */
  readonly lessons: readonly Lesson[];
}

/**
 * Names the lessons from the listing of `lessons/` alone: no file is opened, so this is what a start-up can afford.
 *
 * @param root Absolute path of the folder that holds `lessons/`
 * @returns Sorted by number
 * @throws {MalformedCourse} When the folder cannot be read, a file looks like a lesson and is misnamed, or two
 * lessons have one number
 */
export async function listLessons(root: string): Promise<LessonName[]> {
  const files = await readdir(join(root, "lessons")).catch((cause: unknown) => {
    throw new MalformedCourse(
      `Cannot read the folder ${join(root, "lessons")}: is ${root} the course's root?`,
      { cause },
    );
  });
  const lessons = files.filter((file) => /^\d.*\.md$/.test(file)).map(lessonOfFile);
  lessons.sort((one, other) => one.number - other.number || (one.slug < other.slug ? -1 : 1));
  const twin = lessons.find((lesson, index) => lessons[index + 1]?.number === lesson.number);
  if (twin !== undefined) {
    const slugs = lessons.filter((lesson) => lesson.number === twin.number).map((lesson) => lesson.slug);
    throw new MalformedCourse(
      `Two lessons have the number ${twin.number}: rename one of ${slugs.join(" and ")}, or, where a newer course was unpacked over this one, remove the older one's file from lessons/.`,
    );
  }
  return lessons;
}

function lessonOfFile(file: string): LessonName {
  const lesson = parseSlug(file.slice(0, -".md".length));
  if (lesson !== undefined) return lesson;
  throw new MalformedCourse(
    `Cannot take lessons/${file} for a lesson: name it with two digits, a hyphen and a lower-case name (03-responses.md).`,
  );
}

/**
 * Reads and parses one lesson.
 *
 * @throws {MalformedLesson} When its Markdown does not have a lesson's shape
 */
export async function loadLesson(root: string, slug: string): Promise<Lesson> {
  return parseLesson(slug, await readFile(join(root, "lessons", `${slug}.md`), "utf8"), root);
}

/** Whether this copy of the course has the solution of a lesson: a teacher may hand it out without. */
export function hasSolution({ files }: Pick<Lesson, "files">): boolean {
  return existsSync(files.solution);
}

/** Reads and parses every lesson. For one lesson, `findLesson` in `listLessons` and then `loadLesson` is cheaper. */
export async function loadCourse(root: string): Promise<Course> {
  const names = await listLessons(root);
  return { root, lessons: await Promise.all(names.map(({ slug }) => loadLesson(root, slug))) };
}

/**
 * Finds a lesson by what a person types: its number, its name or its slug, in any letter case.
 *
 * @param course A course, or what `listLessons` returned as `{ lessons }`
 * @throws {LessonNotFound} Its message says what exists, in one sentence
 *
 * @example
 * findLesson(course, "3") // so do "03", "responses" and "03-responses"
 */
export function findLesson<L extends LessonName>(
  { lessons }: { readonly lessons: readonly L[] },
  word: string,
): L {
  const wanted = word.trim().toLowerCase();
  const number = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const lesson = lessons.find(
    (each) => each.number === number || each.name === wanted || each.slug === wanted,
  );
  if (lesson === undefined)
    throw new LessonNotFound(
      word,
      lessons.map((each) => each.slug),
    );
  return lesson;
}
