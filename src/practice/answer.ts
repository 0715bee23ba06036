import type { ConnectionFacts } from "./connection-facts.ts";
import { expectationReply } from "./endpoints/continue.ts";
import { findRoute, similarPaths } from "./find-route.ts";
import { replyFraming, replySteps } from "./framing.ts";
import { Parameters } from "./parameters.ts";
import type { FaultyPeers } from "./peers/start-peers.ts";
import { queryPairs } from "./query.ts";
import { Refusal } from "./refusal.ts";
import { interimResponse, missingReply, type Reply, refusalReply } from "./reply.ts";
import { type Field, fieldValues } from "./request-head.ts";
import type { ExpectantHead, ReceivedRequest } from "./request-reader.ts";
import { isPersistent } from "./request-rules.ts";
import { routes } from "./routes.ts";
import type { SecureSide } from "./secure-side.ts";
import type { ServiceMemory } from "./service-memory.ts";
import { type End, type PreparedReply, prepareReply, type StagedReply } from "./staged-reply.ts";

/*
 * Request -> staged reply, without I/O: which endpoint, which method, and whether the connection goes
 * on afterwards. Ordinary answers, refusals and faults all leave as the same plain data, so that a
 * connection has one way to play them.
 */

export interface Surroundings {
  readonly clientAddress: string;
  readonly serviceHost: string;
  readonly isSecure: boolean;
  readonly tls: SecureSide | undefined;
  readonly peers: FaultyPeers | undefined;
  readonly connection: ConnectionFacts;
  readonly memory: ServiceMemory;
  /** Replies that were staged ad hoc, by path. */
  readonly stages: ReadonlyMap<string, PreparedReply>;
  readonly now: () => Date;
}

/** What to send for a request that was read whole. */
export function answer(request: ReceivedRequest, surroundings: Surroundings): PreparedReply {
  surroundings.connection.requests += 1;
  try {
    return prepare(
      surroundings.stages.get(request.path) ?? route(request, surroundings),
      request,
      surroundings,
    );
  } catch (error) {
    return prepare(refusalReply(asRefusal(error)), request, surroundings);
  }
}

/** What to send to a client that waits for it before it sends its content; `keep` has it read. */
export function answerExpectation(head: ExpectantHead, surroundings: Surroundings): PreparedReply {
  try {
    const reply = expectationReply(head, new Parameters(queryPairs(head.query)));
    if (reply === "continue") return { steps: [{ send: interimResponse(100) }], end: "keep" };
    return reply === "nothing" ? { steps: [], end: "keep" } : prepare(reply, head, surroundings);
  } catch (error) {
    return prepare({ ...refusalReply(asRefusal(error)), isLast: true }, head, surroundings);
  }
}

/** What to send for octets that are no request; after them nothing more can be read. */
export function answerRefusal(
  refusal: Refusal,
  method: string,
  { now }: Pick<Surroundings, "now">,
): PreparedReply {
  const context = { method, version: "HTTP/1.1", fields: [], isPersistent: false, date: now() };
  return { steps: replySteps(refusalReply(refusal), context), end: "close" };
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(500, `The service itself failed: ${error}`);
}

function prepare(reply: Reply | StagedReply, request: ExpectantHead, { now }: Surroundings): PreparedReply {
  if ("steps" in reply) {
    return prepareReply({ ...reply, end: isPersistent(request) ? reply.end : endWithoutNext(reply.end) });
  }
  const version = request.version === "HTTP/1.0" ? request.version : "HTTP/1.1";
  const framing = replyFraming(reply, version);
  const persists = isPersistent(request) && reply.isLast !== true && framing.kind !== "until-close";
  const context = { ...request, version, isPersistent: persists, date: now() };
  return { steps: replySteps(reply, context), end: persists ? "keep" : "close" };
}

function endWithoutNext(end: End): End {
  return end === "keep" || end === "close-at-next" || end === "reset-at-next" ? "close" : end;
}

function route(request: ReceivedRequest, surroundings: Surroundings): Reply | StagedReply {
  if (request.path === "*") return optionsReply(request, ["GET", "POST"]);
  const found = findRoute(request.path, routes);
  if (found === undefined) return notFoundReply(request);
  const { methods, handle } = found.route;
  // httpbin takes methods in any letter case, though they have one (RFC 9110 §9.1).
  const method = request.method.toUpperCase();
  if (methods !== "any") {
    const allowed = allowedMethods(methods);
    if (method === "OPTIONS") return optionsReply(request, allowed);
    if (!allowed.includes(method)) return notAllowedReply(request, allowed);
  }
  const query = new Parameters(queryPairs(request.query));
  return handle({ request, path: new Parameters(found.parameters), query, ...surroundings });
}

function allowedMethods(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
}

function notFoundReply(request: ReceivedRequest): Reply {
  const similar = similarPaths(request.path, routes);
  const hint = similar.length === 0 ? "GET / lists those that are." : `There is ${similar.join(", ")}.`;
  const text = `There is no endpoint ${request.path}. ${hint}`;
  return missingReply(404, text, request.method.toUpperCase() === "OPTIONS" ? preflightFields(request) : []);
}

function notAllowedReply({ method, path }: ReceivedRequest, allowed: readonly string[]): Reply {
  const list = allowed.join(", ");
  return missingReply(405, `${path} does not answer ${method}, but ${list}.`, [["Allow", list]]);
}

function optionsReply(request: ReceivedRequest, allowed: readonly string[]): Reply {
  return {
    statusCode: 200,
    contentType: "text/html; charset=utf-8",
    fields: [["Allow", allowed.join(", ")], ...preflightFields(request)],
  };
}

/** What a browser asks before it sends a request across origins. */
function preflightFields({ fields }: ReceivedRequest): Field[] {
  const asked = fieldValues(fields, "Access-Control-Request-Headers");
  return [
    ["Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, PATCH, OPTIONS"],
    ["Access-Control-Max-Age", "3600"],
    ...asked.map((names): Field => ["Access-Control-Allow-Headers", names]),
  ];
}
