import type { Lesson } from "./lesson.ts";
import { blocksOf, type Line, linesOf, type Refuse, takeDetails, textOf } from "./markdown.ts";

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

const TITLE = "Quiz: ";
const ITEM = /^\d+\. +(.*)$/;
const VERDICT = /^\*\*(Right|No)\.\*\*\s*/;

/** A stretch of a lesson's text: Markdown to show, or a quiz to ask before going on. */
export type TextPart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "quiz"; readonly quiz: Quiz };

/** The quizzes of a lesson, in the order of the text. */
export function quizzesOf(lesson: Lesson): Quiz[] {
  return lesson.sections
    .flatMap((section) => textParts(section.markdown))
    .flatMap((part) => (part.kind === "quiz" ? [part.quiz] : []));
}

/**
 * Cuts a section's Markdown at its quizzes, so that each can be asked where it stands. A quiz is everything from
 * `### Quiz: title` to the end of its answer.
 *
 * @throws {Error} When a quiz does not have its shape, which `parseLesson` has told before
 */
export function textParts(markdown: string): TextPart[] {
  const refuse: Refuse = (line, problem) => {
    throw new Error(`Cannot read a quiz at line ${line} of its section: ${problem}`);
  };
  return partsOf(linesOf(markdown, refuse), refuse);
}

/** As `textParts`, of lines that still know where in their file they stand. */
export function partsOf(lines: readonly Line[], refuse: Refuse): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { heading, title, body } of blocksOf(lines, 3).blocks) {
    if (!title.startsWith(TITLE)) continue;
    const end = body.findIndex((line) => !line.isFenced && line.text.trim() === "</details>");
    const start = lines.indexOf(heading);
    parts.push({ kind: "text", markdown: textOf(lines.slice(from, start)) });
    parts.push({ kind: "quiz", quiz: parseQuiz(heading, title, body.slice(0, end + 1), refuse) });
    from = start + end + 2;
  }
  parts.push({ kind: "text", markdown: textOf(lines.slice(from)) });
  return parts.filter((part) => part.kind === "quiz" || part.markdown !== "");
}

/**
 * Reads one quiz: a question, an ordered list of choices, and a `<details>` block with `<summary>Answer</summary>`
 * that holds one explanation for each choice, in their order, `**Right.**` or `**No.**` first.
 */
function parseQuiz(heading: Line, title: string, body: readonly Line[], refuse: Refuse): Quiz {
  const { rest, details } = takeDetails(body, refuse);
  const [answer] = details;
  if (answer?.summary !== "Answer") {
    return refuse(heading.number, "A quiz needs a <details> block with <summary>Answer</summary>.");
  }
  const { before, items } = parseList(rest);
  const explanations = parseList(answer.body).items;
  if (items.length < 2) refuse(heading.number, 'A quiz needs at least two choices: an ordered list, "1. …".');
  if (explanations.length !== items.length) {
    refuse(
      answer.start.number,
      `The quiz has ${items.length} choices and ${explanations.length} explanations: write one for each.`,
    );
  }
  const choices = items.map((text, index) => choice(text, explanations[index]!, answer.start.number, refuse));
  const right = choices.filter((each) => each.isRight).length;
  if (right !== 1)
    refuse(answer.start.number, `A quiz has one right choice, marked **Right.**, and not ${right}.`);
  return { title: title.slice(TITLE.length), question: textOf(before), choices };
}

function choice(text: string, explanation: string, line: number, refuse: Refuse): Choice {
  const verdict = VERDICT.exec(explanation);
  if (verdict === null) return refuse(line, "Begin each explanation of a quiz with **Right.** or **No.**");
  return { text, isRight: verdict[1] === "Right", explanation: explanation.slice(verdict[0].length) };
}

/** Splits lines at the items of an ordered list. An item runs to the next one; its indentation goes. */
function parseList(lines: readonly Line[]): { before: Line[]; items: string[] } {
  const before: Line[] = [];
  const items: Line[][] = [];
  for (const line of lines) {
    const first = line.isFenced ? undefined : ITEM.exec(line.text)?.[1];
    if (first !== undefined) items.push([{ ...line, text: first }]);
    else if (items.length === 0) before.push(line);
    else items.at(-1)!.push({ ...line, text: line.text.replace(/^ {1,3}/, "") });
  }
  return { before, items: items.map(textOf) };
}
