import type { Field } from "./request-head.ts";

/** A piece of a stream: octets, or waiting. */
export type Part = Uint8Array | { readonly pauseMs: number };

/**
 * Content that is made while it is sent: each part when the socket has taken the one before. So a download
 * of any size costs the memory of one part, and a client that leaves ends the making.
 */
export interface Stream {
  /** How the client finds the end: a length that was promised, chunks (one for each part), or the close. */
  readonly framing: { readonly octets: number } | "chunked" | "until-close";
  readonly parts: Iterable<Part>;
  /** Fields after the last chunk. */
  readonly trailers?: readonly Field[];
  /** The parts stop before the end that was promised, and no last chunk follows. */
  readonly isCut?: boolean;
}

export interface Pace {
  /** Octets of a part. */
  readonly partOctets: number;
  /** Milliseconds between two parts. */
  readonly pauseMs: number;
}

/** Cuts octets into parts with pauses between them. */
export function* paced(octets: Uint8Array, { partOctets, pauseMs }: Pace): Generator<Part> {
  for (let start = 0; start < octets.length; start += partOctets) {
    if (start > 0 && pauseMs > 0) yield { pauseMs };
    yield octets.subarray(start, start + partOctets);
  }
}
