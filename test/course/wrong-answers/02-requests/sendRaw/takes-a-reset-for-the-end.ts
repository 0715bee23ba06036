// The learner must see: taking every end of the socket for the end of the answer: after a reset, nobody knows what is missing.
import { once } from "node:events";
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    const pieces: Uint8Array[] = [];
    socket.on("data", (piece: Uint8Array) => pieces.push(piece));
    await once(socket, "connect");
    socket.write(octets);
    await new Promise((resolve) => {
      socket.on("error", resolve);
      socket.on("close", resolve);
    });
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
