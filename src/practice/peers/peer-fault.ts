import type { FinalEnd, Step } from "../staged-reply.ts";

/*
 * What a faulty peer is: a port of its own on which every connection misbehaves in one way, because it does so
 * before a request was read, or without reading one. Like a fault it is data: what it waits for, octets and pauses
 * in order, and how the connection ends.
 */

/** One act on the socket; what is waited for is one of `head` and `octets`. */
export type PeerStep =
  | Exclude<Step, { readWithinMs: unknown }>
  /** The field section of a request, up to its empty line. */
  | { readonly awaits: "head" }
  /** At least one octet, whatever it is. */
  | { readonly awaits: "octets" }
  /** From here on the client's octets back up. */
  | { readonly stops: "reading" };

export type PeerBehaviour =
  /** No connection comes about: the port is taken, and nobody listens there. */
  | { readonly kind: "refuses" }
  /** No connection comes about: the queue of those that wait to be accepted is full. */
  | { readonly kind: "accepts-nothing" }
  /** Not one octet is read, so that the client's own octets back up. */
  | { readonly kind: "reads-nothing" }
  | { readonly kind: "plays"; readonly steps: readonly PeerStep[]; readonly end: FinalEnd };

/** What a client takes the peer for: the scheme of its URL, or a proxy. */
export type PeerRole = "http" | "https" | "proxy";

export interface PeerFault {
  /** Lower case and hyphens, after what the peer does. */
  readonly name: string;
  readonly role: PeerRole;
  readonly behaviour: PeerBehaviour;
  /** What meeting it teaches, in one sentence. */
  readonly teaches: string;
  /** It shows only to a client that sends more content than fits into the buffers of two sockets. */
  readonly needsContent?: boolean;
  /** The rule that is broken: `"RFC 9112 §9.2"`. Left out where none is. */
  readonly breaks?: string;
}

export interface PeerGroup {
  readonly title: string;
  readonly peers: readonly PeerFault[];
}

export const HEAD: PeerStep = { awaits: "head" };
export const OCTETS: PeerStep = { awaits: "octets" };
export const STOP_READING: PeerStep = { stops: "reading" };

/** The behaviour of a peer that plays these; a string is one octet for each character (ISO-8859-1). */
export function plays(end: FinalEnd, ...steps: readonly (string | PeerStep)[]): PeerBehaviour {
  return {
    kind: "plays",
    end,
    steps: steps.map((step) => (typeof step === "string" ? { send: step } : step)),
  };
}
