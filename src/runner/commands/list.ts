import { isPassed, loadCourse, loadProgress } from "../../course/index.ts";
import { type LessonListEntry, renderError, renderLessonList } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Prints every lesson and how far the learner is. */
export async function list(context: Context): Promise<number> {
  const { terminal } = context;
  terminal.write(renderLessonList(await lessonEntries(context), terminal.theme));
  return EXIT.passed;
}

/** The current lesson is the first that is not passed. */
export async function lessonEntries({ root, terminal }: Context): Promise<LessonListEntry[]> {
  const [{ lessons }, { progress, setAside }] = await Promise.all([loadCourse(root), loadProgress(root)]);
  if (setAside !== undefined) {
    terminal.write(
      renderError(`${setAside.reason} It was kept as ${setAside.file}.`, undefined, terminal.theme),
    );
  }
  const current = lessons.find(({ slug }) => !isPassed(progress, slug));
  return lessons.map((lesson) => ({
    lesson,
    passed: isPassed(progress, lesson.slug),
    current: lesson === current,
  }));
}
