import { latin1Octets } from "./octets.ts";

/** One act on the socket: octets (a string stands for its ISO-8859-1 octets), or waiting. */
export type Step = { readonly send: string | Uint8Array } | Wait;

/**
 * - `pauseMs`: so long.
 * - `readWithinMs`: until the client has read what was sent, so that what follows comes as a piece of its own; so long
 *   where nobody can tell, and never longer.
 */
type Wait = { readonly pauseMs: number } | { readonly readWithinMs: number };

/**
 * How a staged reply ends:
 *
 * - `close`: FIN, then reads on until the client leaves, so that unread octets cause no RST
 * - `cut`: as `close`, but over TLS without the close_notify that tells an end from a cut (RFC 8446 §6.1)
 * - `reset`: RST
 * - `hold`: open and silent until the client leaves
 * - `keep`: the next request is read
 * - `close-at-next`, `reset-at-next`: the next request is read, and gets FIN or RST in place of an answer, as
 *   when a server gives up an idle connection while a request is on its way
 *
 * After a request that says `Connection: close`, `keep` and what waits for the next are as `close`.
 */
export type End = FinalEnd | "keep" | "close-at-next" | "reset-at-next";

/** After these the service sends nothing more on the connection. */
export type FinalEnd = "close" | "cut" | "reset" | "hold";

/** Octets and timing on a raw socket, after the request was read. */
export interface StagedReply {
  /** Taken one by one as the socket accepts them, anew for each request: they need not exist before. */
  readonly steps: Iterable<Step>;
  readonly end: End;
}

/** A staged reply that was checked, its text turned into octets. */
export interface PreparedReply {
  readonly steps: Iterable<PreparedStep>;
  readonly end: End;
}

export type PreparedStep = { readonly send: Uint8Array } | Wait;

const MOST_WAIT_MS = 10_000;

/**
 * Checks a staged reply, and turns its text into octets; where the steps are made one by one, so is this.
 *
 * @throws {RangeError} For text beyond U+00FF, or a wait that is not 0 to 10,000 ms
 */
export function prepareReply({ steps, end }: StagedReply): PreparedReply {
  return { steps: Array.isArray(steps) ? steps.map(prepareStep) : prepareOneByOne(steps), end };
}

function prepareOneByOne(steps: Iterable<Step>): Iterable<PreparedStep> {
  return {
    *[Symbol.iterator]() {
      for (const step of steps) yield prepareStep(step);
    },
  };
}

function prepareStep(step: Step): PreparedStep {
  if ("send" in step) {
    return { send: typeof step.send === "string" ? latin1Octets(step.send) : new Uint8Array(step.send) };
  }
  const ms = "pauseMs" in step ? step.pauseMs : step.readWithinMs;
  if (!(ms >= 0 && ms <= MOST_WAIT_MS)) {
    throw new RangeError(`Cannot pause for ${ms} ms: expected 0 to ${MOST_WAIT_MS}`);
  }
  return step;
}
