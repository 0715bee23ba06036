import {
  isTaskPassed,
  type Lesson,
  type LessonBlock,
  lessonProgress,
  type Progress,
  type Quiz,
  type Task,
} from "../course/index.ts";

/** A part of a lesson to read at one time. */
export interface ReadingPage {
  readonly title: string;
  readonly parts: readonly PagePart[];
}

/** Something to show, or a question to ask before what follows is shown. */
export type PagePart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "quiz"; readonly quiz: Quiz }
  | { readonly kind: "tasks"; readonly tasks: readonly Task[] };

/** The introduction with the first section, then each further section, and the tasks between two of them. */
export function readingPages({ title, introduction, blocks }: Lesson): readonly ReadingPage[] {
  const [first, ...others] = blocks.map(pageOf);
  return [{ title, parts: behind(introduction, first?.parts ?? []) }, ...others];
}

/** How far a reader is. */
export interface ReadingStand {
  /** Title of the page that comes next; undefined when all was read. */
  readonly nextPage: string | undefined;
  /** Whether every core task on the pages that were read passes; undefined where there is none on them. */
  readonly isDone: boolean | undefined;
}

export function readingStand(lesson: Lesson, progress: Progress): ReadingStand {
  const pages = readingPages(lesson);
  const { pagesRead = 0 } = lessonProgress(progress, lesson.slug);
  const tasks = tasksOn(pages.slice(0, pagesRead)).filter(({ kind }) => kind === "core");
  const isDone = tasks.every(({ number }) => isTaskPassed(progress, lesson.slug, number));
  return { nextPage: pages[pagesRead]?.title, isDone: tasks.length === 0 ? undefined : isDone };
}

function tasksOn(pages: readonly ReadingPage[]): Task[] {
  return pages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "tasks" ? part.tasks : [])));
}

function pageOf(block: LessonBlock): ReadingPage {
  if (block.kind === "section") return { title: block.section.title, parts: block.section.parts };
  return { title: titleOf(block.tasks), parts: [block] };
}

function titleOf(tasks: readonly Task[]): string {
  const [first, last] = [tasks[0]!.number, tasks.at(-1)!.number];
  return first === last ? `Task ${first}` : `Tasks ${first} to ${last}`;
}

/** A text and what follows it, as one text as far as the first quiz. */
function behind(markdown: string, [first, ...others]: readonly PagePart[]): PagePart[] {
  if (first?.kind === "text")
    return [{ kind: "text", markdown: `${markdown}\n\n${first.markdown}` }, ...others];
  return [{ kind: "text", markdown }, ...(first === undefined ? [] : [first]), ...others];
}
