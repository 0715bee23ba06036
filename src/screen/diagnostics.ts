/** What TypeScript says beside the checks. It never counts, and the heading says so before anything else. */
import type { Diagnostic, Diagnostics } from "../grading/grade.ts";
import { frameLines } from "./failure.ts";
import { type Line, line, paint, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/** The remarks alone, for who has seen the grade already. */
export function renderDiagnostics(diagnostics: Diagnostics, theme: Theme): string {
  return paint(diagnosticLines(diagnostics, theme.width), theme);
}

/** The first remarks with their places, the very first with the code around it; nothing for none. */
export function diagnosticLines({ count, first }: Diagnostics, width: number): Line[] {
  if (count === 0) return [];
  const shown = first.slice(0, MOST_SHOWN);
  const rest = count - shown.length;
  return stack(
    wrap(line(heading(count), "strong"), width),
    ...shown.map((each, index) => remarkLines(each, index === 0, width)),
    rest === 0 ? [] : [line(`And ${rest} more.`)],
  );
}

const MOST_SHOWN = 3;

function heading(count: number): string {
  return count === 1
    ? "TypeScript finds one thing (it does not count):"
    : `TypeScript finds ${count} things (they do not count):`;
}

/** The place stands alone in its line, so that a terminal or an editor makes a link of it. */
function remarkLines({ place, message }: Diagnostic, isFirst: boolean, width: number): Line[] {
  const where = wrap(line(`${place.file}:${place.line}:${place.column}`), width);
  return [...where, ...wrap(line(message), width), ...(isFirst ? frameLines(place.frame, width) : [])];
}
