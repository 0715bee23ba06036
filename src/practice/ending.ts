import type { Socket } from "node:net";
import type { ConnectionRecorder } from "./recorder.ts";
import type { FinalEnd } from "./staged-reply.ts";

/** How long the service, having closed its side, waits for the client to close the other. */
const LINGER_MS = 10_000;

/** Ends a connection on which nothing more will be sent. What arrives is still read. */
export function endConnection(socket: Socket, recorder: ConnectionRecorder, end: FinalEnd): void {
  socket.resume();
  if (end === "reset") {
    recorder.ended("server", "reset");
    socket.resetAndDestroy();
  } else if (end === "close" || socket.readableEnded) {
    // Closing with unread octets would send RST, and could take the reply with it (RFC 9112 §9.6):
    // FIN now, and on with reading.
    recorder.ended("server", "end");
    socket.end();
    const linger = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(linger));
  }
}
