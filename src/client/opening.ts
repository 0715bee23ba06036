// From a host to a channel: the socket, a tunnel through a proxy where one is wanted, TLS where it is https.

import type { Duplex } from "node:stream";
import {
  type Codec,
  type FieldLine,
  type FieldSection,
  HTTPException,
  hostField,
  type TranscriptEvent,
} from "../wire/index.ts";
import type { ConnectTarget, CreateConnection } from "./connect.ts";
import { TunnelError } from "./errors.ts";
import { asciiHost, type HostAndPort } from "./host.ts";
import { OctetReader } from "./octet-reader.ts";
import { readResponseHead } from "./response-head.ts";
import { SocketChannel } from "./socket-channel.ts";
import type { Transport } from "./tls.ts";
import { onAbort } from "./waiting.ts";

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
  readonly target: ConnectTarget;
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
 * @throws What `createConnection` and TLS reject with; the reason of `target.signal`
 */
export async function openChannel(opening: Opening): Promise<Channel> {
  const { target, tunnel, createConnection } = opening;
  const connectHead = tunnel && tunnelRequest(tunnel, opening.codec);
  const stream = await unlessAborted(createConnection(target), target.signal);
  const destroy = onAbort(target.signal, () => stream.destroy());
  try {
    target.signal.throwIfAborted();
    if (connectHead) await openTunnel(stream, connectHead, opening);
    const { host, port } = tunnel ?? target;
    const transport = await opening.secure(stream, { ...target, host, port });
    target.signal.throwIfAborted();
    return channelOver(transport.stream, opening, stream, transport.isTruncated);
  } catch (error) {
    stream.destroy();
    throw target.signal.aborted ? target.signal.reason : error;
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
  const hasHost = fields.some(([name]) => name.toLowerCase() === "host");
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
