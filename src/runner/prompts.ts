import { confirm, select } from "@inquirer/prompts";
import type { Choice, Task } from "../course/index.ts";
import type { LessonListEntry } from "../screen/index.ts";

/** What a person can do while a lesson is open. */
export type Action = "read-on" | "check" | "hint" | "solution" | "read" | "next" | "leave";

const LABELS: Readonly<Record<Action, string>> = {
  "read-on": "Read on",
  check: "Check my answers",
  hint: "Hint",
  solution: "Solution",
  read: "Read the lesson again",
  next: "Next lesson",
  leave: "Leave",
};

/**
 * Asks what to do next.
 *
 * @param nextPage Title of the page that comes next; undefined when all was read
 * @param suggested Where the cursor stands at first
 */
export function chooseAction(nextPage: string | undefined, suggested: Action): Promise<Action> {
  const readOn = nextPage === undefined ? [] : (["read-on"] as const);
  const actions: readonly Action[] = [...readOn, "check", "hint", "solution", "read", "next", "leave"];
  return select<Action>({
    message: "What next?",
    default: suggested,
    loop: false,
    pageSize: actions.length,
    choices: actions.map((value) => ({
      value,
      name: value === "read-on" ? `${LABELS[value]}: ${nextPage}` : LABELS[value],
    })),
  });
}

export function chooseTask(tasks: readonly Task[]): Promise<Task> {
  return select<Task>({
    message: "A hint for which task?",
    loop: false,
    choices: tasks.map((task) => ({ value: task, name: `${task.number}. ${task.signature}` })),
  });
}

export function confirmSolution(): Promise<boolean> {
  return confirm({
    message: "The lesson is not passed yet. Show the solution all the same?",
    default: false,
  });
}

/** @returns Undefined for a person who would rather be told */
export function chooseAnswer(choices: readonly Choice[]): Promise<Choice | undefined> {
  return select<Choice | undefined>({
    message: "Your answer?",
    loop: false,
    choices: [
      ...choices.map((choice, index) => ({ value: choice, name: `${index + 1}. ${choice.text}` })),
      { value: undefined, name: "I do not know" },
    ],
  });
}

/** @returns Slug of the lesson */
export function chooseLesson(entries: readonly LessonListEntry[]): Promise<string> {
  const current = entries.find((entry) => entry.current) ?? entries[0];
  return select<string>({
    message: "Which lesson?",
    ...(current && { default: current.lesson.slug }),
    loop: false,
    choices: entries.map(({ lesson, passed }) => ({
      value: lesson.slug,
      name: `${lesson.number}. ${lesson.title}${passed ? " (passed)" : ""}`,
    })),
  });
}
