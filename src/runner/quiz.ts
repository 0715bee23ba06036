import {
  type Choice,
  type Lesson,
  type LessonName,
  lessonProgress,
  listLessons,
  type Quiz,
  quizProgress,
  quizzesOf,
  withAnswer,
} from "../course/index.ts";
import { renderMarkdown } from "../screen/index.ts";
import type { Context } from "./context.ts";
import { type OpenLesson, openLesson } from "./course-files.ts";

/**
 * Asks before the answer is shown, says why the choice is right or wrong, and remembers it.
 *
 * @returns Whether the answer was right
 */
export async function askQuiz(context: Context, opened: OpenLesson, quiz: Quiz): Promise<boolean> {
  const { chooseAnswer } = await import("./prompts.ts");
  writeQuestion(context, opened, quiz);
  context.terminal.write("");
  const chosen = await chooseAnswer(quiz.choices, () => context.terminal.theme.width);
  context.terminal.write("");
  return answerQuiz(context, opened, quiz, chosen);
}

/** Asks a quiz of the text; one that was answered right before is shown with its answer. */
export async function askQuizOnce(context: Context, opened: OpenLesson, quiz: Quiz): Promise<void> {
  const before = quizProgress(await context.progress.read(), opened.lesson.slug, quiz.title);
  if (before?.isRight !== true) {
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

/** The quizzes of earlier lessons whose last answer was wrong. Only lessons with such an answer are opened. */
export async function missedBefore(
  { root, progress }: Context,
  { number }: Lesson,
): Promise<{ opened: OpenLesson; quiz: Quiz }[]> {
  const known = await progress.read();
  const hasMissed = ({ slug }: LessonName) =>
    Object.values(lessonProgress(known, slug).quizzes ?? {}).some(({ isRight }) => !isRight);
  const names = (await listLessons(root)).filter((name) => name.number < number && hasMissed(name));
  const lessons = await Promise.all(names.map(({ slug }) => openLesson(root, slug)));
  return lessons.flatMap((opened) =>
    quizzesOf(opened.lesson)
      .filter(({ title }) => quizProgress(known, opened.lesson.slug, title)?.isRight === false)
      .map((quiz) => ({ opened, quiz })),
  );
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
