/** What `npm run wire` shows: one exchange, from the first octet to how it ended, each part with its reason. */
import type { FramingDecision, ObservedExchange, ObservedMessage } from "../exchange/observed.ts";
import { AS_TEXT, contentLines } from "./content.ts";
import { errorNote } from "./error-notes.ts";
import { bodyLines, contentOf, requestParts, responseHead } from "./exchange-parts.ts";
import {
  endingSentence,
  FRAMING_RULES,
  framingSentence,
  octetCount,
  PERSISTENCE_SENTENCES,
} from "./exchange-words.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What is known of the server beside the wire. */
export interface ExchangeSetting {
  /** It is a practice service, which was started for this exchange. */
  readonly isPractice: boolean;
  /** What the practice service was asked to do wrong. */
  readonly fault?: { readonly name: string; readonly teaches: string; readonly breaks?: string };
}

/** Draws and explains an exchange. */
export function renderExchange(exchange: ObservedExchange, setting: ExchangeSetting, theme: Theme): string {
  const { width } = theme;
  return paint(
    stack(
      titleLines(exchange, setting, width),
      requestLines(exchange, width),
      ...responseLines(exchange, width),
      framingLines(exchange, width),
      responseBodyLines(exchange, width),
      restLines(exchange, width),
      connectionLines(exchange, width),
      failureLines(exchange, width),
    ),
    theme,
  );
}

function titleLines(
  { request, ends, sent }: ObservedExchange,
  setting: ExchangeSetting,
  width: number,
): Line[] {
  const { scheme, host, port } = request.origin;
  const where = `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const { isPractice, fault } = setting;
  return [
    ...wrap(line(`${request.method} ${request.target}`, "heading"), width),
    ...wrap(
      sentence(`To ${where}${isPractice ? ", a practice service that was started for this" : ""}.`),
      width,
    ),
    ...(ends === undefined ? [] : wrap(sentence(`TCP from ${ends.local} to ${ends.remote}.`), width)),
    ...(scheme === "https" && sent !== undefined ? wrap(sentence(ENCRYPTED), width) : []),
    ...(fault === undefined ? [] : faultLines(fault, width)),
  ];
}

const ENCRYPTED = "TLS encrypts it on the way: below is what was said, not what crossed the network.";

function faultLines({ name, teaches, breaks }: NonNullable<ExchangeSetting["fault"]>, width: number): Line[] {
  const rule = breaks === undefined ? "" : ` (breaks ${breaks})`;
  return wrap(sentence(`The fault \`${name}\`${rule}: ${teaches}`), width);
}

function section(title: string, lines: readonly Line[], width: number): Line[] {
  return [...wrap(line(title, "heading"), width), ...lines];
}

function requestLines(exchange: ObservedExchange, width: number): Line[] {
  const { sent } = exchange;
  if (sent === undefined) return wrap(line("No octet was sent.", "heading"), width);
  return section("# The request", requestParts(exchange, sent, width), width);
}

/** Of a long row of interim responses, the first ones show. */
const MOST_INTERIM = 3;

function responseLines({ received, waitMs }: ObservedExchange, width: number): Line[][] {
  const leftOut = received.length - MOST_INTERIM - 1;
  const sections = received.map((message, index) => {
    const isFinal = index === received.length - 1 && !isInterim(message);
    const after = index === 0 && waitMs !== undefined ? `, after ${Math.round(waitMs)} ms` : "";
    const title = isFinal ? "# The response" : "# An interim response";
    return section(title + after, responseHead(message, isFinal, width), width);
  });
  if (leftOut <= 1) return sections;
  const note = wrap(line(`(${leftOut} more interim responses left out)`, "muted"), width);
  return [...sections.slice(0, MOST_INTERIM), note, ...sections.slice(-1)];
}

function isInterim({ head }: ObservedMessage): boolean {
  const [first] = head;
  const code = first?.kind === "status-line" ? first.statusLine?.statusCode : undefined;
  return code !== undefined && code < 200 && code !== 101;
}

function framingLines({ framing, request }: ObservedExchange, width: number): Line[] {
  if (framing === undefined) return [];
  const lines = [
    ...wrap(sentence(framingSentence(framing, request.method)), width),
    ...wrap(sentence("The rules of RFC 9112 §6.3, in their order; the first that applies decides:"), width),
    ...ruleLines(framing, width),
  ];
  return section("# Where the body ends", lines, width);
}

/** The rules up to the one that decided. */
function ruleLines({ rule }: FramingDecision, width: number): Line[] {
  return FRAMING_RULES.filter(([number]) => number <= rule).flatMap(([number, condition]) => {
    const isThis = number === rule;
    const mark = span(`  ${number} ${isThis ? "yes" : "no "} `, isThis ? "strong" : "muted");
    return wrapAfter([mark], line(condition, isThis ? "strong" : "muted"), width);
  });
}

function responseBodyLines({ received, framing, outcome }: ObservedExchange, width: number): Line[] {
  const message = received.at(-1);
  if (message === undefined || framing?.framing === undefined || framing.framing.kind === "none") return [];
  const { body } = message;
  const content = contentOf(body).length;
  const lines = [
    ...bodyLines(message, "server", width),
    ...wrap(
      sentence(outcome.kind === "stopped" ? arrived(content) : extent(message, framing, content)),
      width,
    ),
  ];
  return section(outcome.kind === "complete" ? "# The body" : "# What came of the body", lines, width);
}

/** Of a response that was not read to its end. */
function arrived(content: number): string {
  return `${octetCount(content)} of content had arrived by then.`;
}

/** How much content came. */
function extent({ body }: ObservedMessage, { framing }: FramingDecision, content: number): string {
  const chunks = body.filter(({ kind }) => kind === "content").length;
  const onWire = body.reduce((sum, { octets }) => sum + octets.length, 0);
  if (framing?.kind === "content-length" && content < framing.octets)
    return `${content.toLocaleString("en")} of ${octetCount(framing.octets)} of content.`;
  if (framing?.kind !== "chunked") return `${octetCount(content)} of content.`;
  return `${octetCount(content)} of content in ${chunks === 1 ? "1 chunk" : `${chunks} chunks`}, ${octetCount(onWire)} on the wire.`;
}

function restLines({ received, framing }: ObservedExchange, width: number): Line[] {
  const message = received.at(-1);
  if (message === undefined || message.rest.length === 0) return [];
  const { rest } = message;
  const why =
    framing?.framing === undefined
      ? "The client read none of it as a body."
      : "They are no part of the response, which had ended.";
  return section(
    `# ${octetCount(rest.length)} behind it`,
    [...contentLines(rest, AS_TEXT, "server", width), ...wrap(sentence(why), width)],
    width,
  );
}

function connectionLines(exchange: ObservedExchange, width: number): Line[] {
  const { persistence, outcome } = exchange;
  const isSettled = persistence !== undefined && outcome.kind === "complete";
  const lasting = isSettled ? [PERSISTENCE_SENTENCES[persistence.reason]] : [];
  const text = [...lasting, endingSentence(exchange)].join(" ");
  return section("# The connection", wrap(sentence(text), width), width);
}

function failureLines({ outcome }: ObservedExchange, width: number): Line[] {
  if (outcome.kind !== "failed") return [];
  const { error, stage } = outcome;
  const note = errorNote(error.name);
  return [
    ...wrap(line(`${error.name}, while ${stage}`, "failed"), width),
    ...wrap(sentence(error.message), width),
    ...(note === undefined ? [] : wrap(sentence(note), width)),
  ];
}
