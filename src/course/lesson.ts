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
  /** The same in the order of the text. */
  readonly blocks: readonly LessonBlock[];
  readonly files: LessonFiles;
}

/** A section, or the tasks that stand between two of them. */
export type LessonBlock =
  | { readonly kind: "section"; readonly section: Section }
  | { readonly kind: "tasks"; readonly tasks: readonly Task[] };

export interface Section {
  readonly title: string;
  /** The section's Markdown, its heading included. */
  readonly markdown: string;
  /** The same, cut at its quizzes, so that each can be asked where it stands. */
  readonly parts: readonly TextPart[];
}

/** A stretch of a lesson's text: Markdown to show, or a quiz to ask before going on. */
export type TextPart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "quiz"; readonly quiz: Quiz };

/** A question with choices, asked before the text gives the answer. */
export interface Quiz {
  readonly title: string;
  /** Markdown. */
  readonly question: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** Markdown. */
  readonly text: string;
  readonly isRight: boolean;
  /** Why it is right or wrong: Markdown, without the leading **Right.** or **No.** */
  readonly explanation: string;
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
  readonly example?: Example;
  /** Markdown of each hint, the gentlest first. */
  readonly hints: readonly string[];
}

/** A worked example: a call and what it gives, to be tried before anything is judged. */
export interface Example {
  /** TypeScript, with `host` and `port` of a practice service in reach: `statusClass(404)`. */
  readonly call: string;
  /** The value as the course shows values: `"client-error"`. */
  readonly result: string;
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

/** One word of the glossary. */
export interface GlossaryWord {
  /** `chunk-size`. */
  readonly word: string;
  /** Markdown: one or two sentences. */
  readonly meaning: string;
  /** `RFC 9112 §7.1`; missing where no RFC defines it. */
  readonly reference?: string;
  /** Number of the lesson that introduces it. */
  readonly lesson: number;
  /** Line of its heading, from 1. */
  readonly line: number;
}
