/** How far something has come, in one row. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/**
 * A bar, as long as the row has room for, and what it means. The row's last column stays free.
 *
 * @param what What was done, and what else there is to say: `marked, 2 not graded`
 * @param width Columns of the row
 *
 * @example
 * renderProgressBar({ done: 30, all: 60 }, "marked", 40) // "[##########..........] 30 of 60 marked"
 */
export function renderProgressBar({ done, all }: Progress, what: string, width: number): string {
  // As wide as it will be: the bar does not become shorter on the way.
  const words = `${String(done).padStart(String(all).length)} of ${all} ${what}`;
  const room = Math.min(width - words.length - "[] ".length - 1, MOST);
  if (room < LEAST) return words.trimStart();
  const full = Math.floor((room * done) / Math.max(all, 1));
  return `[${"#".repeat(full)}${".".repeat(room - full)}] ${words}`;
}

const LEAST = 8;
const MOST = 40;
