import { isPassed, loadCourse } from "../../course/index.ts";
import { type LessonListEntry, renderLessonList } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { readProgress } from "../progress.ts";

/** Prints every lesson and how far the learner is. */
export async function list(context: Context): Promise<number> {
  const { terminal } = context;
  terminal.write(renderLessonList(await lessonEntries(context), terminal.theme));
  return EXIT.passed;
}

/** The current lesson is the first that is not passed. */
export async function lessonEntries(context: Context): Promise<LessonListEntry[]> {
  const [{ lessons }, progress] = await Promise.all([loadCourse(context.root), readProgress(context)]);
  const current = lessons.find(({ slug }) => !isPassed(progress, slug));
  return lessons.map((lesson) => ({
    lesson,
    passed: isPassed(progress, lesson.slug),
    current: lesson === current,
  }));
}
