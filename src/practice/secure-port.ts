import type { Server, Socket } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import type { ConnectionRecorder } from "./recorder.ts";

/*
 * An https port. A socket is accepted as plain TCP, and its first octet decides: 22 begins a TLS handshake (RFC 8446
 * §5.1); everything else is somebody who speaks http:// to an https:// port, and gets an answer that can be read. The
 * octets go back into the socket before it is handed on, so that whoever takes it reads all of them.
 */

/** Who takes a connection once it is known what is spoken on it. */
export interface SecurePortListener {
  /** @param raw The TCP below `socket`, for an end that TLS is not told of */
  onSecure(socket: TLSSocket, raw: Socket, recorder: ConnectionRecorder): void;
  onPlain(socket: Socket, recorder: ConnectionRecorder): void;
}

const TLS_HANDSHAKE = 22;

interface Accepted {
  readonly raw: Socket;
  readonly recorder: ConnectionRecorder;
}

/**
 * Speaks TLS on every socket that `server` accepts.
 *
 * @param options Certificate and key
 * @param handshakeMs How long a client may take to begin, and then again to finish the handshake
 * @param open Begins the recording of a connection
 * @returns Ends every connection, in whatever state
 */
export function secureServer(
  server: Server,
  options: TlsOptions,
  handshakeMs: number,
  open: (clientPort: number | undefined) => ConnectionRecorder,
  listener: SecurePortListener,
): () => void {
  const all = new Set<Accepted>();
  const tlsOptions = { ...options, ALPNProtocols: ["http/1.1"], handshakeTimeout: handshakeMs };
  server.on("connection", async (raw: Socket) => {
    const accepted = { raw, recorder: open(raw.remotePort) };
    all.add(accepted);
    watchEnd(accepted, () => all.delete(accepted));
    const first = await firstOctet(raw, handshakeMs);
    if (first === TLS_HANDSHAKE) shakeHands(accepted, tlsOptions, listener);
    else if (typeof first === "number") listener.onPlain(raw, accepted.recorder);
    else end(accepted, first === "left" ? "client" : "server");
  });
  return () => {
    for (const accepted of all) end(accepted, "server");
  };
}

function watchEnd({ raw, recorder }: Accepted, onClose: () => void): void {
  raw.on("error", () => recorder.ended("client", "reset"));
  raw.once("close", () => {
    recorder.ended("client", "end"); // Unless it is known better already.
    recorder.closed();
    onClose();
  });
}

function end({ raw, recorder }: Accepted, by: "client" | "server"): void {
  recorder.ended(by, "end");
  raw.destroy();
}

/** A `tls.Server` for one handshake: what a shared one says of a handshake that failed does not say whose it was. */
function shakeHands(
  { raw, recorder }: Accepted,
  options: TlsOptions,
  { onSecure }: SecurePortListener,
): void {
  const tls = createServer(options);
  tls.on("secureConnection", (socket: TLSSocket) => {
    socket.allowHalfOpen = true;
    recorder.secured(socket.getProtocol() ?? "", socket.servername || undefined);
    onSecure(socket, raw, recorder);
  });
  tls.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    const code = error.code ?? error.message;
    // An alert of the client's ends it, and so does its leaving; whatever else goes wrong is refused on this side.
    recorder.handshakeFailed(/ALERT|ECONNRESET|EPIPE/.test(code) ? "client" : "server", code);
    socket.destroy(); // Node does it itself, but not when the time is up.
  });
  raw.allowHalfOpen = false; // Half a handshake is none: whoever leaves in it has left.
  tls.emit("connection", raw);
}

/** The first octet of what arrives, which stays unread; `"left"` when the client ends before, `"late"` after a time. */
function firstOctet(socket: Socket, timeoutMs: number): Promise<number | "left" | "late"> {
  return new Promise((resolve) => {
    const settle = (first: number | "left" | "late") => {
      clearTimeout(timer);
      socket.off("readable", look).off("close", leave);
      resolve(first);
    };
    const look = () => {
      const octets: Buffer | null = socket.read();
      if (octets !== null) socket.unshift(octets);
      settle(octets?.[0] ?? "left");
    };
    const leave = () => settle("left");
    const timer = setTimeout(() => settle("late"), timeoutMs);
    socket.on("readable", look).on("close", leave);
  });
}
