import { type Lesson, quizzesOf, type Task } from "../course/index.ts";
import { renderError, renderLesson } from "../screen/index.ts";
import { checkLesson } from "./commands/check.ts";
import { editFile } from "./commands/edit.ts";
import { writeNextHint } from "./commands/hint.ts";
import { askAll } from "./commands/quiz.ts";
import { resetFile } from "./commands/reset.ts";
import { giveUp, writeSolution } from "./commands/solution.ts";
import { tryExample } from "./commands/try.ts";
import type { Context } from "./context.ts";
import type { OpenLesson } from "./course-files.ts";
import { currentTask, openTasks } from "./find-task.ts";
import { UsageError } from "./parse-command.ts";
import type { Action } from "./prompts.ts";
import { writeByScreens } from "./write-by-screens.ts";

type SessionAction = Exclude<Action, "leave" | "next" | "read-on">;

/** Does what was chosen. What cannot be done is said. @returns What is the likeliest thing to do after it */
export async function actOrExplain(
  context: Context,
  opened: OpenLesson,
  action: SessionAction,
): Promise<Action> {
  try {
    if (action === "check") return await check(context, opened.lesson);
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
  action: Exclude<SessionAction, "check">,
): Promise<void> {
  const { terminal } = context;
  const { lesson, tokens } = opened;
  switch (action) {
    case "read":
      return writeByScreens(terminal, renderLesson(lesson, terminal.theme, tokens));
    case "try":
      return tryOne(context, lesson);
    case "hint":
      return hintForOne(context, opened);
    case "edit":
      return editFile(context, lesson);
    case "solution":
      return showSolution(context, opened);
    case "quiz":
      return askAll(context, opened, quizzesOf(lesson));
    case "reset":
      return resetAfterAsking(context, lesson);
  }
}

async function check(context: Context, lesson: Lesson): Promise<Action> {
  const { grade, standing } = await checkLesson(context, lesson);
  if (grade.isPassed) return "next";
  return standing.stuck === undefined ? "check" : "hint";
}

async function tryOne(context: Context, lesson: Lesson): Promise<void> {
  const tasks = lesson.tasks.filter(({ example }) => example !== undefined);
  const task = await chooseTask(context, lesson, "The example of which task?", tasks);
  await tryExample(context, lesson, task);
}

async function hintForOne(context: Context, opened: OpenLesson): Promise<void> {
  const { lesson } = opened;
  const task = await chooseTask(context, lesson, "A hint for which task?", lesson.tasks);
  await writeNextHint(context, opened, task);
}

/** What is passed can be compared at once. For the rest a person is asked: a solution cannot be unseen. */
async function showSolution(context: Context, opened: OpenLesson): Promise<void> {
  const { lesson } = opened;
  const open = openTasks(lesson, await context.progress.read());
  if (open.length === 0) return writeSolution(context, opened);
  const task = await chooseTask(context, lesson, "The solution of which task?", lesson.tasks);
  if (open.includes(task)) {
    const { confirmGiveUp } = await import("./prompts.ts");
    if (!(await confirmGiveUp(task))) return;
    await giveUp(context, lesson, task);
    context.terminal.write("");
  }
  await writeSolution(context, opened, task);
}

async function resetAfterAsking(context: Context, lesson: Lesson): Promise<void> {
  const { confirmReset } = await import("./prompts.ts");
  if (await confirmReset()) await resetFile(context, lesson);
}

/** Asks for a task; the cursor stands at the one to work on. */
async function chooseTask(
  { terminal, progress }: Context,
  lesson: Lesson,
  question: string,
  tasks: readonly Task[],
): Promise<Task> {
  const prompts = await import("./prompts.ts");
  const task = await prompts.chooseTask(question, tasks, currentTask(lesson, await progress.read()));
  terminal.write("");
  return task;
}
