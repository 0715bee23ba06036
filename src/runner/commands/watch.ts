import { dirname } from "node:path";
import type { Lesson, Task } from "../../course/index.ts";
import { requireFile, tellUpdate } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { findTask } from "../find-task.ts";
import type { Key } from "../keys.ts";
import { newSeed } from "../new-seed.ts";
import { CheckOnSave, type Watcher } from "../watch/check-on-save.ts";
import { showAsText } from "../watch/show-as-text.ts";
import { ShowOnScreen } from "../watch/show-on-screen.ts";
import { watchFolder } from "../watch/watch-folder.ts";
import type { Checked } from "./check.ts";

export interface WatchOptions {
  /** Only this task's checks. */
  readonly task?: number;
}

/** Checks the learner's file at each save: on the whole screen until a key ends it, or as text until Ctrl-C does. */
export async function watch(context: Context, word: string, options: WatchOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const { lesson } = opened;
  const task = options.task === undefined ? undefined : findTask(lesson, options.task, "watch");
  await requireFile(context, lesson);
  await tellUpdate(context, lesson);
  if (context.terminal.isInteractive) await watchOnScreen(context, opened, task);
  // What ends it is a signal.
  else await watching(context, lesson, task, showAsText(context, lesson), ({ broken }) => broken);
  return EXIT.passed;
}

/** @returns What the last check came to, where there was one */
export async function watchOnScreen(
  context: Context,
  opened: OpenLesson,
  task?: Task,
): Promise<Checked | undefined> {
  const { terminal } = context;
  const show = new ShowOnScreen(context, opened, task);
  let onKey: (key: Key) => void = () => {};
  await terminal.onFullScreen({ onKey: (key) => onKey(key), onResize: () => show.draw() }, async (screen) => {
    show.open(screen);
    await watching(context, opened.lesson, task, show, (checks) => {
      const left = new Promise<void>((resolve, reject) => {
        onKey = (key) => void act(key, show, checks, resolve).catch(reject);
      });
      return Promise.race([left, checks.broken]);
    });
  });
  const text = show.gradeText(terminal.theme);
  if (text !== undefined) terminal.write(text);
  return show.checked;
}

async function act(key: Key, show: ShowOnScreen, checks: CheckOnSave, leave: () => void): Promise<void> {
  if (show.scroll(key)) return;
  if (key === "enter") checks.again();
  if (key === "h") await show.hint();
  if (key === "q" || key === "escape") leave();
}

/** Checks now and at each save, until `ended` resolves. */
async function watching(
  { root, built }: Context,
  lesson: Lesson,
  task: Task | undefined,
  watcher: Watcher,
  ended: (checks: CheckOnSave) => Promise<void>,
): Promise<void> {
  const { openGrader } = await import("../../grading/index.ts");
  const grader = openGrader(lesson, { root, built, ...(task && { task: task.number }) });
  const checks = new CheckOnSave(lesson.files.exercise, grader, watcher, newSeed);
  const saves = watchFolder(dirname(lesson.files.exercise), () => checks.saved());
  try {
    checks.saved();
    await ended(checks);
  } finally {
    saves.close();
    await Promise.all([checks.close(), grader.close()]);
  }
}
