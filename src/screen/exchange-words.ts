/** What the client decided, in words: where the body ends, whether the connection lasts, how it ended. Tables, all of it. */
import type {
  ExchangeOutcome,
  FramingDecision,
  FramingRule,
  ObservedExchange,
  PersistenceReason,
  ServerEnd,
} from "../exchange/observed.ts";

/** RFC 9112 §6.3 in the words of a response; the seventh is for requests. */
// biome-ignore format: one rule a line reads as the table it is
export const FRAMING_RULES: readonly (readonly [rule: FramingRule, condition: string])[] = [
  [1, "It answers HEAD, or is a 1xx, 204 or 304: no body"],
  [2, "It answers CONNECT with a 2xx: no body, a tunnel"],
  [3, "It has Transfer-Encoding and Content-Length: suspicious"],
  [4, "It has Transfer-Encoding: chunks, or else until the close"],
  [5, "It has a Content-Length that is no length: refused"],
  [6, "It has a Content-Length: so many octets"],
  [8, "It has neither: until the server closes"],
];

/** Where the body ends, and by which rule. */
export function framingSentence(decision: FramingDecision, method: string): string {
  const { rule, statusCode, framing } = decision;
  if (framing === undefined) return `The client refused to look for it. ${decision.refusal}.`;
  switch (framing.kind) {
    case "none":
      return `With the head: ${noneReason(rule, statusCode, method)}, whatever the fields say.`;
    case "content-length":
      return `\`Content-Length\` says it: ${octetCount(framing.octets)} after the empty line.`;
    case "chunked":
      return "`Transfer-Encoding` ends in `chunked`: each chunk tells its size, and the chunk of size 0 is the last.";
    case "until-close":
      return rule === 4
        ? "`Transfer-Encoding` does not end in `chunked`: only the end of the connection can end the body."
        : "No field says it: the body lasts until the server ends the connection, and nobody can tell whether that was all.";
  }
}

function noneReason(rule: FramingRule, statusCode: number, method: string): string {
  if (rule === 2) return "after CONNECT the connection is a tunnel";
  return method === "HEAD" ? "a response to HEAD has no body" : `a ${statusCode} has no body`;
}

/** Where a request's body ends follows from the fields that the client sent: rules 4, 6 and 7. */
export function requestFramingSentence(fieldNames: readonly string[]): string {
  const names = fieldNames.map((name) => name.toLowerCase());
  if (names.includes("transfer-encoding"))
    return "`Transfer-Encoding` announces a body in chunks (RFC 9112 §6.3, rule 4).";
  if (names.includes("content-length"))
    return "`Content-Length` says how much of a body follows (RFC 9112 §6.3, rule 6).";
  return "No field announces a body, so the request ends here (RFC 9112 §6.3, rule 7).";
}

// biome-ignore format: one reason a line reads as the table it is
export const PERSISTENCE_SENTENCES: Readonly<Record<PersistenceReason, string>> = {
  "version-1.1": "It could carry another request: in HTTP/1.1 it can, unless one side says `Connection: close` (RFC 9112 §9.3).",
  "version-1.0-keep-alive": "It could carry another request: HTTP/1.0 closes after a response, but this one says `Connection: keep-alive` (RFC 9112 §9.3).",
  "response-says-close": "It carries no other request: the response says `Connection: close` (RFC 9112 §9.3).",
  "request-says-close": "It carries no other request: the request said `Connection: close` (RFC 9112 §9.3).",
  "version-1.0": "It carries no other request: the response is in HTTP/1.0, and does not say `Connection: keep-alive` (RFC 9112 §9.3).",
  "version-1.0-chunked": "It carries no other request: chunks from a server of HTTP/1.0 are not to be trusted (RFC 9112 §6.1).",
  "until-close": "It carries no other request: its end is the end of the body (RFC 9112 §6.3).",
  "other-protocol": "It carries no other request: it does not speak HTTP any more.",
};

/** Who ended it, and why then. */
export function endingSentence(exchange: ObservedExchange): string {
  const { outcome, serverEnd } = exchange;
  switch (outcome.kind) {
    case "complete":
      return completeSentence(exchange);
    case "stopped":
      return `The client closed it after ${octetCount(outcome.contentOctets)}: more was to come, and \`wire\` reads no more than 1 MiB.`;
    case "failed":
      return failedSentence(outcome, serverEnd);
    case "interrupted":
      return `Ctrl-C ended it while the client was ${outcome.stage}.`;
  }
}

function completeSentence({ framing, persistence, received, serverEnd }: ObservedExchange): string {
  if (framing?.framing?.kind === "until-close") return "The server ended it, and the body with it.";
  if (received.at(-1)?.rest.length)
    return "The client closed it: octets that nobody asked for would pass for the next response (RFC 9112 §9.2).";
  if (serverEnd !== undefined) return `${SERVER_ENDS[serverEnd]} The response had come whole.`;
  return persistence?.isPersistent === true
    ? "There is no other request here, so the client closed it."
    : "The client closed it after the response, and did not wait for the server to do the same.";
}

const SERVER_ENDS: Readonly<Record<ServerEnd, string>> = {
  end: "The server ended it (FIN).",
  reset: "The server broke it off (RST).",
};

/** Where the name of the client's error says more than that there was an end. */
const ENDINGS: Readonly<Record<string, string>> = {
  RemoteDisconnected: "The server ended it (FIN) without a word.",
  IncompleteRead: "The server ended it (FIN) in the middle of the body.",
  ConnectionResetError: SERVER_ENDS.reset,
  TimeoutError: "The client gave it up.",
};

function failedSentence(
  { error, stage }: Extract<ExchangeOutcome, { kind: "failed" }>,
  serverEnd: ServerEnd | undefined,
): string {
  if (stage === "connecting") return "It did not come about.";
  if (Object.hasOwn(ENDINGS, error.name)) return ENDINGS[error.name]!;
  if (serverEnd !== undefined) return SERVER_ENDS[serverEnd];
  if (stage === "sending") return "The client closed it before the request was whole.";
  return "The client closed it: after such an error nobody knows what the next octets mean.";
}

/** @example octetCount(1) // "1 octet" */
export function octetCount(count: number): string {
  return count === 1 ? "1 octet" : `${count.toLocaleString("en")} octets`;
}
