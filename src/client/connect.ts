// From a host to a channel: the socket, a tunnel through a proxy where one is wanted, TLS where it is https.
//
// Each of these waits, and every wait ends: by what it waits for, by its time-out, or by a signal. At the end of the
// file is how it leaves no timer and no listener behind, whichever of them it was.

import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import {
  type Codec,
  type FieldLine,
  FieldSection,
  HTTPException,
  hostField,
  type TranscriptEvent,
} from "../wire/index.ts";
import { asClientError, TunnelError, timeoutAfter } from "./errors.ts";
import { asciiHost, type HostAndPort } from "./host.ts";
import { OctetReader } from "./octet-reader.ts";
import { readResponseHead } from "./response-reader.ts";
import { SocketChannel } from "./socket-channel.ts";

/** Where to connect, and for how long to try. */
export interface ConnectTarget {
  /** As it was given: a name may hold letters outside ASCII, an IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
  /** Milliseconds; undefined waits as long as the operating system does. */
  readonly timeout: number | undefined;
  /** Aborted, with the error to fail with as its reason, when the connection is closed before it has opened. */
  readonly signal: AbortSignal;
  /** Address and port of this machine to connect from; a port of 0 is chosen by the operating system. */
  readonly sourceAddress?: readonly [host: string, port: number] | undefined;
}

/** Opens the stream that a connection talks over. The seam that tests and tunnels replace. */
export type CreateConnection = (target: ConnectTarget) => Promise<Duplex>;

/** A stream of octets, and whether its end can be trusted. */
export interface Transport {
  readonly stream: Duplex;
  /** True when the stream ended without a word of the other end's: octets may be missing. */
  isTruncated(): boolean;
}

/** An open connection: its socket, and what reads it. */
export interface Channel {
  readonly socket: SocketChannel;
  readonly reader: OctetReader;
  /** The stream that `createConnection` opened; TLS and the channel are above it. */
  readonly stream: Duplex;
  isTruncated(): boolean;
}

/** Where a tunnel ends, and what the proxy is told beside that. */
export interface Tunnel extends HostAndPort {
  readonly fields: readonly FieldLine[];
}

/** How to come to a channel. */
export interface Opening {
  readonly target: Omit<ConnectTarget, "signal">;
  /** Aborted, with the error to fail with as its reason, when the channel is not wanted any more. */
  readonly signal: AbortSignal;
  readonly tunnel: Tunnel | undefined;
  readonly codec: Codec;
  readonly createConnection: CreateConnection;
  secure(stream: Duplex, target: ConnectTarget): Promise<Transport>;
  readonly record: ((event: TranscriptEvent) => void) | undefined;
  /** Gets the fields of the proxy's answer, whether it opened the tunnel or not. */
  onProxyResponse(fields: FieldSection): void;
}

/**
 * Opens a channel. Whatever fails on the way, the socket is closed.
 *
 * @throws {TunnelError} When the proxy answers with another status code than 200
 * @throws What `createConnection` and TLS reject with; the reason of `signal`
 */
export async function openChannel(opening: Opening): Promise<Channel> {
  const { signal, tunnel, createConnection } = opening;
  const target = { ...opening.target, signal };
  const connectHead = tunnel && tunnelRequest(tunnel, opening.codec);
  const stream = await unlessAborted(createConnection(target), signal);
  const destroy = onAbort(signal, () => stream.destroy());
  try {
    signal.throwIfAborted();
    if (connectHead) await openTunnel(stream, connectHead, opening);
    const { host, port } = tunnel ?? target;
    const transport = await opening.secure(stream, { ...target, host, port });
    signal.throwIfAborted();
    return channelOver(transport.stream, opening, stream, transport.isTruncated);
  } catch (error) {
    stream.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    destroy();
  }
}

/** A `createConnection` that does not listen to its signal is not waited for; what it opens too late is closed. */
function unlessAborted(opened: Promise<Duplex>, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, reject);
    opened.then((stream) => (signal.aborted ? stream.destroy() : resolve(stream)), reject).finally(forget);
  });
}

function channelOver(top: Duplex, opening: Opening, stream: Duplex, isTruncated = () => false): Channel {
  const { record, target } = opening;
  const socket = new SocketChannel(top, { timeoutMs: target.timeout, record });
  return { socket, reader: new OctetReader(() => socket.read()), stream, isTruncated };
}

// CONNECT host:port   RFC 9110 §9.3.6. The port is always said, and so it is in Host.
function tunnelRequest({ host, port, fields }: Tunnel, codec: Codec): Uint8Array {
  const authority = hostField(asciiHost(host), port);
  const hasHost = new FieldSection(fields).has("Host");
  const lines = hasHost ? fields : [...fields, ["Host", authority] as const];
  return codec.requestHead(
    { method: "CONNECT", target: authority, fields: lines },
    codec.serializeFieldSection,
  );
}

async function openTunnel(stream: Duplex, connectHead: Uint8Array, opening: Opening): Promise<void> {
  const { socket, reader } = channelOver(stream, opening, stream);
  await socket.write([connectHead]);
  const { statusCode, reasonPhrase, fields } = await readResponseHead(reader, opening.codec);
  opening.onProxyResponse(fields);
  // http.client takes 200 only, though any 2xx would do.   RFC 9110 §9.3.6
  if (statusCode !== 200) throw new TunnelError(statusCode, reasonPhrase);
  socket.release();
  // In HTTP and in TLS the client speaks first: what is there already comes from the proxy, and would pass for the server's.
  if (reader.bufferedOctets + socket.bufferedOctets > 0) {
    throw new HTTPException("Cannot use the tunnel: the proxy sent octets after the head of its answer");
  }
}

/** Opens a TCP connection. Most errors of the operating system come as Node gives them: `ECONNREFUSED`, `ENOTFOUND` … */
export const createTcpConnection: CreateConnection = ({ host, port, timeout, signal, sourceAddress }) => {
  const [localAddress, localPort] = sourceAddress ?? [];
  // allowHalfOpen: the server's end of sending is not ours; http.client's sockets behave the same.
  const socket = connect({
    host,
    port,
    noDelay: true,
    allowHalfOpen: true,
    ...(localAddress !== undefined && { localAddress }),
    ...(localPort !== undefined && { localPort }),
  });
  const timedOut = (timeoutMs: number) => timeoutAfter(timeoutMs, `connect to ${host} port ${port}`);
  return waitFor<Socket>(
    { timeout, signal, timedOut },
    (resolve, reject) => {
      // This listener stays: an error that none listens for would end the process.
      socket.on("error", (error) => reject(asClientError(error)));
      socket.once("connect", () => resolve(socket));
    },
    () => socket.destroy(),
  );
};

/**
 * Calls `act` with the signal's reason when it is aborted; at once where it was already.
 *
 * @returns What stops listening. Calling it again is safe
 */
export function onAbort(signal: AbortSignal | undefined, act: (reason: Error) => void): () => void {
  if (signal === undefined) return () => {};
  // A reason may be anything, also nothing: who waits gets an error in any case.
  const listener = () => act(signal.reason || new DOMException("This operation was aborted", "AbortError"));
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** How a wait may end before its time. */
interface WaitLimits {
  /** Milliseconds; undefined waits for ever. */
  readonly timeout: number | undefined;
  readonly signal: AbortSignal;
  /** The error of a time-out. */
  timedOut(timeoutMs: number): Error;
}

/**
 * Waits for an event: `begin` starts it, and calls `resolve` or `reject` when it came.
 *
 * @param giveUp Called with the error when the limits end the wait: it destroys what was begun
 */
export function waitFor<Value>(
  { timeout, signal, timedOut }: WaitLimits,
  begin: (resolve: (value: Value) => void, reject: (error: Error) => void) => void,
  giveUp: (error: Error) => void,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  let forget = () => {};
  const done = new Promise<Value>((resolve, reject) => {
    const stop = (error: Error) => {
      reject(error);
      giveUp(error);
    };
    begin(resolve, reject);
    if (timeout !== undefined) timer = setTimeout(() => stop(timedOut(timeout)), timeout);
    forget = onAbort(signal, stop);
  });
  return done.finally(() => {
    clearTimeout(timer);
    forget();
  });
}
