import { columns } from "../line.ts";
import type { DiagramNote, DiagramStep, SequenceDiagram } from "../sequence-diagram.ts";

/** Columns that are needed between a lifeline and the next one, which is at `gap + 1`. */
type Need = readonly [gap: number, columns: number];

/**
 * Finds how long a message between each two neighbours would have to be, so that the notes and the messages to oneself
 * have room between their lifelines. What stands at the outer edges finds room by itself.
 *
 * @returns Columns, one number for each gap from left to right, at least 1
 */
export function roomBetween({ participants, steps }: SequenceDiagram): number[] {
  const ids = [...participants.keys()];
  const needs = steps.flatMap((step) => needsOf(step, ids));
  return ids
    .slice(1)
    .map((_, gap) => Math.max(1, ...needs.map((need) => (need[0] === gap ? Math.ceil(need[1]) : 0))));
}

function needsOf(step: DiagramStep, ids: readonly string[]): Need[] {
  if (step.kind === "note") return noteNeeds(step, ids);
  return step.from === step.to ? [[ids.indexOf(step.from), columns(step.text.join(" ")) + BESIDE]] : [];
}

// What stands beside a lifeline, or between two, begins a little apart from it.
const BESIDE = 2;

function noteNeeds({ place, at, text }: DiagramNote, ids: readonly string[]): Need[] {
  const width = Math.max(...text.map(columns));
  const places = at.map((id) => ids.indexOf(id)).sort((one, other) => one - other);
  const [first = 0, last = first] = places;
  if (place === "right of") return [[first, width + BESIDE]];
  if (place === "left of" && first > 0) return [[first - 1, width + BESIDE]];
  if (last > first)
    return ids.slice(first, last).map((_, gap) => [first + gap, (width + BESIDE) / (last - first)]);
  // Over the leftmost lifeline a wide note cannot be centred, and reaches further to the right.
  if (first === 0) return [[0, width]];
  return [
    [first - 1, width / 2],
    [first, width / 2],
  ];
}
