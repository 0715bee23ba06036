import type { Socket } from "node:net";
import type { ConnectionRecorder } from "./recorder.ts";
import type { FinalEnd } from "./staged-reply.ts";

/** How long the service, having closed its side, waits for the client to close the other. */
const LINGER_MS = 10_000;

/**
 * Ends a connection on which nothing more will be sent. What arrives is still read.
 *
 * @param raw The TCP below, where `socket` speaks TLS
 */
export function endConnection(
  socket: Socket,
  recorder: ConnectionRecorder,
  end: FinalEnd,
  raw: Socket = socket,
): void {
  socket.resume();
  if (end === "reset") {
    recorder.ended("server", "reset");
    raw.resetAndDestroy();
  } else if (end !== "hold" || socket.readableEnded) {
    // Closing with unread octets would send RST, and could take the reply with it (RFC 9112 §9.6):
    // FIN now, and on with reading.
    recorder.ended("server", "end");
    // TLS would say goodbye first; the TCP below knows of no goodbye.
    if (end === "cut") raw.end();
    else socket.end();
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(linger));
  }
}
