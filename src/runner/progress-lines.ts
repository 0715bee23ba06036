// How far something has come, in the log of a build or of `nohup`: lines that stay, so few of them.

import type { ClassProgress } from "../marking/index.ts";

/** Milliseconds between two lines, at least. */
const APART_MS = 5_000;
/** A long marking has no more lines than this, and the first one. */
const MOST_LINES = 50;

/**
 * What turns progress into lines: one at the beginning, and one each time that enough time has passed and enough was
 * done since the last one.
 *
 * @param submissions How many there are: with several lessons of each, the lessons are what is counted
 * @param write Is given a line without its end
 * @param now Milliseconds of a clock that only goes forward
 *
 * @example
 * progressLines(200, console.error)({ done: 12, all: 200, notGraded: 3 }) // "12 of 200 marked, 3 could not be graded"
 */
export function progressLines(
  submissions: number,
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): (progress: ClassProgress) => void {
  let last: { readonly ms: number; readonly done: number } | undefined;
  return ({ done, all, notGraded }) => {
    const ms = now();
    if (last !== undefined && (ms - last.ms < APART_MS || done - last.done < all / MOST_LINES)) return;
    last = { ms, done };
    const what = all === submissions ? "" : " lessons";
    const left = notGraded === 0 ? "" : `, ${notGraded} could not be graded`;
    write(`${done} of ${all}${what} marked${left}`);
  };
}
