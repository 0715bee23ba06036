import {
  isLessonPassed,
  isTaskPassed,
  type Lesson,
  lessonProgress,
  loadCourse,
  type Progress,
} from "../../course/index.ts";
import { type LessonListEntry, renderLessonList } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Prints every lesson and how far the learner is. */
export async function list(context: Context): Promise<number> {
  const { terminal } = context;
  terminal.write(renderLessonList(await lessonEntries(context), terminal.theme));
  return EXIT.passed;
}

/** The current lesson is the first that is not passed. */
export async function lessonEntries(context: Context): Promise<LessonListEntry[]> {
  const [{ lessons }, progress] = await Promise.all([loadCourse(context.root), context.progress.read()]);
  const current = lessons.find((lesson) => !isLessonPassed(progress, lesson));
  return lessons.map((lesson) => ({
    lesson,
    passed: isLessonPassed(progress, lesson),
    current: lesson === current,
    tasksPassed: tasksPassed(lesson, progress),
    ...pointsOf(lesson, progress),
  }));
}

function tasksPassed({ slug, tasks }: Lesson, progress: Progress): number {
  const core = tasks.filter(({ kind }) => kind === "core");
  return core.filter(({ number }) => isTaskPassed(progress, slug, number)).length;
}

/** The best of each task. Nothing before every core task was checked once: how many there are to have is not known. */
function pointsOf({ slug, tasks }: Lesson, progress: Progress): Pick<LessonListEntry, "points"> {
  const { tasks: known = {} } = lessonProgress(progress, slug);
  const runs = tasks.filter(({ kind }) => kind === "core").map(({ number }) => known[number]);
  if (runs.some((run) => run?.mostPoints === undefined)) return {};
  const earned = runs.reduce((sum, run) => sum + (run?.points ?? 0), 0);
  const most = runs.reduce((sum, run) => sum + (run?.mostPoints ?? 0), 0);
  return { points: { earned, most } };
}
