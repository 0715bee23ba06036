// A lesson with a person in front of it: a page to read, then the same menu again and again. Nothing happens by itself.

import { isPassed, type Task } from "../course/index.ts";
import { renderLesson } from "../screen/index.ts";
import { checkLesson } from "./commands/check.ts";
import { writeHint } from "./commands/hint.ts";
import { lessonEntries } from "./commands/list.ts";
import { writeSolution } from "./commands/solution.ts";
import { type Context, EXIT } from "./context.ts";
import { type OpenLesson, openLesson } from "./course-files.ts";
import { readProgress } from "./progress.ts";
import type { Action } from "./prompts.ts";
import { askQuiz } from "./quiz.ts";
import { type ReadingPage, readingPages } from "./reading-pages.ts";

/** What has been seen of the open lesson. */
interface State {
  pagesRead: number;
  readonly hintsShown: Map<Task, number>;
  suggested: Action;
}

/** Shows the lesson and asks what to do, until the person leaves. @returns Exit code */
export async function session(context: Context, word: string): Promise<number> {
  const { terminal } = context;
  const opened = await openLesson(context.root, word);
  const pages = readingPages(opened.lesson, terminal.theme, opened.tokens);
  const state: State = { pagesRead: 0, hintsShown: new Map(), suggested: "read-on" };
  await readPage(context, opened, pages, state);
  // Loaded while the first page is being read.
  const { chooseAction } = await import("./prompts.ts");

  for (;;) {
    terminal.write("");
    const action = await chooseAction(pages[state.pagesRead]?.title, state.suggested);
    terminal.write("");
    if (action === "leave") return EXIT.passed;
    if (action === "next") return openNext(context, opened);
    if (action === "read-on") await readPage(context, opened, pages, state);
    else state.suggested = await act(context, opened, state, action);
  }
}

/** Shows the next page. A quiz in it is asked where it stands. */
async function readPage(
  { terminal }: Context,
  opened: OpenLesson,
  pages: readonly ReadingPage[],
  state: State,
): Promise<void> {
  const parts = pages[state.pagesRead]?.parts ?? [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) terminal.write("");
    if (part.kind === "text") terminal.write(part.text);
    else await askQuiz(terminal, part.quiz, opened);
  }
  state.pagesRead += 1;
  state.suggested = state.pagesRead < pages.length ? "read-on" : "check";
}

/** @returns What is the likeliest thing to do after it */
async function act(
  context: Context,
  opened: OpenLesson,
  state: State,
  action: Exclude<Action, "leave" | "next" | "read-on">,
): Promise<Action> {
  const { terminal } = context;
  switch (action) {
    case "read":
      terminal.write(renderLesson(opened.lesson, terminal.theme, opened.tokens));
      return "check";
    case "check": {
      const { isPassed } = await checkLesson(context, opened.lesson);
      return isPassed ? "next" : "check";
    }
    case "hint":
      await showHint(context, opened, state);
      return "check";
    case "solution":
      if (await mayShowSolution(context, opened)) await writeSolution(context, opened);
      return "check";
  }
}

/** Before the lesson is passed a person is asked once more: a solution cannot be unseen. */
async function mayShowSolution(context: Context, { lesson }: OpenLesson): Promise<boolean> {
  if (isPassed(await readProgress(context), lesson.slug)) return true;
  const { confirmSolution } = await import("./prompts.ts");
  return confirmSolution();
}

/** One hint at a time: the next one of the task each time it is asked for. */
async function showHint(context: Context, opened: OpenLesson, { hintsShown }: State): Promise<void> {
  const { chooseTask } = await import("./prompts.ts");
  const task = await chooseTask(opened.lesson.tasks);
  const hint = Math.min((hintsShown.get(task) ?? 0) + 1, task.hints.length);
  hintsShown.set(task, hint);
  context.terminal.write("");
  writeHint(context, opened, task, hint);
}

async function openNext(context: Context, { lesson }: OpenLesson): Promise<number> {
  const following = (await lessonEntries(context)).find((entry) => entry.lesson.number > lesson.number);
  if (following !== undefined) return session(context, following.lesson.slug);
  context.terminal.write("This is the last lesson so far. `npm run lesson list` shows how far you are.");
  return EXIT.passed;
}
