import { readFile } from "node:fs/promises";
import { findLesson, type Lesson, listLessons, loadLesson } from "../course/index.ts";
import { type CodeTokens, parseTokens } from "../screen/index.ts";

/** A lesson as it is needed on the screen. */
export interface OpenLesson {
  readonly lesson: Lesson;
  /** Highlighted code and drawn diagrams, where they were prepared. */
  readonly tokens: CodeTokens | undefined;
}

/** @param word What the learner typed: `3`, `responses`. @throws {LessonNotFound} */
export async function openLesson(root: string, word: string): Promise<OpenLesson> {
  const { slug } = findLesson({ lessons: await listLessons(root) }, word);
  const lesson = await loadLesson(root, slug);
  return { lesson, tokens: await loadTokens(lesson.files.tokens) };
}

/** Without its token file, or with a broken one, a lesson shows plain and is no worse for it. */
async function loadTokens(file: string): Promise<CodeTokens | undefined> {
  try {
    return parseTokens(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
