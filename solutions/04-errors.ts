// Lesson 4, errors: one right answer. Yours may look different and be as right.
import {
  HTTPConnection,
  HTTPException,
  ImproperConnectionState,
  IncompleteRead,
  InvalidURL,
  NotConnected,
  RemoteDisconnected,
} from "#client";

/** What went wrong. */
export type Kind =
  | "dns"
  | "refused"
  | "unreachable"
  | "timeout"
  | "reset"
  | "bad-response"
  | "incomplete"
  | "tls"
  | "misuse"
  | "aborted"
  | "other";

/** How far the exchange had come. */
export type Phase = "resolve" | "connect" | "handshake" | "send" | "wait" | "read";

/** An exchange that worked, whatever its status code says. */
export interface Answered {
  readonly ok: true;
  readonly statusCode: number;
  readonly body: Uint8Array;
}

/** An exchange that failed. */
export interface Failed {
  readonly ok: false;
  readonly kind: Kind;
  readonly phase: Phase;
  /** With the kind `incomplete`: the octets of the body that did come. */
  readonly partial?: Uint8Array;
}

/** What to do about a failure. */
export type NextStep = "fix-name" | "start-server" | "wait" | "fix-call" | "report";

/** What is wrong with the call, and not with the network. All three are an HTTPException. */
const MISUSE = [InvalidURL, ImproperConnectionState, NotConnected] as const;

/** By the `code` of an error, where all of it counts. */
const KIND_OF_CODE: ReadonlyMap<unknown, Kind> = new Map([
  ["ENOTFOUND", "dns"],
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["EPROTO", "tls"],
]);

/** By how a `code` looks, where there are many of them. */
const DNS_CODE = /^EAI_/;
const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_)|SELF_SIGNED_CERT/;

/** By the `name` of an error. */
const KIND_OF_NAME: ReadonlyMap<string, Kind> = new Map([
  ["AbortError", "aborted"],
  ["TimeoutError", "timeout"],
  ["TypeError", "misuse"],
  ["RangeError", "misuse"],
]);

/**
 * Task 1. Names the kind of an error, by its class, its `code` or its `name`, as the table of the lesson has it.
 *
 * @param error Whatever was thrown; `"other"` for what is no Error
 *
 * @example
 * classify(Object.assign(new Error("no such name"), { code: "ENOTFOUND" })) // "dns"
 */
export function classify(error: unknown): Kind {
  const kind = kindOfException(error);
  if (kind !== undefined) return kind;
  if (!(error instanceof Error)) return "other";
  const { code, name } = error as { code?: unknown; name: string };
  if (DNS_CODE.test(String(code))) return "dns";
  if (TLS_CODE.test(String(code))) return "tls";
  return KIND_OF_CODE.get(code) ?? KIND_OF_NAME.get(name) ?? "other";
}

/** The blank of task 1: the kind of an HTTPException, and undefined for everything else. */
function kindOfException(error: unknown): Kind | undefined {
  // First what is a class of its own within another one: RemoteDisconnected is a BadStatusLine too, and every class
  // here is an HTTPException. The other way round the widest class would take all of them.
  if (error instanceof RemoteDisconnected) return "reset";
  if (error instanceof IncompleteRead) return "incomplete";
  if (MISUSE.some((each) => error instanceof each)) return "misuse";
  if (error instanceof HTTPException) return "bad-response";
  return undefined;
}

/**
 * Task 2. Sends GET `path`, reads the whole response, and says what became of it. Never throws. The connection is
 * closed whatever happens, and nothing is left running.
 *
 * @param idleMs Milliseconds for which nothing may happen: while connecting, before the response, and inside of it
 *
 * @example
 * await tryGet("127.0.0.1", 8080, "/fault/closes-without-answer", { idleMs: 5000 })
 * // { ok: false, kind: "reset", phase: "wait" }
 */
export async function tryGet(
  host: string,
  port: number,
  path: string,
  { idleMs }: { readonly idleMs: number },
): Promise<Answered | Failed> {
  let connection: HTTPConnection | undefined;
  let phase: Phase = "connect";
  try {
    // Inside of the `try`: a host that is none, or 0 milliseconds, is refused here.
    connection = new HTTPConnection(host, port, { timeout: idleMs });
    await connection.connect();
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await connection.getResponse();
    phase = "read";
    const body = await response.read();
    // No look at the status code: the exchange worked. What it means is for the caller to say.
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    const kind = classify(error);
    // connect() asks for the address first. Only the error tells which of the two it was.
    if (kind === "dns") phase = "resolve";
    const partial = error instanceof IncompleteRead ? { partial: error.partial } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    connection?.close();
  }
}

// RFC 9110 §9.2.2: PUT, DELETE and the safe methods. Letter case counts in a method (§9.1).
const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/** No octet of the request has left before these are over. */
const BEFORE_THE_REQUEST: ReadonlySet<Phase> = new Set(["resolve", "connect", "handshake"]);

/**
 * Task 3. Says whether a request that failed may be sent once more, without doing twice what was meant to be done once.
 *
 * @param method As it stands in the request-line; one that is not known may do anything
 * @param phase How far the exchange had come
 *
 * @example
 * mayRepeat("POST", "connect") // true
 */
export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE_THE_REQUEST.has(phase) || IDEMPOTENT.has(method);
}

const NEXT: Readonly<Record<Kind, NextStep>> = {
  dns: "fix-name",
  refused: "start-server",
  unreachable: "wait",
  timeout: "wait",
  reset: "wait",
  incomplete: "wait",
  misuse: "fix-call",
  aborted: "fix-call",
  "bad-response": "report",
  tls: "report",
  other: "report",
};

/**
 * Task 4, stretch. Says what to do about a failure, in a word for programs and a sentence for people.
 *
 * @param failure What failed, and with which server
 * @returns `next` by the table of the task; `sentence` in your own words, which names host and port
 *
 * @example
 * explain({ kind: "refused", phase: "connect", host: "db.example", port: 8080 }).next // "start-server"
 */
export function explain(failure: {
  readonly kind: Kind;
  readonly phase: Phase;
  readonly host: string;
  readonly port: number;
}): { next: NextStep; sentence: string } {
  const { kind, phase, host, port } = failure;
  // Who reads a log at night wants to know which server, and in which of its ports.
  const sentence = `The exchange with ${host} port ${port} failed in the phase "${phase}": ${kind}.`;
  return { next: NEXT[kind], sentence };
}
