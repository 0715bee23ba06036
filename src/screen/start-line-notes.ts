/** What a request-line asks for, and what a status-line answers: tables of methods and of classes, and their sentences. */
import type { ExchangeRequest, MessagePart } from "../exchange/observed.ts";

// biome-ignore format: one method a line reads as the table it is
const METHOD_NOTES: Readonly<Record<string, string>> = {
  GET: "`GET` asks for the content of a resource, and changes nothing (RFC 9110 §9.3.1).",
  HEAD: "`HEAD` asks for what `GET` would get, without the content (RFC 9110 §9.3.2).",
  POST: "`POST` hands the content over to the resource; doing it twice may do it twice (RFC 9110 §9.3.3).",
  PUT: "`PUT` asks to keep the content under this very target; doing it twice is doing it once (RFC 9110 §9.3.4).",
  DELETE: "`DELETE` asks to remove what is there; doing it twice is doing it once (RFC 9110 §9.3.5).",
  CONNECT: "`CONNECT` asks a proxy for a tunnel (RFC 9110 §9.3.6).",
  OPTIONS: "`OPTIONS` asks what can be done with the target, and changes nothing (RFC 9110 §9.3.7).",
  TRACE: "`TRACE` asks for the request as it arrived (RFC 9110 §9.3.8).",
  PATCH: "`PATCH` asks for a change that the content describes (RFC 5789).",
};

/** The note of a request-line. */
export function requestLineNote({ method, target, version }: ExchangeRequest): string {
  const parts = "The request-line: method, request-target and version, one space between them (RFC 9112 §3).";
  return [parts, methodNote(method), targetNote(target), ...(version === 10 ? [OLD_VERSION] : [])].join(" ");
}

const OLD_VERSION = "`HTTP/1.0` has neither Host nor chunks, and closes after each response.";

function methodNote(method: string): string {
  if (Object.hasOwn(METHOD_NOTES, method)) return METHOD_NOTES[method]!;
  const upper = method.toUpperCase();
  if (Object.hasOwn(METHOD_NOTES, upper))
    return `Methods have a letter case: \`${method}\` is not \`${upper}\`, and a server need not know it (RFC 9110 §9.1).`;
  return `\`${method}\` is none of the methods of RFC 9110: a server that does not know it answers 501 (§9.1).`;
}

/** @param target As sent: of the four forms of RFC 9112 §3.2 those that ask an origin server */
function targetNote(target: string): string {
  if (target === "*") return "The request-target `*` means the server as a whole (asterisk-form).";
  const query = target.includes("?") ? ", and behind `?` the query" : "";
  return `The request-target is in origin-form: the path${query}; which host is meant stands in Host.`;
}

const CLASSES = [
  ["informational", "an interim response; the final one is still to come"],
  ["successful", "the request arrived, was understood and accepted"],
  ["redirection", "something more has to be done, mostly elsewhere"],
  ["client error", "the request is wrong, or not allowed, as the server sees it"],
  ["server error", "the request may be right, and the server failed at it"],
] as const;

/** The note of a status-line. */
export function statusLineNote({ statusLine }: Extract<MessagePart, { kind: "status-line" }>): string {
  if (statusLine === undefined)
    return "This is no status-line: expected HTTP-version, status code and reason-phrase (RFC 9112 §4). The client looks no further.";
  const { statusCode, reasonPhrase } = statusLine;
  const phrase =
    reasonPhrase === "" ? "There is no reason-phrase, which is allowed" : "The reason-phrase is for people";
  return [
    "The status-line: version, status code and reason-phrase (RFC 9112 §4).",
    classNote(statusCode),
    `${phrase}; a client looks at the code.`,
  ].join(" ");
}

/** By the first digit, also for a code that nobody registered (RFC 9110 §15). */
function classNote(statusCode: number): string {
  const known = CLASSES[Math.floor(statusCode / 100) - 1];
  if (known === undefined)
    return `${statusCode} is in none of the five classes: a client takes it for a server error (RFC 9110 §15).`;
  const [name, meaning] = known;
  const digit = Math.floor(statusCode / 100);
  const isSwitch = statusCode === 101;
  return isSwitch
    ? "101 ends HTTP on this connection: what follows is another protocol (RFC 9110 §15.2.2)."
    : `${statusCode} is of the class ${digit}xx, ${name}: ${meaning} (RFC 9110 §15).`;
}
