import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { findLesson, type Lesson, listLessons, loadLesson } from "../course/index.ts";
import { type CodeTokens, parseTokens } from "../screen/index.ts";

/** A lesson as it is needed on the screen. */
export interface OpenLesson {
  readonly lesson: Lesson;
  /** Highlighted code, where it was prepared. */
  readonly tokens: CodeTokens | undefined;
}

/** @param word What the learner typed: `3`, `responses`. @throws {LessonNotFound} */
export async function openLesson(root: string, word: string): Promise<OpenLesson> {
  const { slug } = findLesson({ lessons: await listLessons(root) }, word);
  const lesson = await loadLesson(root, slug);
  return { lesson, tokens: await loadTokens(lesson.files.tokens) };
}

/** Code without tokens shows plain, and no lesson is worse for it. */
async function loadTokens(file: string): Promise<CodeTokens | undefined> {
  if (!existsSync(file)) return undefined;
  return parseTokens(JSON.parse(await readFile(file, "utf8")));
}
