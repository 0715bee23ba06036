import type { TaskProgress } from "../course/index.ts";
import type { Costs } from "./choices-schema.ts";
import type { CostReport } from "./report.ts";

/**
 * What help takes off a task: never more than it has.
 *
 * @param earned Points, before anything is taken off
 * @returns undefined where nothing was shown that costs something
 *
 * @example
 * costOf(10, { hint: 1 }, { hintsShown: 2 })?.message // "2 hints were shown: 2 points off."
 */
export function costOf(
  earned: number,
  { hint = 0, giveUp = 0 }: Costs,
  { hintsShown = 0, gaveUpAt }: TaskProgress,
): CostReport | undefined {
  const hints = hint > 0 ? hintsShown : 0;
  const gaveUp = giveUp > 0 && gaveUpAt !== undefined;
  if (hints === 0 && !gaveUp) return undefined;
  const points = Math.min(earned, hints * hint + (gaveUp ? giveUp : 0));
  return { hints, gaveUp, points, message: `${shown(hints, gaveUp)}: ${off(points)}.` };
}

function shown(hints: number, gaveUp: boolean): string {
  const some = hints === 0 ? [] : [hints === 1 ? "1 hint" : `${hints} hints`];
  const all = [...some, ...(gaveUp ? ["the solution"] : [])];
  const words = all.join(" and ");
  const verb = all.length === 1 && hints < 2 ? "was" : "were";
  return `${words[0]!.toUpperCase()}${words.slice(1)} ${verb} shown`;
}

function off(points: number): string {
  if (points === 0) return "there was no point to take off";
  return points === 1 ? "1 point off" : `${points} points off`;
}
