import type { Choice, Quiz } from "../course/index.ts";
import { renderMarkdown } from "../screen/index.ts";
import type { OpenLesson } from "./course-files.ts";
import type { Terminal } from "./terminal.ts";

/** Asks before the answer is shown, and then says why the choice is right or wrong. */
export async function askQuiz({ theme, write }: Terminal, quiz: Quiz, { tokens }: OpenLesson): Promise<void> {
  const { chooseAnswer } = await import("./prompts.ts");
  write(`${renderMarkdown(`### Quiz: ${quiz.title}\n\n${quiz.question}`, theme, tokens)}\n`);
  const chosen = await chooseAnswer(quiz.choices);
  write(`\n${renderMarkdown(verdict(quiz, chosen), theme, tokens)}`);
}

function verdict({ choices }: Quiz, chosen: Choice | undefined): string {
  const right = choices.find(({ isRight }) => isRight)!;
  if (chosen === right) return `**Right.** ${right.explanation}`;
  const no = chosen === undefined ? "" : `**No.** ${chosen.explanation}\n\n`;
  return `${no}**Right is ${choices.indexOf(right) + 1}.** ${right.text}: ${right.explanation}`;
}
