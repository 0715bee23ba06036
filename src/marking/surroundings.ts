// What a marking needs to know before it begins: which lessons, and what the submissions are shut in by.

import type { Course, Lesson } from "../course/index.ts";
import { findIsolation, type Isolation } from "../grading/index.ts";
import type { Choices } from "./choices.ts";

export interface Surroundings {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  /** Slugs of the lessons to mark; those of the choices, or all, where it is left out. */
  readonly lessons?: readonly string[];
  readonly choices?: Choices;
  /**
   * Whether a submission has to be shut in, or is where that can be had. Left out, it runs with the rights of this
   * process.
   */
  readonly sandbox?: "required" | "where-possible";
  /** How many times as long as usual a call may take, for a machine that is slow: a whole number. */
  readonly patience?: number;
}

/** Nothing can be marked, whatever was handed in. The message is a sentence. */
export class CannotMark extends Error {
  override readonly name = "CannotMark";
}

/** @throws {CannotMark} When there are none */
export function lessonsToMark(
  { lessons }: Course,
  { lessons: slugs, choices }: Surroundings,
): readonly Lesson[] {
  const chosen = slugs ?? (choices?.lessons && [...choices.lessons.keys()]);
  const wanted = chosen === undefined ? lessons : lessons.filter(({ slug }) => chosen.includes(slug));
  if (wanted.length === 0) throw new CannotMark("There is no lesson to mark.");
  return wanted;
}

/**
 * @returns Undefined where nothing was asked for
 * @throws {CannotMark} Where there has to be a sandbox, and none can be had
 */
export async function shutIn({ sandbox, ...where }: Surroundings): Promise<Isolation | undefined> {
  if (sandbox === undefined) return undefined;
  const found = await findIsolation(where);
  if (found.kind === "strict" || sandbox === "where-possible") return found;
  throw new CannotMark(`No sandbox can be had here, and so nothing was run: ${found.reason} ${WITHOUT}`);
}

const WITHOUT = "`strict sandbox none` marks without one, and says so in the report.";
