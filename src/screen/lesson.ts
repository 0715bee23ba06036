import type { Lesson, Quiz, Task, TextPart } from "../course/lesson.ts";
import { sentence } from "./inline.ts";
import { fileUrl, type Line, line, paint, span, stack } from "./line.ts";
import { markdownLines } from "./markdown.ts";
import type { Theme } from "./theme.ts";
import type { CodeTokens } from "./tokens.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Shows a whole lesson: introduction, sections, tasks. Answers and hints stay hidden; a line says how to get them. */
export function renderLesson(lesson: Lesson, theme: Theme, tokens?: CodeTokens): string {
  const introduction = markdownLines(lesson.introduction, theme, tokens);
  const quizzes = lesson.sections.flatMap(({ parts }) => parts).filter(({ kind }) => kind === "quiz");
  const partOf = (part: TextPart) =>
    part.kind === "text"
      ? markdownLines(part.markdown, theme, tokens)
      : quizLines(part.quiz, quizzes.indexOf(part) + 1, lesson, theme, tokens);
  const blocks = lesson.blocks.flatMap((block) =>
    block.kind === "section"
      ? block.section.parts.map(partOf)
      : [tasksLines(block.tasks, lesson, theme, tokens)],
  );
  return paint(stack(introduction, ...blocks), theme);
}

/**
 * Shows a quiz with its choices, and how to answer it.
 *
 * @param number 1 for the first quiz of the lesson
 */
export function renderQuiz(
  quiz: Quiz,
  number: number,
  lesson: Lesson,
  theme: Theme,
  tokens?: CodeTokens,
): string {
  return paint(quizLines(quiz, number, lesson, theme, tokens), theme);
}

function quizLines(
  { title, question, choices }: Quiz,
  number: number,
  lesson: Lesson,
  theme: Theme,
  tokens?: CodeTokens,
): Line[] {
  const list = choices.map(({ text }, index) => `${index + 1}. ${text.replaceAll("\n", "\n   ")}`).join("\n");
  const command = `npm run lesson ${lesson.number} quiz ${number} 1`;
  return stack(
    markdownLines(`### Quiz: ${title}\n\n${question}\n\n${list}`, theme, tokens),
    wrap([span("To answer with the first choice: ", "muted"), span(command, "code")], theme.width),
  );
}

/** Shows some tasks of a lesson, and where to write them. */
export function renderTasks(
  tasks: readonly Task[],
  lesson: Lesson,
  theme: Theme,
  tokens?: CodeTokens,
): string {
  return paint(tasksLines(tasks, lesson, theme, tokens), theme);
}

/** Shows one task: its call, its text, how to get a hint, and where to write it. */
export function renderTask(task: Task, lesson: Lesson, theme: Theme, tokens?: CodeTokens): string {
  return paint(stack(taskLines(task, lesson, theme, tokens), whereLines("it", lesson, theme)), theme);
}

/**
 * Shows one hint of a task.
 *
 * @param hint 1 for the first, which is the gentlest
 */
export function renderHint(task: Task, hint: number, theme: Theme, tokens?: CodeTokens): string {
  const markdown = task.hints[hint - 1];
  const count = task.hints.length;
  if (markdown === undefined) {
    return paint(wrap(line(`Task ${task.number} has no hint ${hint}; it has ${count}.`), theme.width), theme);
  }
  const heading = line(`Hint ${hint} of ${count}, task ${task.number}, ${task.name}`, "heading");
  return paint(
    stack(wrapAfter([span("### ", "heading")], heading, theme.width), markdownLines(markdown, theme, tokens)),
    theme,
  );
}

function tasksLines(tasks: readonly Task[], lesson: Lesson, theme: Theme, tokens?: CodeTokens): Line[] {
  const each = tasks.map((task) => taskLines(task, lesson, theme, tokens));
  return stack(...each, whereLines(tasks.length === 1 ? "it" : "the tasks", lesson, theme));
}

function whereLines(what: string, lesson: Lesson, theme: Theme): Line[] {
  const file = `exercises/${lesson.slug}.ts`;
  const text = `Write ${what} in \`${file}\`, then type \`npm run lesson ${lesson.number} check\`.`;
  const href = fileUrl(lesson.files.exercise);
  const spans = sentence(text).map((span) => (span.text === file ? { ...span, href } : span));
  return wrap(spans, theme.width);
}

function taskLines(task: Task, lesson: Lesson, theme: Theme, tokens?: CodeTokens): Line[] {
  const stretch = task.kind === "stretch" ? " (stretch)" : "";
  const heading = sentence(`Task ${task.number}${stretch}: \`${task.signature}\``, "heading");
  const command = `npm run lesson ${lesson.number}`;
  const ways = [
    ...(task.example === undefined ? [] : [["The example", `${command} try ${task.number}`]]),
    ...(task.hints.length === 0 ? [] : [[hintCount(task.hints.length), `${command} hint ${task.number}`]]),
  ];
  return stack(
    wrapAfter([span("## ", "heading")], heading, theme.width),
    markdownLines(task.markdown, theme, tokens),
    ways.flatMap(([label, what]) =>
      wrap([span(`${label}: `, "muted"), span(what ?? "", "code")], theme.width),
    ),
  );
}

function hintCount(count: number): string {
  return count === 1 ? "1 hint" : `${count} hints`;
}
