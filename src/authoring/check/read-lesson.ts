import { type Lesson, loadLesson, MalformedLesson } from "../../course/index.ts";
import type { CheckedCourse } from "./course-problem.ts";

/**
 * The lessons whose text can be read. What is wrong with the others is the business of the check `lessons`; every other
 * one passes over them.
 */
export async function readableLessons({ root, slugs }: CheckedCourse): Promise<Lesson[]> {
  const lessons = await Promise.all(slugs.map((slug) => lessonOrWhyNot(root, slug)));
  return lessons.filter((lesson): lesson is Lesson => !(lesson instanceof MalformedLesson));
}

/** A lesson, or what its text lacks. */
export async function lessonOrWhyNot(root: string, slug: string): Promise<Lesson | MalformedLesson> {
  try {
    return await loadLesson(root, slug);
  } catch (error) {
    if (error instanceof MalformedLesson) return error;
    throw error;
  }
}
