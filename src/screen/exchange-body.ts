/** Where the body of a response ends, the body, and what came behind it. */
import type { FramingDecision, ObservedExchange, ObservedMessage } from "../exchange/observed.ts";
import { AS_TEXT, contentLines } from "./content.ts";
import { bodyLines, contentOf } from "./exchange-parts.ts";
import { FRAMING_RULES, framingSentence, octetCount } from "./exchange-words.ts";
import { sentence } from "./inline.ts";
import { type Line, line, span } from "./line.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** A part of the screen below its title. */
export function section(title: string, lines: readonly Line[], width: number): Line[] {
  return [...wrap(line(title, "heading"), width), ...lines];
}

/** Where the body ends, and which rule says so. */
export function framingLines({ framing, request }: ObservedExchange, width: number): Line[] {
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

/** The body of the response, and how much of it came. Nothing where there can be none. */
export function responseBodyLines({ received, framing, outcome }: ObservedExchange, width: number): Line[] {
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

/** What came behind the response, or was never taken for its body. */
export function restLines({ received, framing }: ObservedExchange, width: number): Line[] {
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
