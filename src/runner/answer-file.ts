import { existsSync } from "node:fs";
import {
  type AnswerState,
  type Lesson,
  type LessonName,
  listLessons,
  moveAnswers,
  openAnswers,
  strayAnswers,
  withName,
} from "../course/index.ts";
import type { Context } from "./context.ts";
import { shownPath } from "./course-files.ts";
import { UsageError } from "./parse-command.ts";

/**
 * Sees to it that a lesson has a file to work with, which is made on first use.
 *
 * @throws {UsageError} When it was there and is not any more, or cannot be made
 */
export async function requireFile(context: Context, lesson: Lesson): Promise<AnswerState["kind"]> {
  const { root, terminal } = context;
  const file = shownPath(root, lesson.files.exercise);
  const state = await openOrExplain(context, lesson);
  if (state.kind === "begun") {
    terminal.tell(`Made ${file} from the stub: it is yours to write in.`);
    terminal.write("");
    await tellStrays(context, lesson);
  }
  if (state.kind === "renewed") {
    terminal.tell(`${file} was still untouched, and is the newer stub now.`);
    terminal.write("");
  }
  if (state.kind === "overwritten") {
    terminal.warn(
      `${file} is the stub again, though nobody reset it. Your answers, as the course last saw them, are in ${shownPath(root, state.copy)}: copy them back to go on with them.`,
    );
  }
  if (state.kind !== "gone") return state.kind;
  throw new UsageError(
    `There is no file ${file} to work with.`,
    `Type \`npm run lesson ${lesson.number} reset\` to begin anew.`,
  );
}

/** Says so when an update changed the stub of a lesson that was begun. */
export async function tellUpdate(context: Context, lesson: Lesson): Promise<void> {
  const state = await requireFile(context, lesson);
  if (state !== "stub-changed") return;
  const { number } = lesson;
  context.terminal.warn(
    `The stub of lesson ${number} has changed since you began: \`npm run lesson ${number} changes\` shows what. Your file is as you left it.`,
  );
}

/** For a lesson that is opened: what cannot be done about its file is said, and its text can be read all the same. */
export async function openFile(context: Context, lesson: Lesson): Promise<void> {
  try {
    await tellUpdate(context, lesson);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.terminal.warn(`${error.message} ${error.next}`);
  }
}

async function openOrExplain({ root, terminal }: Context, lesson: Lesson): Promise<AnswerState> {
  try {
    return await openAnswers(root, lesson);
  } catch (error) {
    const { message } = error as Error;
    const file = shownPath(root, lesson.files.exercise);
    if (!existsSync(lesson.files.exercise))
      throw new UsageError(
        `Cannot make ${file}: ${message}.`,
        "Type `npm run doctor` to see what is in the way.",
      );
    terminal.warn(`Cannot remember which stub ${file} began with: ${message}.`);
    return { kind: "there" };
  }
}

/** An update may have given the lesson another name, and nobody but the learner knows which. */
async function tellStrays({ root, terminal }: Context, lesson: Lesson): Promise<void> {
  const strays = await strayAnswers(root, await listLessons(root));
  const stray = strays.find(({ number }) => number === lesson.number);
  if (stray === undefined) return;
  terminal.warn(
    `exercises/${stray.slug}.ts belongs to no lesson of this course any more. If these are your answers to lesson ${lesson.number}, remove the new file and give yours the name ${lesson.slug}.ts.`,
  );
}

/** Lessons that an update gave another number are known by their names: answers and progress follow them. */
export async function followLessons(context: Context): Promise<void> {
  const lessons = await listLessons(context.root);
  const inCourse = (slug: string) => lessons.some((lesson) => lesson.slug === slug);
  const now = (name: string) => lessons.find((lesson) => lesson.name === name);
  for (const stray of await strayAnswers(context.root, lessons)) {
    const lesson = now(stray.name);
    if (lesson !== undefined) await follow(context, stray, lesson);
  }
  const known = Object.keys((await context.progress.read()).lessons);
  for (const slug of known.filter((each) => !inCourse(each))) {
    const lesson = now(slug.replace(/^\d\d-/, ""));
    if (lesson !== undefined && !known.includes(lesson.slug))
      await context.progress.update((before) => withName(before, slug, lesson.slug));
  }
}

async function follow({ root, terminal }: Context, from: LessonName, to: LessonName): Promise<void> {
  const [before, after] = [from, to].map(({ slug }) => `exercises/${slug}.ts`);
  try {
    if (!(await moveAnswers(root, from.slug, to.slug))) return;
    terminal.tell(
      `Lesson ${from.number}, ${to.name}, is lesson ${to.number} now: your answers are in ${after}.`,
    );
    terminal.write("");
  } catch (error) {
    terminal.warn(`Cannot rename ${before} to ${after}: ${(error as Error).message}.`);
  }
}
