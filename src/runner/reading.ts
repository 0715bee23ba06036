import {
  type Lesson,
  type LessonProgress,
  lessonProgress,
  type Quiz,
  withPagesRead,
} from "../course/index.ts";
import {
  renderLessonStatus,
  renderMarkdown,
  renderTasks,
  type TaskStatus,
  visible,
} from "../screen/index.ts";
import type { Context } from "./context.ts";
import type { OpenLesson } from "./course-files.ts";
import { withLiveExchange } from "./live-exchange.ts";
import { askQuiz, askQuizOnce, missedBefore } from "./quiz.ts";
import { type PagePart, type ReadingPage, readingPages } from "./reading-pages.ts";
import { stopBefore, writeByScreens } from "./write-by-screens.ts";

/** About what a question with its choices takes, and the menu. */
const QUIZ_LINES = 14;
const MENU_LINES = 12;

/** The text of a lesson, read page by page. How far it was read is remembered. */
export class Reading {
  readonly #context: Context;
  readonly #opened: OpenLesson;
  readonly #pages: readonly ReadingPage[];
  #pagesRead = 0;

  private constructor(context: Context, opened: OpenLesson) {
    this.#context = context;
    this.#opened = opened;
    this.#pages = readingPages(opened.lesson);
  }

  /** The first time the first page, after what was missed in earlier lessons; later where the learner stands. */
  static async begin(context: Context, opened: OpenLesson): Promise<Reading> {
    const reading = new Reading(context, opened);
    const progress = lessonProgress(await context.progress.read(), opened.lesson.slug);
    reading.#pagesRead = progress.pagesRead ?? 0;
    if (reading.#pagesRead > 0) {
      const tasks = taskStatuses(opened.lesson, progress);
      context.terminal.write(renderLessonStatus(opened.lesson, tasks, context.terminal.theme));
    } else {
      await reading.#askMissed();
      await reading.readOn();
    }
    return reading;
  }

  /** Title of the page that comes next; undefined when all was read. */
  get nextPage(): string | undefined {
    return this.#pages[this.#pagesRead]?.title;
  }

  /** Shows the next page. A quiz in it is asked where it stands. @returns Whether there is another page */
  async readOn(): Promise<boolean> {
    const { terminal, progress } = this.#context;
    const parts = this.#pages[this.#pagesRead]?.parts ?? [];
    let written = 0;
    for (const [index, part] of parts.entries()) {
      if (index > 0) terminal.write("");
      written = part.kind === "quiz" ? await this.#ask(part.quiz, written) : await this.#show(part);
    }
    await stopBefore(terminal, MENU_LINES, written);
    this.#pagesRead += 1;
    await progress.update((before) => withPagesRead(before, this.#opened.lesson.slug, this.#pagesRead));
    return this.nextPage !== undefined;
  }

  /** @returns How many lines were written since the last stop */
  async #show(part: Exclude<PagePart, { kind: "quiz" }>): Promise<number> {
    const { terminal } = this.#context;
    const { lesson, tokens } = this.#opened;
    if (part.kind === "tasks")
      return writeByScreens(terminal, renderTasks(part.tasks, lesson, terminal.theme, tokens));
    const live = await withLiveExchange({ markdown: part.markdown, tokens });
    return writeByScreens(terminal, renderMarkdown(live.markdown, terminal.theme, live.tokens));
  }

  async #ask(quiz: Quiz, written: number): Promise<number> {
    await stopBefore(this.#context.terminal, QUIZ_LINES, written);
    await askQuizOnce(this.#context, this.#opened, quiz);
    return 0;
  }

  async #askMissed(): Promise<void> {
    const { terminal } = this.#context;
    for (const { opened, quiz } of await missedBefore(this.#context, this.#opened.lesson)) {
      terminal.write(`Once more, from lesson ${opened.lesson.number}, ${visible(opened.lesson.title)}:\n`);
      await askQuiz(this.#context, opened, quiz);
      terminal.write("");
    }
  }
}

function taskStatuses({ tasks }: Lesson, { tasks: known = {} }: LessonProgress): TaskStatus[] {
  return tasks.map((task) => {
    const { passedAt, gaveUpAt, points = 0, mostPoints = 0 } = known[task.number] ?? {};
    return {
      task,
      passed: passedAt !== undefined,
      gaveUp: gaveUpAt !== undefined,
      ...(mostPoints > 0 && { points: { earned: points, most: mostPoints } }),
    };
  });
}
