/** What `npm run wire` shows: one exchange, from the first octet to how it ended, each part with its reason. */
import type { ObservedExchange, ObservedMessage } from "../exchange/observed.ts";
import { errorNote } from "./error-notes.ts";
import { framingLines, responseBodyLines, restLines, section } from "./exchange-body.ts";
import { requestParts, responseHead } from "./exchange-parts.ts";
import { endingSentence, PERSISTENCE_SENTENCES } from "./exchange-words.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

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
