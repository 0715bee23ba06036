import { isLessonPassed, type Lesson, quizzesOf, type Task } from "../course/index.ts";
import { renderError, renderLesson } from "../screen/index.ts";
import { requireFile } from "./answer-file.ts";
import { type Checked, checkLesson } from "./commands/check.ts";
import { editFile } from "./commands/edit.ts";
import { writeNextHint } from "./commands/hint.ts";
import { askAll, noQuizzes } from "./commands/quiz.ts";
import { resetFile } from "./commands/reset.ts";
import { giveUp, solutionText } from "./commands/solution.ts";
import { tryExample } from "./commands/try.ts";
import { watchOnScreen } from "./commands/watch.ts";
import type { Context } from "./context.ts";
import { endCourse } from "./course-end.ts";
import type { OpenLesson } from "./course-files.ts";
import { currentTask, openTasks } from "./find-task.ts";
import type { KeptGrader } from "./kept-grader.ts";
import { UsageError } from "./parse-command.ts";
import type { Action } from "./prompts.ts";
import { writeByScreens } from "./write-by-screens.ts";

type SessionAction = Exclude<Action, "leave" | "next" | "read-on">;

/** Does what was chosen. What cannot be done is said. @returns What is the likeliest thing to do after it */
export async function actOrExplain(
  context: Context,
  opened: OpenLesson,
  action: SessionAction,
  grader: KeptGrader,
): Promise<Action> {
  try {
    if (action === "check") return await checkAll(context, opened.lesson, grader);
    if (action === "watch") return await watchAll(context, opened);
    await act(context, opened, action);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    context.terminal.write(renderError(error.message, error.next, context.terminal.theme));
  }
  return "check";
}

async function act(
  context: Context,
  opened: OpenLesson,
  action: Exclude<SessionAction, "check" | "watch">,
): Promise<void> {
  const { terminal } = context;
  const { lesson, tokens } = opened;
  switch (action) {
    case "read":
      await writeByScreens(terminal, renderLesson(lesson, terminal.theme, tokens));
      return;
    case "try":
      return tryOne(context, lesson);
    case "hint":
      return hintForOne(context, opened);
    case "edit":
      return editFile(context, lesson);
    case "solution":
      return showSolution(context, opened);
    case "quiz":
      return askQuizzes(context, opened);
    case "reset":
      return resetAfterAsking(context, lesson);
  }
}

async function checkAll(context: Context, lesson: Lesson, grader: KeptGrader): Promise<Action> {
  const check = async () => {
    const wasPassed = isLessonPassed(await context.progress.read(), lesson);
    const checked = await checkLesson(context, lesson, {}, grader);
    if (checked.grade.isPassed) await endCourse(context, checked.grade, wasPassed);
    return checked;
  };
  return afterCheck(lesson, await context.terminal.withoutKeys(check));
}

async function watchAll(context: Context, opened: OpenLesson): Promise<Action> {
  await requireFile(context, opened.lesson);
  const checked = await watchOnScreen(context, opened);
  return checked === undefined ? "watch" : afterCheck(opened.lesson, checked);
}

function afterCheck(lesson: Lesson, { grade, standing }: Checked): Action {
  if (grade.isPassed) return "next";
  const { stuck, hintsShown = 0 } = standing;
  const hints = lesson.tasks.find(({ number }) => number === stuck?.task)?.hints ?? [];
  return hintsShown < hints.length ? "hint" : "check";
}

async function tryOne(context: Context, lesson: Lesson): Promise<void> {
  const tasks = lesson.tasks.filter(({ example }) => example !== undefined);
  const task = await askForTask(context, lesson, "The example of which task?", tasks);
  if (task === undefined) return;
  await context.terminal.withoutKeys(() => tryExample(context, lesson, task));
}

async function hintForOne(context: Context, opened: OpenLesson): Promise<void> {
  const { lesson } = opened;
  const task = await askForTask(context, lesson, "A hint for which task?", lesson.tasks);
  if (task === undefined) return;
  await writeNextHint(context, opened, task);
}

/** What is passed can be compared at once. For the rest a person is asked: a solution cannot be unseen. */
async function showSolution(context: Context, opened: OpenLesson): Promise<void> {
  const { lesson } = opened;
  const open = openTasks(lesson, await context.progress.read());
  if (open.length === 0) return context.terminal.write(await solutionText(context, opened));
  const task = await askForTask(context, lesson, "The solution of which task?", lesson.tasks);
  if (task === undefined) return;
  const text = await solutionText(context, opened, task);
  if (open.includes(task)) {
    const { confirmGiveUp } = await import("./prompts.ts");
    if (!(await confirmGiveUp(task))) return;
    await giveUp(context, lesson, task);
    context.terminal.write("");
  }
  context.terminal.write(text);
}

async function askQuizzes(context: Context, opened: OpenLesson): Promise<void> {
  const quizzes = quizzesOf(opened.lesson);
  if (quizzes.length === 0) throw noQuizzes(opened.lesson);
  await askAll(context, opened, quizzes);
}

async function resetAfterAsking(context: Context, lesson: Lesson): Promise<void> {
  const { confirmReset } = await import("./prompts.ts");
  if (await confirmReset()) await resetFile(context, lesson);
}

/**
 * Asks for one of some tasks; the cursor stands at the one to work on.
 *
 * @returns Undefined for a person who changed their mind
 * @throws {UsageError} When there is none
 */
async function askForTask(
  { terminal, progress }: Context,
  lesson: Lesson,
  question: string,
  tasks: readonly Task[],
): Promise<Task | undefined> {
  if (tasks.length === 0) throw new UsageError("This lesson has no such task.", "Choose something else.");
  const { chooseTask } = await import("./prompts.ts");
  const task = await chooseTask(question, tasks, currentTask(lesson, await progress.read()));
  terminal.write("");
  return task;
}
