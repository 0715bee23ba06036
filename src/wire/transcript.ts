/** Who put octets on the wire. */
export type Sender = "client" | "server";

/** Octets that one side sent at one moment. */
export interface TranscriptEvent {
  readonly from: Sender;
  readonly octets: Uint8Array;
  /** Milliseconds since the connection opened. */
  readonly atMs: number;
}

/** What crossed one connection, in the order in which it was seen. */
export type Transcript = readonly TranscriptEvent[];
