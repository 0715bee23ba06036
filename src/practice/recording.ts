import type { Transcript } from "../wire/transcript.ts";
import type { SecurePortName } from "./certificates.ts";
import type { Field } from "./request-head.ts";

/** A request as it was read. */
export interface RecordedRequest {
  /** In the sender's letter case. */
  readonly method: string;
  /** The request-target, unchanged: `"/get?a=1"`. */
  readonly target: string;
  /** The target's path, not decoded: `"/get"`. */
  readonly path: string;
  /** `"HTTP/1.1"`. */
  readonly version: string;
  /** Names and values in wire order and letter case, as text of ISO-8859-1 octets. */
  readonly fields: readonly Field[];
  /** The content, without chunk framing. */
  readonly body: Uint8Array;
}

/** What is known of TLS on a connection to an https port. */
export interface SecureRecording {
  /** Which port, and so which certificate. */
  readonly port: SecurePortName;
  /** `"TLSv1.3"`, once both sides have agreed. */
  readonly protocol?: string;
  /** The host name that the client asked for (SNI), if it named one. */
  readonly serverName?: string;
  /** Node's code, when the handshake failed: `"ERR_SSL_TLSV1_ALERT_UNKNOWN_CA"`. */
  readonly failure?: string;
}

/** What happened on one connection: a plain object that grows while it lives. */
export interface ConnectionRecording {
  /** 1 for the first connection of the service. */
  readonly number: number;
  /** Port of the client's end, which it calls its local port; undefined when it left before it could be asked. */
  readonly clientPort: number | undefined;
  /** Milliseconds since the service started. */
  readonly openedMs: number;
  /** When the first side ended, in milliseconds since the service started. */
  readonly closedMs?: number;
  /** Which side ended first. The other one may still be open. */
  readonly closedBy?: "client" | "server";
  /** By FIN, or by RST. */
  readonly closedHow?: "end" | "reset";
  /** On an https port only. */
  readonly secure?: SecureRecording;
  /** On the port of a faulty peer only: its name. */
  readonly peer?: string;
  /**
   * What arrived and left, as far as memory was granted: then a true beginning of it. Over TLS what was said, not what
   * was encrypted.
   */
  readonly transcript: Transcript;
  /** Whether octets or requests are missing here because the recording grew too long. */
  readonly truncated: boolean;
  /** The requests that could be read, oldest first. */
  readonly requests: readonly RecordedRequest[];
}

/** Something that happened just now, for whoever watches live. */
export type PracticeEvent =
  | { readonly kind: "opened"; readonly connection: ConnectionRecording }
  | {
      readonly kind: "octets";
      readonly connection: ConnectionRecording;
      readonly from: "client" | "server";
      /** All of them, also where the recording is truncated. */
      readonly octets: Uint8Array;
    }
  /** The first side ended: `closedBy` and `closedHow` say which, and how. */
  | { readonly kind: "ended"; readonly connection: ConnectionRecording };
