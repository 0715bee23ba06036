/** One check that does not pass, in full: what was asked, what came, what crossed the wire, why, where. */
import type { CheckResult, Failure, SourcePlace } from "../grading/grade.ts";
import { markedRows } from "./caret.ts";
import { gutterRows } from "./code.ts";
import { comparisonLines } from "./comparison.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { exchangeLines } from "./transcript.ts";
import { stateWord } from "./verdict.ts";
import { visibleLines } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** A heading that names the check, and then the whole of its failure. */
export function failureLines(check: CheckResult, width: number): Line[] {
  const title = `Task ${check.task}, ${check.taskName}: ${check.title}`;
  const heading = wrapAfter([span(`${stateWord(check.state)} `, "failed")], line(title, "heading"), width);
  return stack(heading, ...explanation(check, width));
}

/** Shows what happened to a check, without its name. */
export function renderExplanation(check: Pick<CheckResult, "failure" | "output">, theme: Theme): string {
  return paint(stack(...explanation(check, theme.width)), theme);
}

/** What happened, in the parts and the order that a reader needs. */
export function explanation(check: Pick<CheckResult, "failure" | "output">, width: number): Line[][] {
  return [...(check.failure === undefined ? [] : partsOf(check.failure, width)), printedLines(check, width)];
}

function partsOf(failure: Failure, width: number): Line[][] {
  return [
    wrap(sentence(failure.message), width),
    askedLines(failure, width),
    comparisonLines(failure.expected, failure.received, width),
    isUntouched(failure) ? wrap(line("Nothing crossed the wire."), width) : wireLines(failure, width),
    [...labelled("Usual cause", failure.cause, width), ...labelled("To read", failure.see, width)],
    placeLines(failure.place, width),
  ];
}

/** The call had a practice service to talk to, and never did. */
function isUntouched({ asked, exchange }: Failure): boolean {
  return asked !== undefined && exchange?.length === 0;
}

export function askedLines({ asked }: Pick<Failure, "asked">, width: number): Line[] {
  if (asked === undefined) return [];
  const code = capped(visibleLines(asked), ASKED).flatMap((text) => gutterRows(line(text, "code"), width));
  return [line("Called:"), ...code];
}

export function wireLines({ exchange }: Pick<Failure, "exchange">, width: number): Line[] {
  if (exchange === undefined || exchange.length === 0) return [];
  const legend = "On the wire (> client, < server):";
  return [...wrap(line(legend), width), ...exchangeLines(exchange, width)];
}

function labelled(label: string, text: string | undefined, width: number): Line[] {
  return text === undefined ? [] : wrap([span(`${label}: `, "strong"), ...sentence(text)], width);
}

function placeLines(place: SourcePlace | undefined, width: number): Line[] {
  if (place === undefined) return [];
  const where = wrap(line(`In your file, ${place.file}:${place.line}:${place.column}`), width);
  return [...where, ...frameLines(place.frame, width)];
}

/** The lines of a source frame. Where one wraps, the caret of the next goes under the right row. */
export function frameLines(frame: string, width: number): Line[] {
  // A tab stays one column, so that the carets of the frame stay where they are.
  const lines = visibleLines(frame, " ").map((text) => shorten(text, LONGEST_SOURCE_LINE));
  return lines.flatMap((text, index) => {
    if (index > 0 && isCaretLine(text)) return [];
    const next = lines[index + 1] ?? "";
    if (!isCaretLine(next)) return markedRows(text, undefined, width, "muted").map((row) => row.line);
    const caret = { index: Math.min(next.indexOf("^"), text.length), remark: "" };
    return markedRows(text, caret, width, "").map((row) => row.line);
  });
}

const LONGEST_SOURCE_LINE = 400;

function isCaretLine(text: string): boolean {
  return /^[\s|]*\^[\s^~]*$/.test(text);
}

export function printedLines({ output }: Pick<CheckResult, "output">, width: number): Line[] {
  if (output === undefined || output.trim() === "") return [];
  const rows = capped(visibleLines(output.trimEnd()), PRINTED).flatMap((text) =>
    gutterRows(line(text), width),
  );
  return [...wrap(line("Your code printed:"), width), ...rows];
}

const ASKED = { first: 12, last: 4, characters: 600 };
const PRINTED = { first: 8, last: 4, characters: 240 };

/** The first and last lines of a long text, each shortened, with a count of what is missing. */
function capped(lines: readonly string[], most: typeof PRINTED): string[] {
  const leftOut = lines.length - most.first - most.last;
  const short = lines.map((text) => shorten(text, most.characters));
  if (leftOut <= 1) return short;
  return [...short.slice(0, most.first), `(${leftOut} lines left out)`, ...short.slice(-most.last)];
}

function shorten(text: string, most: number): string {
  const leftOut = text.length - most;
  return leftOut <= 20 ? text : `${text.slice(0, most)} (${leftOut} characters left out)`;
}
