import { expect } from "vitest";
import type { CheckResult, CheckState, Grade, Reason } from "../../src/grading/index.ts";
import { fixture, gradeFile } from "./grade-file.ts";

/** How a check must have ended: its title, its state, its reason, its message. */
export type Ending = readonly [title: string, state: CheckState, reason: Reason, message: string];

/** Grades a hostile submission to lesson 3, which must have a grade in bounded time whatever it does. */
export async function gradeHostile(name: string): Promise<Grade> {
  const grade = await gradeFile("03-responses", fixture("hostile", name));
  expect(grade.couldNotGrade).toBeUndefined();
  expect(grade.checks.length).toBeGreaterThan(40);
  return grade;
}

/** Every check that did not pass, in the form of an `Ending`. All others passed. */
export function endings({ checks }: Grade): Ending[] {
  return checks
    .filter(({ state }) => state !== "passed")
    .map(({ title, state, failure }) => [title, state, failure!.reason, failure!.message]);
}

export function checkCalled({ checks }: Grade, title: string): CheckResult {
  const check = checks.find((each) => each.title === title);
  if (check === undefined) throw new Error(`No check is called ${title}`);
  return check;
}

/** The six checks of the task statusClass; a hostile submission behaves badly in one code of each. */
export const OF_199 = "calls 100 to 199 informational";
export const OF_299 = "calls 200 to 299 successful";
export const OF_399 = "calls 300 to 399 redirection";
export const OF_499 = "calls 400 to 499 client-error";
export const OF_599 = "calls 500 to 599 server-error";
export const OF_999 = "counts codes from 600 on as a server error";
