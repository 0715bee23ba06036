// What the client decides is watched where it decides: at its codec. So what is shown is what was done, and not what
// somebody worked out a second time. Only the names of the rules are found here, from the same inputs.

import {
  type BodyFraming,
  builtinCodec,
  type Codec,
  type Exchange,
  HTTPException,
  listMembers,
  type ResponseMessage,
} from "../wire/index.ts";
import type { FramingDecision, FramingRule, PersistenceDecision, PersistenceReason } from "./observed.ts";

/** A codec that does what the built-in one does, and remembers it. */
export class WatchedCodec {
  framing: FramingDecision | undefined;
  persistence: PersistenceDecision | undefined;

  readonly parts: Partial<Codec> = {
    messageBodyLength: (message) => this.#watchFraming(message),
    isPersistent: (exchange) => this.#watchPersistence(exchange),
  };

  #watchFraming(message: ResponseMessage): BodyFraming {
    const { statusCode } = message;
    // After a 101 nobody asks isPersistent(): the connection is not one of HTTP any more.
    if (statusCode === 101 || (message.method === "CONNECT" && statusCode < 300)) {
      this.persistence = { isPersistent: false, reason: "other-protocol" };
    }
    try {
      const framing = builtinCodec.messageBodyLength(message);
      this.framing = { rule: framingRule(message, framing), statusCode, framing };
      return framing;
    } catch (error) {
      if (!(error instanceof HTTPException)) throw error;
      this.framing = { rule: refusedRule(message), statusCode, refusal: error.message };
      throw error;
    }
  }

  #watchPersistence(exchange: Exchange): boolean {
    const isPersistent = builtinCodec.isPersistent(exchange);
    this.persistence = { isPersistent, reason: persistenceReason(exchange) };
    return isPersistent;
  }
}

/**
 * The rule of RFC 9112 §6.3 by which a response has its framing.
 *
 * @example
 * framingRule({ method: "HEAD", statusCode: 200, fields: new FieldSection() }, { kind: "none" }) // 1
 */
export function framingRule({ method, fields }: ResponseMessage, framing: BodyFraming): FramingRule {
  switch (framing.kind) {
    case "none":
      return method === "CONNECT" ? 2 : 1;
    case "chunked":
      return 4;
    case "content-length":
      return 6;
    case "until-close":
      return fields.has("Transfer-Encoding") ? 4 : 8;
  }
}

/** The rule by which a client refuses: two ends, a coding that it cannot undo, a length that is none. */
export function refusedRule({ fields }: ResponseMessage): FramingRule {
  if (!fields.has("Transfer-Encoding")) return 5;
  return fields.has("Content-Length") ? 3 : 4;
}

/**
 * Why `isPersistent()` says what it says, in the order of its questions.
 *
 * @example
 * persistenceReason({ version: [1, 0], requestFields: new FieldSection(), responseFields: new FieldSection(), framing: { kind: "none" } }) // "version-1.0"
 */
export function persistenceReason(exchange: Exchange): PersistenceReason {
  const { version, requestFields, responseFields, framing } = exchange;
  const options = listMembers(responseFields.getAll("Connection"));
  if (framing.kind === "until-close") return "until-close";
  if (options.includes("close")) return "response-says-close";
  if (listMembers(requestFields.getAll("Connection")).includes("close")) return "request-says-close";
  const [major, minor] = version;
  if (major === 1 && minor >= 1) return "version-1.1";
  if (!options.includes("keep-alive")) return "version-1.0";
  return framing.kind === "chunked" ? "version-1.0-chunked" : "version-1.0-keep-alive";
}

/** The reasons that let a connection live on. */
export const LASTING: readonly PersistenceReason[] = ["version-1.1", "version-1.0-keep-alive"];
