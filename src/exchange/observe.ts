// One exchange through the built-in client, from which nothing is hidden: what crossed the wire, what the client made
// of it, and how it ended. Whatever happens is data; only what nobody foresaw is thrown.

import {
  type HTTPConnection,
  type HTTPResponse,
  InvalidURL,
  type RequestOptions,
  type SecureConnectionOptions,
  type Sender,
  type Transcript,
} from "../client/index.ts";
import { concatOctets } from "../wire/index.ts";
import { WatchedCodec } from "./decisions.ts";
import { divideRequest, divideResponses } from "./divide.ts";
import type {
  ClientError,
  ConnectionEnds,
  ExchangeOutcome,
  ExchangeRequest,
  ObservedExchange,
  Stage,
} from "./observed.ts";
import { type EndWatch, watchedConnection } from "./watched-connection.ts";

/** More than anybody reads, and less than memory holds: some responses have no end. */
const MOST_CONTENT_OCTETS = 1024 * 1024;

/** What is known while the exchange is under way. */
interface Progress {
  stage: Stage;
  ends?: ConnectionEnds;
}

/**
 * Sends one request, and reads its response to the end.
 *
 * @param signal Aborting it ends the exchange, and what had arrived is still told
 * @returns What happened. An error of the client's is data too: `outcome` of the kind `failed`
 * @throws {InvalidURL} When the host or the request-target is none that a client could ask for
 *
 * @example
 * const exchange = await observeExchange(request, signal);
 * exchange.framing; // { rule: 6, statusCode: 200, framing: { kind: "content-length", octets: 130 } }
 */
export async function observeExchange(
  request: ExchangeRequest,
  signal: AbortSignal,
): Promise<ObservedExchange> {
  const codec = new WatchedCodec();
  const watch: EndWatch = {};
  const connection = watchedConnection(request.origin, connectionOptions(request, codec), watch);
  const progress: Progress = { stage: "connecting" };
  const outcome = await carryOut(connection, request, progress, signal)
    .catch((error: unknown) => endOf(error, progress.stage, signal))
    .finally(() => connection.close());
  const { transcript } = connection;
  const sent = octetsOf(transcript, "client");
  return {
    request,
    ends: progress.ends,
    sent: sent.length === 0 ? undefined : divideRequest(sent, request.isChunked),
    received: divideResponses(octetsOf(transcript, "server"), codec.framing?.framing),
    waitMs: waitOf(transcript),
    framing: codec.framing,
    persistence: codec.persistence,
    serverEnd: watch.serverEnd,
    outcome,
  };
}

function connectionOptions(
  { version, timeoutMs, ca }: ExchangeRequest,
  codec: WatchedCodec,
): SecureConnectionOptions {
  const options = { version, timeout: timeoutMs, transcript: true, codec: codec.parts };
  return ca === undefined ? options : { ...options, tls: { ca } };
}

async function carryOut(
  connection: HTTPConnection,
  request: ExchangeRequest,
  progress: Progress,
  signal: AbortSignal,
): Promise<ExchangeOutcome> {
  await connection.connect({ signal });
  progress.ends = endsOf(connection);
  progress.stage = "sending";
  await connection.request(request.method, request.target, { ...requestOptions(request), signal });
  progress.stage = "reading the head";
  const response = await connection.getResponse();
  progress.stage = "reading the body";
  return readBody(response);
}

function requestOptions({ fields, body, isChunked }: ExchangeRequest): RequestOptions {
  const headers = fields;
  if (body === undefined) return { headers };
  return { headers, body: isChunked ? [body] : body };
}

async function readBody(response: HTTPResponse): Promise<ExchangeOutcome> {
  const content = await response.read(MOST_CONTENT_OCTETS);
  const isComplete = response.isClosed() || (await response.read1(1)).length === 0;
  return isComplete ? { kind: "complete" } : { kind: "stopped", contentOctets: content.length };
}

function endOf(error: unknown, stage: Stage, signal: AbortSignal): ExchangeOutcome {
  if (error instanceof InvalidURL) throw error;
  if (signal.aborted) return { kind: "interrupted", stage };
  return { kind: "failed", stage, error: asData(error) };
}

/** What Node's errors have beside a message: one of several addresses, its parts; one of OpenSSL, what it is called there. */
interface NodeError extends NodeJS.ErrnoException {
  readonly errors?: readonly Error[];
  readonly library?: string;
  readonly reason?: string;
}

/** Node's own errors have no names: there the code is the name. */
function asData(error: unknown): ClientError {
  const { name, code } = error as NodeError;
  const isNameless = code !== undefined && /^(?:Aggregate)?Error$/.test(name);
  return {
    name: isNameless ? code : name,
    message: messageOf(error as NodeError),
    ...(code !== undefined && { code }),
  };
}

function messageOf({ message, errors = [], library, reason }: NodeError): string {
  if (library !== undefined && reason !== undefined) return `${library}: ${reason}`;
  return message || errors.map((each) => each.message).join("; ");
}

function endsOf({ localAddress, localPort, remoteAddress, remotePort }: HTTPConnection): ConnectionEnds {
  return { local: shownEnd(localAddress, localPort), remote: shownEnd(remoteAddress, remotePort) };
}

function shownEnd(address = "", port = 0): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function octetsOf(transcript: Transcript, sender: Sender): Uint8Array {
  return concatOctets(transcript.filter(({ from }) => from === sender).map(({ octets }) => octets));
}

function waitOf(transcript: Transcript): number | undefined {
  const [first, answer] = (["client", "server"] as const).map((sender) =>
    transcript.find(({ from }) => from === sender),
  );
  return first && answer && answer.atMs - first.atMs;
}
