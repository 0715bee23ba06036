/** What a look at the surroundings of the course found, line by line: `npm run doctor`. */
import { sentence } from "./inline.ts";
import { type Line, line, paint, span } from "./line.ts";
import type { Style, Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What one check found. */
export interface Finding {
  /** `note` is worth knowing, and stands in nobody's way. */
  readonly state: "fine" | "note" | "wrong";
  /** In one sentence; what stands between backticks shows as code. */
  readonly found: string;
  /** What to do about it. Something that is wrong always has it. */
  readonly next?: string;
}

/** A finding, and what was looked at. */
export interface NamedFinding extends Finding {
  readonly name: string;
}

const MARKS: Readonly<Record<Finding["state"], readonly [mark: string, style: Style]>> = {
  fine: ["ok    ", "passed"],
  note: ["note  ", "strong"],
  wrong: ["WRONG ", "failed"],
};

/** Shows one finding, and below it what to do. */
export function renderFinding({ name, state, found, next }: NamedFinding, theme: Theme): string {
  const { width } = theme;
  const [mark, style] = MARKS[state];
  const about: Line = [span(`${name}: `, "strong"), ...sentence(found)];
  const todo = next === undefined ? [] : wrapAfter([span(" ".repeat(mark.length))], sentence(next), width);
  return paint([...wrapAfter([span(mark, style)], about, width), ...todo], theme);
}

/** What it comes to. */
export function renderDiagnosis(findings: readonly Finding[], theme: Theme): string {
  const wrong = findings.filter(({ state }) => state === "wrong").length;
  if (wrong === 0) return paint(wrap(line("Nothing stands in the way.", "passed"), theme.width), theme);
  const what = wrong === 1 ? "One thing stands" : `${wrong} things stand`;
  const text = `${what} in the way: do what is said below WRONG, and run \`npm run doctor\` again.`;
  return paint(wrap(sentence(text, "failed"), theme.width), theme);
}
