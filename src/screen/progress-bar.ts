/** How far something has come, in one row. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/**
 * A bar, as long as the row has room for, and what it means.
 *
 * @param what What is counted, and what else there is to say: `of 200 lessons`
 * @param width Columns of the row
 *
 * @example
 * renderProgressBar({ done: 30, all: 60 }, "lessons", 40) // "[###########............] 30 of 60 lessons"
 */
export function renderProgressBar({ done, all }: Progress, what: string, width: number): string {
  const words = `${done} of ${all} ${what}`;
  const room = Math.min(width - words.length - "[] ".length, MOST);
  if (room < LEAST) return words;
  const full = Math.floor((room * done) / Math.max(all, 1));
  return `[${"#".repeat(full)}${".".repeat(room - full)}] ${words}`;
}

const LEAST = 8;
const MOST = 40;
