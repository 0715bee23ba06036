// A lesson with a person in front of it: a page to read, then the same menu again and again. Nothing happens by itself.

import { hasSolution, isLessonPassed, listLessons } from "../course/index.ts";
import { openFile } from "./answer-file.ts";
import { type Context, EXIT } from "./context.ts";
import { type OpenLesson, openLesson } from "./course-files.ts";
import { KeptGrader } from "./kept-grader.ts";
import type { Action } from "./prompts.ts";
import { Reading } from "./reading.ts";
import { type ReadingStand, readingStand } from "./reading-pages.ts";
import { actOrExplain } from "./session-actions.ts";

/** Shows the lesson and asks what to do, until the person leaves. @returns Exit code */
export async function session(context: Context, word: string): Promise<number> {
  const opened = await openLesson(context.root, word);
  await openFile(context, opened.lesson);
  const grader = new KeptGrader(context);
  const last = await atMenu(context, opened, grader).finally(() => grader.close());
  return last === "next" ? openNext(context, opened) : EXIT.passed;
}

/** @returns What ended it */
async function atMenu(context: Context, opened: OpenLesson, grader: KeptGrader): Promise<"leave" | "next"> {
  const reading = await Reading.begin(context, opened);
  // Loaded while the first page is being read.
  const { chooseAction } = await import("./prompts.ts");
  let otherwise: Action = reading.nextPage === undefined ? "check" : "read-on";

  for (;;) {
    context.terminal.write("");
    const progress = await context.progress.read();
    const stand = readingStand(opened.lesson, progress);
    const action = await chooseAction({
      nextPage: stand.nextPage,
      suggested: suggestion(stand, otherwise),
      isPassed: isLessonPassed(progress, opened.lesson),
      hasSolution: hasSolution(opened.lesson),
    });
    context.terminal.write("");
    if (action === "leave" || action === "next") return action;
    if (action !== "read-on") otherwise = await actOrExplain(context, opened, action, grader);
    else otherwise = (await reading.readOn()) ? "read-on" : "check";
  }
}

/** Tasks that were read come before a further page, and that before anything else. */
function suggestion({ nextPage, isDone }: ReadingStand, otherwise: Action): Action {
  if (nextPage === undefined || isDone === undefined) return otherwise;
  if (isDone) return "read-on";
  return otherwise === "read-on" ? "check" : otherwise;
}

async function openNext(context: Context, { lesson }: OpenLesson): Promise<number> {
  const following = (await listLessons(context.root)).find(({ number }) => number > lesson.number);
  if (following !== undefined) return session(context, following.slug);
  context.terminal.tell("This is the last lesson so far. `npm run lesson list` shows how far you are.");
  return EXIT.passed;
}
