import { type Lesson, type Quiz, quizzesOf } from "../../course/index.ts";
import { renderQuiz } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";
import { answerQuiz, askQuiz } from "../quiz.ts";

export interface QuizOptions {
  /** 1 for the first quiz of the lesson. */
  readonly quiz?: number;
  /** 1 for the first choice. */
  readonly choice?: number;
}

/** Asks the quizzes of a lesson. Without a terminal the questions are printed, and what to type as an answer. */
export async function quiz(context: Context, word: string, options: QuizOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const quizzes = quizzesOf(opened.lesson);
  const asked = options.quiz === undefined ? quizzes : [requireQuiz(opened.lesson, quizzes, options.quiz)];
  if (options.choice !== undefined) await answer(context, opened, asked[0]!, options.choice);
  else if (context.terminal.isInteractive) await askAll(context, opened, asked);
  else for (const each of asked) write(context, opened, each, quizzes.indexOf(each) + 1);
  return EXIT.passed;
}

/** Asks one after the other, and counts. */
export async function askAll(context: Context, opened: OpenLesson, quizzes: readonly Quiz[]): Promise<void> {
  let right = 0;
  for (const each of quizzes) {
    if (await askQuiz(context, opened, each)) right += 1;
    context.terminal.write("");
  }
  context.terminal.write(`${right} of ${quizzes.length} right.`);
}

async function answer(context: Context, opened: OpenLesson, quiz: Quiz, choice: number): Promise<void> {
  const chosen = quiz.choices[choice - 1];
  if (chosen === undefined) {
    throw new UsageError(
      `This quiz has no choice ${choice}.`,
      `It has ${quiz.choices.length}: \`npm run lesson ${opened.lesson.number} quiz\` shows them.`,
    );
  }
  await answerQuiz(context, opened, quiz, chosen);
}

function write({ terminal }: Context, { lesson, tokens }: OpenLesson, quiz: Quiz, number: number): void {
  terminal.write(`${renderQuiz(quiz, number, lesson, terminal.theme, tokens)}\n`);
}

function requireQuiz({ number }: Lesson, quizzes: readonly Quiz[], wanted: number): Quiz {
  const found = quizzes[wanted - 1];
  if (found !== undefined) return found;
  throw new UsageError(
    `Lesson ${number} has no quiz ${wanted}.`,
    `It has ${quizzes.length}: type \`npm run lesson ${number} quiz\` for all of them.`,
  );
}
