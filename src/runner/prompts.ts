import { confirm, input } from "@inquirer/prompts";
import type { Choice, Task } from "../course/index.ts";
import { createTheme, type LessonListEntry, renderMarkdown, visible } from "../screen/index.ts";
import { askAtEachWidth, choose } from "./ask.ts";

/** What a person can do while a lesson is open. */
export type Action =
  | "read-on"
  | "check"
  | "watch"
  | "edit"
  | "try"
  | "hint"
  | "solution"
  | "quiz"
  | "read"
  | "reset"
  | "next"
  | "leave";

const LABELS: Readonly<Record<Action | "more" | "back", string>> = {
  "read-on": "Read on",
  check: "Check my answers",
  watch: "Watch: check at each save",
  edit: "Open my file in the editor",
  try: "Try an example",
  hint: "Hint",
  solution: "Solution",
  quiz: "Quiz",
  read: "Read the lesson again",
  reset: "Begin my file anew",
  next: "Next lesson",
  more: "More ...",
  back: "Back",
  leave: "Leave",
};

/** What is seldom wanted stands behind "More", so that a menu leaves room on a small screen for what it is about. */
const SELDOM: readonly Action[] = ["watch", "edit", "hint", "solution", "quiz", "read", "reset", "next"];

/** What the menu depends on. */
export interface Menu {
  /** Title of the page that comes next; undefined when all was read. */
  readonly nextPage: string | undefined;
  /** Where the cursor stands at first. */
  readonly suggested: Action;
  readonly isPassed: boolean;
  /** False in a copy of the course that came without. */
  readonly hasSolution: boolean;
}

/** Asks what to do next. */
export async function chooseAction(menu: Menu): Promise<Action> {
  const often: readonly Action[] = menu.isPassed
    ? ["check", "solution", "try", "next"]
    : ["check", "watch", "edit", "try", "hint"];
  const isThere = (action: Action) => action !== "solution" || menu.hasSolution;
  const readOn: readonly Action[] = menu.nextPage === undefined ? [] : ["read-on"];
  const entries = [...readOn, ...often.filter(isThere), "more", "leave"] as const;
  const action = await chooseEntry<Action | "more">(entries, menu);
  if (action !== "more") return action;
  const seldom = SELDOM.filter((each) => isThere(each) && !often.includes(each));
  const other = await chooseEntry<Action | "back">([...seldom, "back"], menu);
  return other === "back" ? chooseAction(menu) : other;
}

function chooseEntry<Entry extends keyof typeof LABELS>(
  entries: readonly Entry[],
  { suggested, nextPage }: Menu,
): Promise<Entry> {
  const choices = entries.map((value) => ({
    value,
    name: value === "read-on" ? `${LABELS[value]}: ${visible(nextPage ?? "")}` : LABELS[value],
    short: LABELS[value],
  }));
  return choose<Entry>("What next?", () => choices, suggested as Entry, entries.length);
}

/** Waits for Enter, and leaves no trace. */
export async function waitForEnter(): Promise<void> {
  await askAtEachWidth((context) => {
    context.clearPromptOnDone = true;
    return input({ message: "Enter to read on" }, context);
  });
}

/**
 * @param suggested Where the cursor stands at first
 * @returns Undefined for a person who would rather do something else
 */
export function chooseTask(
  message: string,
  tasks: readonly Task[],
  suggested: Task | undefined,
): Promise<Task | undefined> {
  const choices = [
    ...tasks.map((task) => ({
      value: task,
      name: `${task.number}. ${visible(task.signature)}`,
      short: task.name,
    })),
    { value: undefined, name: LABELS.back },
  ];
  const first = suggested !== undefined && tasks.includes(suggested) ? suggested : tasks[0];
  return choose<Task | undefined>(message, () => choices, first);
}

/** Before a solution is shown that cannot be unseen. */
export function confirmGiveUp({ number }: Task): Promise<boolean> {
  return confirmed(`Task ${number} is not passed yet. Give up on it, and see the solution?`);
}

export function confirmReset(): Promise<boolean> {
  return confirmed("Put the stub back? A copy of your file is kept.");
}

/** Enter alone is a no. */
function confirmed(message: string): Promise<boolean> {
  return askAtEachWidth((context) => confirm({ message, default: false }, context));
}

/**
 * @param width Columns of the terminal, whenever it is asked
 * @returns Undefined for a person who would rather be told
 */
export async function chooseAnswer(
  choices: readonly Choice[],
  width: () => number,
): Promise<Choice | undefined> {
  const entries = () => [
    ...choices.map((choice, index) => ({
      value: index,
      name: choiceText(choice, index + 1, width()),
      short: String(index + 1),
    })),
    { value: UNKNOWN, name: "I do not know" },
  ];
  // Suggested, so that a key too many is no answer.
  const chosen = await choose<number>("Your answer?", entries, UNKNOWN);
  return choices[chosen];
}

const UNKNOWN = -1;

// The prompt's own wrapping cuts words.
function choiceText({ text }: Choice, number: number, width: number): string {
  const theme = createTheme({ width: width - "❯ 1. ".length, color: false });
  return `${number}. ${renderMarkdown(text, theme).replaceAll("\n", "\n     ")}`;
}

/** @returns Slug of the lesson */
export function chooseLesson(entries: readonly LessonListEntry[]): Promise<string> {
  const current = entries.find((entry) => entry.current) ?? entries[0];
  const choices = entries.map(({ lesson, passed }) => ({
    value: lesson.slug,
    name: `${lesson.number}. ${visible(lesson.title)}${passed ? " (passed)" : ""}`,
  }));
  return choose<string>("Which lesson?", () => choices, current?.lesson.slug);
}
