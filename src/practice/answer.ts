import type { FaultTurns } from "./faults/turns.ts";
import { findRoute } from "./find-route.ts";
import { Refusal } from "./refusal.ts";
import { type Reply, refusalReply, replyOctets } from "./reply.ts";
import { fieldValues } from "./request-head.ts";
import type { ReceivedRequest } from "./request-reader.ts";
import { isPersistent } from "./request-rules.ts";
import { type End, type PreparedReply, prepareReply, type StagedReply } from "./staged-reply.ts";

/*
 * Request -> staged reply, without I/O: which endpoint, which method, and whether the connection goes
 * on afterwards. Ordinary answers, refusals and faults all leave as the same plain data, so that a
 * connection has one way to play them.
 */

export interface Surroundings {
  readonly clientAddress: string;
  readonly serviceHost: string;
  readonly faultTurns: FaultTurns;
  /** Replies that were staged ad hoc, by path. */
  readonly stages: ReadonlyMap<string, PreparedReply>;
  readonly now: () => Date;
}

/** What to send for a request that was read whole. */
export function answer(request: ReceivedRequest, surroundings: Surroundings): PreparedReply {
  try {
    return prepare(
      surroundings.stages.get(request.path) ?? route(request, surroundings),
      request,
      surroundings,
    );
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal(500, `The service itself failed: ${error}`);
    return prepare(refusalReply(refusal), request, surroundings);
  }
}

/** What to send for octets that are no request; after them nothing more can be read. */
export function answerRefusal(refusal: Refusal, method: string, { now }: Surroundings): PreparedReply {
  const context = { method, version: "HTTP/1.1", fields: [], isPersistent: false, date: now() };
  return { steps: [{ send: replyOctets(refusalReply(refusal), context) }], end: "close" };
}

function prepare(reply: Reply | StagedReply, request: ReceivedRequest, { now }: Surroundings): PreparedReply {
  if ("steps" in reply) {
    return prepareReply({ ...reply, end: isPersistent(request) ? reply.end : endWithoutNext(reply.end) });
  }
  const persists = isPersistent(request) && reply.isLast !== true;
  const version = request.version === "HTTP/1.0" ? request.version : "HTTP/1.1";
  const octets = replyOctets(reply, { ...request, version, isPersistent: persists, date: now() });
  return { steps: [{ send: octets }], end: persists ? "keep" : "close" };
}

function endWithoutNext(end: End): End {
  return end === "keep" || end === "close-at-next" || end === "reset-at-next" ? "close" : end;
}

function route(request: ReceivedRequest, surroundings: Surroundings): Reply | StagedReply {
  if (request.path === "*") return optionsReply(request, ["GET", "POST"]);
  const [found, parameter] = findRoute(request.path);
  // httpbin takes methods in any letter case, though they have one (RFC 9110 §9.1).
  const method = request.method.toUpperCase();
  if (found.methods !== "any") {
    const allowed = allowedMethods(found.methods);
    if (method === "OPTIONS") return optionsReply(request, allowed);
    if (!allowed.includes(method)) return notAllowedReply(request, allowed);
  }
  return found.handle({ request, parameter, ...surroundings });
}

function allowedMethods(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
}

function notAllowedReply({ method, path }: ReceivedRequest, allowed: readonly string[]): Reply {
  const list = allowed.join(", ");
  return {
    ...refusalReply(new Refusal(405, `${path} does not answer ${method}, but ${list}.`)),
    fields: [["Allow", list]],
  };
}

function optionsReply({ fields }: ReceivedRequest, allowed: readonly string[]): Reply {
  const asked = fieldValues(fields, "Access-Control-Request-Headers");
  return {
    statusCode: 200,
    contentType: "text/html; charset=utf-8",
    fields: [
      ["Allow", allowed.join(", ")],
      ["Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, PATCH, OPTIONS"],
      ["Access-Control-Max-Age", "3600"],
      ...asked.map((names) => ["Access-Control-Allow-Headers", names] as const),
    ],
  };
}
