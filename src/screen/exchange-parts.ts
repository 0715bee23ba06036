/** Messages part by part: the octets as they crossed the wire, and below each what it is and why it is there. */
import type { MessagePart, ObservedExchange, ObservedMessage } from "../exchange/observed.ts";
import type { Sender } from "../wire/transcript.ts";
import { CODE_GUTTER, gutterRows } from "./code.ts";
import { AS_TEXT, type ContentStyle, contentLines, isTextContent } from "./content.ts";
import { octetCount, requestFramingSentence } from "./exchange-words.ts";
import { fieldNote } from "./field-notes.ts";
import { sentence } from "./inline.ts";
import { type Line, line, span } from "./line.ts";
import { requestLineNote, statusLineNote } from "./start-line-notes.ts";
import { concat, senderMark, wireLine } from "./transcript.ts";
import { wrapAfter } from "./wrap.ts";

/** What is shown of a long list of parts. */
const MOST_PARTS = { first: 40, last: 8 };
/** Of one line. */
const LINE_OCTETS = { front: 400, back: 40 };

/** The client's message. */
export function requestParts(exchange: ObservedExchange, sent: ObservedMessage, width: number): Line[] {
  const fields = fieldsOf(sent.head);
  const own = exchange.request.fields.map(([name]) => name.toLowerCase());
  const note = (part: MessagePart): string | undefined => {
    if (part.kind === "request-line") return requestLineNote(exchange.request);
    if (part.kind === "field-line")
      return requestFieldNote(part.field[0], own.includes(part.field[0].toLowerCase()));
    if (part.kind === "empty-line")
      return `The empty line ends the fields. ${requestFramingSentence(fields.map(([name]) => name))}`;
    return bodyNote(part);
  };
  return [
    ...partLines(sent.head, "client", notedOnce(note), AS_TEXT, width),
    ...bodyLines(sent, "client", width),
  ];
}

/** The head of one message of the server's. @param isFinal Whether the body, and nothing else, follows */
export function responseHead({ head }: ObservedMessage, isFinal: boolean, width: number): Line[] {
  const [first] = head;
  const isRead = first?.kind === "status-line" && first.statusLine !== undefined;
  const note = (part: MessagePart): string | undefined => {
    if (part.kind === "status-line") return statusLineNote(part);
    if (!isRead && part !== first) return undefined; // The client looks no further.
    if (part.kind === "field-line") return fieldNote("server", part.field[0]) ?? UNKNOWN_FIELD;
    if (part.kind === "empty-line") return isFinal ? "The empty line ends the fields." : INTERIM_END;
    return bodyNote(part);
  };
  return partLines(head, "server", notedOnce(note), AS_TEXT, width);
}

const INTERIM_END = "The empty line ends this one: an interim response has no body.";
const UNKNOWN_FIELD = "This course has no word for it; who does not know a field ignores it (RFC 9110 §5.1).";

/** The body, with what is between its chunks. */
export function bodyLines({ head, body }: ObservedMessage, from: Sender, width: number): Line[] {
  const isPiece = body.filter(({ kind }) => kind === "content").length > FEW_CHUNKS;
  return partLines(body, from, notedOnce(bodyNote), { isText: isText(head, body), isPiece }, width);
}

/** So many chunks show as amply as a body that is whole. */
const FEW_CHUNKS = 4;

function isText(head: readonly MessagePart[], body: readonly MessagePart[]): boolean {
  const value = (wanted: string) => fieldsOf(head).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
  return isTextContent(contentOf(body), value("content-type"), value("content-encoding"));
}

/** The content of a body, without what is between its chunks. */
export function contentOf(body: readonly MessagePart[]): Uint8Array {
  return concat(body.filter(({ kind }) => kind === "content").map(({ octets }) => octets));
}

function fieldsOf(parts: readonly MessagePart[]) {
  return parts.flatMap((part) => (part.kind === "field-line" ? [part.field] : []));
}

function requestFieldNote(name: string, isOwn: boolean): string {
  const note = fieldNote("client", name) ?? "HTTP gives it no meaning; the server may.";
  return isOwn ? note : `${note} The client added it.`;
}

/** What a part is that may stand in any message. */
function bodyNote(part: MessagePart): string | undefined {
  switch (part.kind) {
    case "chunk-size":
      return chunkNote(part.size, part.octets);
    case "chunk-end":
      return "A CRLF ends the chunk; it is no content.";
    case "trailer":
      return "A trailer: a field that comes after the content (RFC 9110 §6.5).";
    case "end-of-trailers":
      return "The empty line ends the body, behind the trailers if there are any.";
    case "folded-line":
      return "It continues the line above: obs-fold, which no sender may use any more (RFC 9112 §5.2).";
    case "unreadable":
      return "The grammar allows nothing like it here.";
    case "cut-line":
      return "The end of this line did not come.";
    default:
      return undefined;
  }
}

function chunkNote(size: number, octets: Uint8Array): string {
  const extension = octets.includes(SEMICOLON) ? " Behind `;` stands an extension, to be ignored." : "";
  if (size === 0) return `The last-chunk, of size 0.${extension}`;
  const follow = size === 1 ? "follows" : "follow";
  return `A chunk-size, in hexadecimal: ${octetCount(size)} of content ${follow} (RFC 9112 §7.1).${extension}`;
}

const SEMICOLON = 0x3b;

type Note = (part: MessagePart) => string | undefined;

/** What was said once of a kind of part is not said again. */
function notedOnce(note: Note): Note {
  const said = new Set<string>();
  return (part) => {
    const text = note(part);
    if (text === undefined || said.has(text)) return undefined;
    said.add(text);
    return text;
  };
}

/** @param style How the content among the parts shows */
function partLines(
  parts: readonly MessagePart[],
  from: Sender,
  note: Note,
  style: ContentStyle,
  width: number,
): Line[] {
  const rows = (part: MessagePart) => [
    ...octetRows(part, from, style, width),
    ...noteLines(note(part), width),
  ];
  const leftOut = parts.length - MOST_PARTS.first - MOST_PARTS.last;
  if (leftOut <= 1) return parts.flatMap(rows);
  return [
    ...parts.slice(0, MOST_PARTS.first).flatMap(rows),
    ...leftOutLines(parts.slice(MOST_PARTS.first, -MOST_PARTS.last), width),
    ...parts.slice(-MOST_PARTS.last).flatMap(rows),
  ];
}

function octetRows({ kind, octets }: MessagePart, from: Sender, style: ContentStyle, width: number): Line[] {
  if (kind === "content") return contentLines(octets, style, from, width);
  return kind === "unreadable" ? contentLines(octets, AS_TEXT, from, width) : lineRows(octets, from, width);
}

/** The rows of one line; of a long one its two ends. */
function lineRows(octets: Uint8Array, from: Sender, width: number): Line[] {
  const { front, back } = LINE_OCTETS;
  const leftOut = octets.length - front - back;
  const rows = (part: Uint8Array) => gutterRows(wireLine(part, from), width, senderMark(from));
  if (leftOut <= back) return rows(octets);
  return [
    ...rows(octets.subarray(0, front)),
    ...wrapAfter(CODE_GUTTER, line(`(${octetCount(leftOut)} left out)`, "muted"), width),
    ...rows(octets.subarray(-back)),
  ];
}

function leftOutLines(parts: readonly MessagePart[], width: number): Line[] {
  const octets = parts.reduce((sum, part) => sum + part.octets.length, 0);
  const note = line(`(${parts.length.toLocaleString("en")} parts, ${octetCount(octets)} left out)`, "muted");
  return wrapAfter(CODE_GUTTER, note, width);
}

/** Set in below the octets that it is about. */
function noteLines(text: string | undefined, width: number): Line[] {
  return text === undefined ? [] : wrapAfter([span("      ")], sentence(text), width);
}
