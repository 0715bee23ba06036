/** What a course update changed in a stub, for a learner who began with the older one. */
import type { Lesson } from "../course/lesson.ts";
import { CODE_GUTTER, gutterRows } from "./code.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, stack } from "./line.ts";
import { type DiffRow, diffRows, isChange, type Stretch, stretchesOf } from "./line-diff.ts";
import { CHANGE_MARKS } from "./solution-diff.ts";
import type { Theme } from "./theme.ts";
import { visibleLines } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/**
 * Shows the lines that are new in a stub and those that are no longer in it, with three lines around each.
 *
 * @param stubs The text of both
 */
export function renderStubChanges(
  stubs: { readonly before: string; readonly after: string },
  lesson: Lesson,
  theme: Theme,
): string {
  const { width } = theme;
  const [before, after] = [visibleLines(stubs.before), visibleLines(stubs.after)];
  const rows = diffRows(before, after);
  if (!rows.some(isChange))
    return paint(wrap(sentence("Only white space changed in the stub."), width), theme);
  const stretches = stretchesOf(rows).map((stretch) => stretchLines(stretch, before, after, width));
  return paint(stack(legend(lesson, width), ...stretches, nextLines(lesson, width)), theme);
}

function legend({ slug }: Lesson, width: number): Line[] {
  return [
    ...wrap(sentence(`exercises/.original/${slug}.ts, the stub, before and after the update:`), width),
    ...wrapAfter(CHANGE_MARKS["-"], line("no longer in it"), width),
    ...wrapAfter(CHANGE_MARKS["+"], line("new in it"), width),
  ];
}

function stretchLines(
  { isShown, rows }: Stretch,
  before: readonly string[],
  after: readonly string[],
  width: number,
): Line[] {
  // The rows themselves are without indentation.
  const textOf = ({ sign, mine, theirs }: DiffRow) => (sign === "-" ? before[mine] : after[theirs]) ?? "";
  if (isShown) return rows.flatMap((row) => gutterRows(line(textOf(row)), width, CHANGE_MARKS[row.sign]));
  return wrapAfter(CODE_GUTTER, line(`(${rows.length} lines left out; both have them)`, "muted"), width);
}

function nextLines({ slug, number }: Lesson, width: number): Line[] {
  const text = `Your file is as you left it: copy what you need into exercises/${slug}.ts. Or begin anew with \`npm run lesson ${number} reset\`, which keeps a copy of your answers.`;
  return wrap(sentence(text), width);
}
