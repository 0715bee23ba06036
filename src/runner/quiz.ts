import {
  type Choice,
  isMissed,
  type Lesson,
  lessonProgress,
  loadCourse,
  type Quiz,
  quizzesOf,
  withAnswer,
} from "../course/index.ts";
import { renderMarkdown } from "../screen/index.ts";
import type { Context } from "./context.ts";
import type { OpenLesson } from "./course-files.ts";

/**
 * Asks before the answer is shown, says why the choice is right or wrong, and remembers it.
 *
 * @returns Whether the answer was right
 */
export async function askQuiz(context: Context, opened: OpenLesson, quiz: Quiz): Promise<boolean> {
  const { chooseAnswer } = await import("./prompts.ts");
  writeQuestion(context, opened, quiz);
  context.terminal.write("");
  const chosen = await chooseAnswer(quiz.choices, context.terminal.theme.width);
  context.terminal.write("");
  return answerQuiz(context, opened, quiz, chosen);
}

/** Asks a quiz of the text; one that was answered right before is shown with its answer. */
export async function askQuizOnce(context: Context, opened: OpenLesson, quiz: Quiz): Promise<void> {
  const { quizzes = {} } = lessonProgress(await context.progress.read(), opened.lesson.slug);
  if (quizzes[quiz.title]?.isRight !== true) {
    await askQuiz(context, opened, quiz);
    return;
  }
  const right = rightChoice(quiz);
  const answer = `You answered this before, and right: ${numberOf(quiz, right)}. ${right.text}`;
  writeQuestion(context, opened, quiz);
  context.terminal.write(`\n${renderMarkdown(answer, context.terminal.theme, opened.tokens)}`);
}

/**
 * Says whether a choice is right, and why, and remembers it.
 *
 * @param chosen Undefined for who would rather be told
 */
export async function answerQuiz(
  { terminal, progress }: Context,
  { lesson, tokens }: OpenLesson,
  quiz: Quiz,
  chosen: Choice | undefined,
): Promise<boolean> {
  const isRight = chosen?.isRight === true;
  terminal.write(renderMarkdown(verdict(quiz, chosen), terminal.theme, tokens));
  await progress.update((before) => withAnswer(before, lesson.slug, quiz.title, isRight, new Date()));
  return isRight;
}

/** Prints the question without its choices. */
function writeQuestion({ terminal }: Context, { tokens }: OpenLesson, quiz: Quiz): void {
  terminal.write(renderMarkdown(`### Quiz: ${quiz.title}\n\n${quiz.question}`, terminal.theme, tokens));
}

/** The quizzes of earlier lessons whose last answer was wrong. */
export async function missedBefore(
  { root, progress }: Context,
  { number }: Lesson,
): Promise<{ lesson: Lesson; quiz: Quiz }[]> {
  const [{ lessons }, known] = await Promise.all([loadCourse(root), progress.read()]);
  const earlier = lessons.filter((lesson) => lesson.number < number);
  const quizzes = earlier.flatMap((lesson) => quizzesOf(lesson).map((quiz) => ({ lesson, quiz })));
  return quizzes.filter(({ lesson, quiz }) => isMissed(known, lesson.slug, quiz.title));
}

function verdict(quiz: Quiz, chosen: Choice | undefined): string {
  const right = rightChoice(quiz);
  if (chosen === right) return `**Right.** ${right.explanation}`;
  const no = chosen === undefined ? "" : `**No.** ${chosen.explanation}\n\n`;
  return `${no}**Right is ${numberOf(quiz, right)}.** ${right.text}: ${right.explanation}`;
}

function rightChoice({ choices }: Quiz): Choice {
  return choices.find(({ isRight }) => isRight)!;
}

function numberOf({ choices }: Quiz, choice: Choice): number {
  return choices.indexOf(choice) + 1;
}
