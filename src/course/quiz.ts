import type { Choice, Lesson, Quiz, TextPart } from "./lesson.ts";
import { blocksOf, type Line, type Refuse, takeDetails, textOf } from "./markdown.ts";

const TITLE = "Quiz: ";
const ITEM = /^\d+\. +(.*)$/;
const VERDICT = /^\*\*(Right|No)\.\*\*\s*/;

/** The quizzes of a lesson, in the order of the text. */
export function quizzesOf({ sections }: Lesson): Quiz[] {
  const parts = sections.flatMap((section) => section.parts);
  return parts.flatMap((part) => (part.kind === "quiz" ? [part.quiz] : []));
}

/** Cuts a section at its quizzes. A quiz is everything from `### Quiz: title` to the end of its answer. */
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
