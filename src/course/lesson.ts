/** A lesson as plain data: what `parseLesson` makes of the Markdown, and where its files are. */
export interface Lesson {
  /** `NN-name`, the key that joins the files of a lesson. */
  readonly slug: string;
  readonly number: number;
  /** The part of the slug after the number: `responses`. */
  readonly name: string;
  /** The first heading, without its number: `Responses`. */
  readonly title: string;
  /** What the reader can do at the end, in one sentence. */
  readonly goal: string;
  /** What stands before the first second-level heading, the first heading included. */
  readonly introduction: string;
  /** Every second-level heading that is not a task, in order. */
  readonly sections: readonly Section[];
  readonly tasks: readonly Task[];
  readonly files: LessonFiles;
}

export interface Section {
  readonly title: string;
  /** The section's Markdown, its heading included. */
  readonly markdown: string;
}

export type TaskKind = "core" | "stretch";

export interface Task {
  /** 1 for the first task of a lesson. */
  readonly number: number;
  readonly kind: TaskKind;
  /** The name that the exercise file must export: `parseStatusLine`. */
  readonly name: string;
  /** The heading's call, as the text shows it: `parseStatusLine(line)`. */
  readonly signature: string;
  /** The task's Markdown without its heading and its hints. */
  readonly markdown: string;
  /** Markdown of each hint, the gentlest first. */
  readonly hints: readonly string[];
}

/** Absolute paths. */
export interface LessonFiles {
  readonly lesson: string;
  readonly exercise: string;
  readonly original: string;
  readonly solution: string;
  readonly grader: string;
  /** Syntax-highlighting tokens of the lesson's code, prepared ahead. */
  readonly tokens: string;
}
