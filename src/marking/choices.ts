// A teacher's choices: which lessons and tasks count, and for how much.

import type { Task } from "../course/index.ts";
import type { Costs, LessonChoices } from "./choices-schema.ts";

/** The choices for the lessons of one course. */
export interface Choices {
  /** By slug; every lesson of the course where it is undefined. */
  readonly lessons: ReadonlyMap<string, LessonChoices> | undefined;
  readonly stretch: boolean;
  readonly costs: Costs;
  /** Checks that learners do not see, by slug. */
  readonly hidden: ReadonlyMap<string, HiddenChecks>;
}

/** A grader of a teacher's own, beside that of the lesson: one file, which was read with the choices. */
export interface HiddenChecks {
  /** Where the choices name it: `lessons.3.checks`. */
  readonly place: string;
  /** As the choices have it: `hidden/03.test.ts`. */
  readonly path: string;
  readonly source: string;
}

export const NO_CHOICES: Choices = { lessons: undefined, stretch: false, costs: {}, hidden: new Map() };

/** How one task counts. */
export interface TaskTerms {
  readonly counts: boolean;
  /** Points for all of it; a point for each check where it is undefined. */
  readonly points?: number;
}

export function termsOf(choices: Choices, slug: string, task: Pick<Task, "number" | "kind">): TaskTerms {
  const { tasks, points, stretch = choices.stretch } = choices.lessons?.get(slug) ?? {};
  const most = points?.[String(task.number)];
  const counts = tasks?.includes(task.number) ?? (task.kind === "core" || stretch || most !== undefined);
  return { counts, ...(counts && most !== undefined && { points: most }) };
}

/** What help costs in a lesson: what it does not say itself, the course says. */
export function costsOf(choices: Choices, slug: string): Costs {
  return { ...choices.costs, ...choices.lessons?.get(slug)?.costs };
}

/** Whether anything costs anything: only then is the learner's progress looked at. */
export function haveCosts({ costs, lessons }: Choices): boolean {
  const all = [costs, ...[...(lessons?.values() ?? [])].map((lesson) => lesson.costs ?? {})];
  return all.some(({ hint = 0, giveUp = 0 }) => hint + giveUp > 0);
}
