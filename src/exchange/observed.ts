// One exchange as data: what crossed the wire, part by part, and what the client decided from it.

import type { BodyFraming, FieldLine, StatusLine } from "../wire/index.ts";

/** Where a request goes. */
export interface Origin {
  readonly scheme: "http" | "https";
  /** A name or an address, an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** What to send, and how. */
export interface ExchangeRequest {
  readonly origin: Origin;
  readonly method: string;
  /** The request-target as it goes onto the wire: `"/get?name=Ada"`. */
  readonly target: string;
  /** Beside those that the client adds. */
  readonly fields: readonly FieldLine[];
  readonly body?: Uint8Array;
  /** Sends the body in chunks. */
  readonly isChunked: boolean;
  readonly version: 10 | 11;
  /** How long one wait may take. */
  readonly timeoutMs: number;
  /** What to trust over https, in PEM; what Node trusts when left out. */
  readonly ca?: string;
}

/** A piece of a message: its octets, line end included, and what the grammar calls it. */
export type MessagePart =
  | { readonly kind: "request-line"; readonly octets: Uint8Array }
  /** `statusLine` is undefined where nobody can read it. */
  | { readonly kind: "status-line"; readonly octets: Uint8Array; readonly statusLine: StatusLine | undefined }
  | { readonly kind: "field-line"; readonly octets: Uint8Array; readonly field: FieldLine }
  | { readonly kind: "folded-line"; readonly octets: Uint8Array }
  | { readonly kind: "empty-line"; readonly octets: Uint8Array }
  | { readonly kind: "content"; readonly octets: Uint8Array }
  /** The line before a chunk; size 0 is the last-chunk. */
  | { readonly kind: "chunk-size"; readonly octets: Uint8Array; readonly size: number }
  /** The CRLF after a chunk's data. */
  | { readonly kind: "chunk-end"; readonly octets: Uint8Array }
  | { readonly kind: "trailer"; readonly octets: Uint8Array; readonly field: FieldLine }
  | { readonly kind: "end-of-trailers"; readonly octets: Uint8Array }
  /** What the grammar has no name for, at this place. */
  | { readonly kind: "unreadable"; readonly octets: Uint8Array }
  /** A line whose end never came. */
  | { readonly kind: "cut-line"; readonly octets: Uint8Array };

/** One message, in the order of the wire. */
export interface ObservedMessage {
  readonly head: readonly MessagePart[];
  readonly body: readonly MessagePart[];
  /** Octets that came behind it, or that nobody could read as its body. */
  readonly rest: Uint8Array;
}

/** The rules of RFC 9112 §6.3, which are tried in this order. The fifth refuses, the seventh is for requests. */
export type FramingRule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Where the client saw the end of the body, or why it refused to look for one. */
export type FramingDecision = {
  readonly rule: FramingRule;
  /** Of the response. */
  readonly statusCode: number;
} & (
  | { readonly framing: BodyFraming }
  | { readonly framing?: never /** The sentence of the client's error. */; readonly refusal: string }
);

/** Why a connection can, or cannot, carry another request (RFC 9112 §9.3). */
export type PersistenceReason =
  | "until-close"
  | "response-says-close"
  | "request-says-close"
  | "version-1.1"
  | "version-1.0-keep-alive"
  | "version-1.0-chunked"
  | "version-1.0"
  | "other-protocol";

export interface PersistenceDecision {
  readonly isPersistent: boolean;
  readonly reason: PersistenceReason;
}

/** What the client was doing. */
export type Stage = "connecting" | "sending" | "reading the head" | "reading the body";

/** An error of the client's, as data. */
export interface ClientError {
  /** `"IncompleteRead"` */
  readonly name: string;
  readonly message: string;
  /** Node's: `"ECONNREFUSED"`. */
  readonly code?: string;
}

/** How it ended. */
export type ExchangeOutcome =
  | { readonly kind: "complete" }
  /** More was to come than anybody wants to see. */
  | { readonly kind: "stopped"; readonly contentOctets: number }
  | { readonly kind: "failed"; readonly stage: Stage; readonly error: ClientError }
  | { readonly kind: "interrupted"; readonly stage: Stage };

/** The two ends of the connection, once it is open: `"127.0.0.1:8080"`. */
export interface ConnectionEnds {
  readonly local: string;
  readonly remote: string;
}

/** How the server ended the connection: by FIN, over TLS by its close_notify too; or by RST. */
export type ServerEnd = "end" | "reset";

/** Everything that is known of an exchange. */
export interface ObservedExchange {
  readonly request: ExchangeRequest;
  /** Undefined while the connection never opened. */
  readonly ends: ConnectionEnds | undefined;
  /** Undefined where nothing was sent. */
  readonly sent: ObservedMessage | undefined;
  /** Interim responses first; the last is the final one, if it came. */
  readonly received: readonly ObservedMessage[];
  /** Milliseconds from the request's first octet to the response's. */
  readonly waitMs: number | undefined;
  readonly framing: FramingDecision | undefined;
  readonly persistence: PersistenceDecision | undefined;
  /** Undefined where the client ended the connection first. */
  readonly serverEnd: ServerEnd | undefined;
  readonly outcome: ExchangeOutcome;
}
