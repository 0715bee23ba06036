/**
 * A transcript as it crossed the wire: `>` before what the client sent, `<` before what the server sent, one row for each
 * line, its `\r\n` in sight. How the octets were cut into events is left out: it says nothing about the message.
 */
import type { Sender, Transcript } from "../wire/transcript.ts";
import { CODE_GUTTER, gutterRows } from "./code.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { visibleOctets } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Shows who sent which octets. A long body is shortened in the middle, with a count of the octets left out. */
export function renderTranscript(transcript: Transcript, theme: Theme): string {
  return paint(transcriptLines(transcript, theme.width), theme);
}

/** The rows of one connection. */
function transcriptLines(transcript: Transcript, width: number): Line[] {
  const turns = turnsOf(transcript);
  if (turns.length === 0) return wrapAfter(CODE_GUTTER, line("nothing was sent", "muted"), width);
  return turns.flatMap((turn) => turnLines(turn, width));
}

/** The rows of several connections, numbered when there is more than one. */
export function exchangeLines(exchange: readonly Transcript[], width: number): Line[] {
  const [only] = exchange;
  if (exchange.length === 1 && only !== undefined) return transcriptLines(only, width);
  const connections = exchange.map((transcript, index) => [
    ...wrap(line(`connection ${index + 1} of ${exchange.length}:`, "muted"), width),
    ...transcriptLines(transcript, width),
  ]);
  return stack(...connections);
}

/** What one side sent until the other had its say. */
interface Turn {
  readonly from: Sender;
  readonly octets: Uint8Array;
}

function turnsOf(transcript: Transcript): Turn[] {
  const turns: { from: Sender; parts: Uint8Array[] }[] = [];
  for (const { from, octets } of transcript) {
    if (!(octets instanceof Uint8Array) || octets.length === 0) continue;
    const turn = turns.at(-1);
    if (turn?.from === from) turn.parts.push(octets);
    else turns.push({ from, parts: [octets] });
  }
  return turns.map(({ from, parts }) => ({ from, octets: concat(parts) }));
}

function turnLines({ from, octets }: Turn, width: number): Line[] {
  return shortenedLines(from, shorten(octets), width);
}

/** What one side sent, of which only the two ends were kept. */
export interface SentOctets {
  readonly from: Sender;
  /** The beginning, long enough to show a field section whole. */
  readonly front: Uint8Array;
  /** How many octets came between the two ends. */
  readonly leftOut: number;
  readonly back: Uint8Array;
}

/** The rows of what one side sent, shortened as in a transcript. */
export function sentLines({ from, front, leftOut, back }: SentOctets, width: number): Line[] {
  if (leftOut === 0) return turnLines({ from, octets: concat([front, back]) }, width);
  const end = frontEnd(front);
  return shortenedLines(
    from,
    { front: front.subarray(0, end), leftOut: front.length - end + leftOut, back },
    width,
  );
}

/** The sign of who sent what follows, four columns wide. */
export function senderMark(from: Sender): Line {
  return [span(from === "client" ? "  > " : "  < ", from)];
}

function shortenedLines(from: Sender, { front, leftOut, back }: Shortened, width: number): Line[] {
  const rows = (part: Uint8Array): Line[] =>
    wireLines(part).flatMap((octets) => gutterRows(wireLine(octets, from), width, senderMark(from)));
  const note = line(`(${leftOut.toLocaleString("en")} octets left out)`, "muted");
  return [...rows(front), ...(leftOut > 0 ? wrapAfter(CODE_GUTTER, note, width) : []), ...rows(back)];
}

/** The text of one line in the sender's style, and its line end apart. */
export function wireLine(octets: Uint8Array, from: Sender): Line {
  const text = octets.subarray(0, octets.length - lineEndLength(octets));
  return [span(visibleOctets(text), from), span(visibleOctets(octets.subarray(text.length)), "muted")];
}

/** Octets of the line end: 2 for CRLF, 1 for LF, 0 where there is none. */
export function lineEndLength(line: Uint8Array): number {
  if (line.at(-1) !== LF) return 0;
  return line.at(-2) === CR ? 2 : 1;
}

// What is shown of a body: this much of its start and of its end, in octets and in lines.
const FRONT = { octets: 320, lines: 12 };
const BACK = { octets: 96, lines: 3 };
// A field section is shown whole, up to this many octets.
const LONGEST_HEAD = 4096;

type Shortened = Omit<SentOctets, "from">;

function shorten(octets: Uint8Array): Shortened {
  const front = frontEnd(octets);
  const back = Math.max(front, octets.length - backLength(octets));
  // Leaving out less than the note takes would help nobody.
  if (back - front < 64) return { front: octets, leftOut: 0, back: new Uint8Array() };
  return { front: octets.subarray(0, front), leftOut: back - front, back: octets.subarray(back) };
}

function frontEnd(octets: Uint8Array): number {
  const head = headLength(octets);
  return head + frontLength(octets.subarray(head));
}

function frontLength(octets: Uint8Array): number {
  return lengthOf(wireLines(octets.subarray(0, FRONT.octets)).slice(0, FRONT.lines));
}

function backLength(octets: Uint8Array): number {
  return lengthOf(wireLines(octets.subarray(-BACK.octets)).slice(-BACK.lines));
}

/** Octets up to the end of the first empty line; 0 where there is none. */
function headLength(octets: Uint8Array): number {
  let length = 0;
  for (const line of wireLines(octets.subarray(0, LONGEST_HEAD))) {
    length += line.length;
    if (line.length === lineEndLength(line)) return length;
  }
  return 0;
}

const CR = 0x0d;
const LF = 0x0a;

/** Cuts octets after each LF. */
export function wireLines(octets: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < octets.length; ) {
    const lf = octets.indexOf(LF, start);
    const end = lf === -1 ? octets.length : lf + 1;
    lines.push(octets.subarray(start, end));
    start = end;
  }
  return lines;
}

/** One array that holds all parts in order. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((length, part) => length + part.length, 0);
}
