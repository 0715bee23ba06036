import type { End, StagedReply, Step } from "../staged-reply.ts";

/*
 * What a fault is, and the few words that the tables beside this file are written in. A fault is data: octets
 * and pauses in order, and how the connection ends. It depends on nothing of the request, not even on its
 * method: a HEAD gets the content too.
 */

/** A response that misbehaves, or that is odd and still right, under `/fault/<name>`. */
export interface Fault extends StagedReply {
  /** Lower case and hyphens, after what the peer does. */
  readonly name: string;
  /** What meeting it teaches, in one sentence. */
  readonly teaches: string;
  /** The rule that is broken: `"RFC 9112 §4"`. Left out where the response is odd, or hostile, and breaks none. */
  readonly breaks?: string;
  /** What the requests after the first get, in turn; then it begins anew. */
  readonly next?: readonly StagedReply[];
}

export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** Octets, a string one for each character (ISO-8859-1), or a pause. */
export type FaultStep = string | Uint8Array | { readonly pauseMs: number };

/** A response that breaks a rule of an RFC. */
export function wrong(
  name: string,
  breaks: string,
  end: End,
  steps: Iterable<FaultStep>,
  teaches: string,
): Fault {
  return { ...oddity(name, end, steps, teaches), breaks };
}

/** A response that breaks no rule, and that a client has to be ready for all the same. */
export function oddity(name: string, end: End, steps: Iterable<FaultStep>, teaches: string): Fault {
  return { name, teaches, ...reply(end, steps) };
}

/** The octets alone, for what follows in turn. */
export function reply(end: End, steps: Iterable<FaultStep>): StagedReply {
  return { end, steps: Array.isArray(steps) ? steps.map(toStep) : lazily(() => stepsOf(steps)) };
}

/** Steps that are made anew, one by one, each time they are played. */
export function lazily<T>(make: () => Iterable<T>): Iterable<T> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}

/**
 * `first`, and then the octets of `piece` so many times, with a short rest after each: as good as endless to who
 * reads it, and bounded all the same. Nothing of it is made before the socket takes it.
 */
export function endless(first: string, piece: string, times: number): Iterable<FaultStep> {
  return lazily(function* () {
    if (first !== "") yield first;
    for (let sent = 0; sent < times; sent += 1) {
      yield piece;
      yield REST;
    }
  });
}

/** Each octet by itself, so many milliseconds apart. */
export function drip(text: string, pauseMs: number): FaultStep[] {
  return [...text].flatMap((octet) => [{ pauseMs }, octet]);
}

/**
 * Long enough for whoever reads to have taken what was sent before. To a client in Node, octets and a reset that
 * wait for it together look like octets and FIN: libuv reports the hang-up after a short read as the end.
 */
export const MOMENT = { pauseMs: 300 };
const REST = { pauseMs: 1 };

export const OK = "HTTP/1.1 200 OK\r\n";
/** The rest of a small response. */
export const TWO = "Content-Length: 2\r\n\r\nok";
export const TEXT = "Content-Type: text/plain; charset=utf-8\r\n";
export const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

function toStep(step: FaultStep): Step {
  return typeof step === "string" || step instanceof Uint8Array ? { send: step } : step;
}

function* stepsOf(steps: Iterable<FaultStep>): Iterable<Step> {
  for (const step of steps) yield toStep(step);
}
