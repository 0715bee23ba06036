// Lesson 4, errors: built differently from the solution: one list of rules for the kinds, and the body taken in pieces.
import {
  CannotSendHeader,
  CannotSendRequest,
  ConnectionResetError,
  HTTPConnection,
  HTTPException,
  IncompleteRead,
  InvalidURL,
  NotConnected,
  RemoteDisconnected,
  ResponseNotReady,
  TimeoutError,
} from "#client";
import type { Answered, Failed, Kind, NextStep, Phase } from "../../../solutions/04-errors.ts";

export type { Answered, Failed, Kind, NextStep, Phase } from "../../../solutions/04-errors.ts";

const MISUSE = [
  InvalidURL,
  NotConnected,
  CannotSendRequest,
  CannotSendHeader,
  ResponseNotReady,
  TypeError,
  RangeError,
];

/** The first rule that fits names the kind. */
const RULES: readonly (readonly [Kind, (error: Error, code: string) => boolean])[] = [
  ["reset", (error) => error instanceof ConnectionResetError || error instanceof RemoteDisconnected],
  ["timeout", (error) => error instanceof TimeoutError || error.name === "TimeoutError"],
  ["aborted", (error) => error instanceof DOMException && error.name === "AbortError"],
  ["misuse", (error) => MISUSE.some((each) => error instanceof each)],
  ["incomplete", (error) => error instanceof IncompleteRead],
  ["bad-response", (error) => error instanceof HTTPException],
  ["dns", (_, code) => code === "ENOTFOUND" || code.startsWith("EAI_")],
  ["refused", (_, code) => code === "ECONNREFUSED"],
  ["unreachable", (_, code) => code === "EHOSTUNREACH" || code === "ENETUNREACH"],
  ["timeout", (_, code) => code === "ETIMEDOUT"],
  ["reset", (_, code) => code === "ECONNRESET" || code === "EPIPE"],
  ["tls", (_, code) => /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_)|SELF_SIGNED/.test(code)],
];

export function classify(error: unknown): Kind {
  if (!(error instanceof Error)) return "other";
  const code = String((error as { code?: unknown }).code);
  return RULES.find(([, fits]) => fits(error, code))?.[0] ?? "other";
}

export async function tryGet(
  host: string,
  port: number,
  path: string,
  { idleMs }: { readonly idleMs: number },
): Promise<Answered | Failed> {
  try {
    await using connection = new HTTPConnection(host, port, { timeout: idleMs });
    return await exchange(connection, path);
  } catch (error) {
    return failed(error, "connect");
  }
}

async function exchange(connection: HTTPConnection, path: string): Promise<Answered | Failed> {
  await connection.connect();
  const refusal = await connection.request("GET", path).catch((error: unknown) => failed(error, "send"));
  if (refusal !== undefined) return refusal;
  const response = await connection.getResponse().catch((error: unknown) => failed(error, "wait"));
  if ("ok" in response) return response;
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of response) pieces.push(piece);
  } catch (error) {
    if (error instanceof IncompleteRead) pieces.push(error.partial);
    return { ...failed(error, "read"), partial: Buffer.concat(pieces) };
  }
  return { ok: true, statusCode: response.status, body: Buffer.concat(pieces) };
}

function failed(error: unknown, phase: Phase): Failed {
  const kind = classify(error);
  return { ok: false, kind, phase: kind === "dns" ? "resolve" : phase };
}

export function mayRepeat(method: string, phase: Phase): boolean {
  switch (phase) {
    case "resolve":
    case "connect":
    case "handshake":
      return true;
    default:
      return /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/.test(method);
  }
}

export function explain({ kind, host, port }: { kind: Kind; phase: Phase; host: string; port: number }): {
  next: NextStep;
  sentence: string;
} {
  const at = `${host}:${port}`;
  switch (kind) {
    case "dns":
      return { next: "fix-name", sentence: `No address for ${at}.` };
    case "refused":
      return { next: "start-server", sentence: `Nobody listens at ${at}.` };
    case "misuse":
    case "aborted":
      return { next: "fix-call", sentence: `The program itself ended its exchange with ${at}.` };
    case "bad-response":
    case "tls":
    case "other":
      return { next: "report", sentence: `${at} does not answer as it should: ${kind}.` };
    default:
      return { next: "wait", sentence: `Try ${at} again later: ${kind}.` };
  }
}
