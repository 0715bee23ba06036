// The learner must see: reading nothing, or closing the socket before the answer was there: only the server ends it here.
import { once } from "node:events";
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    const pieces: Uint8Array[] = [];
    socket.on("data", (piece: Uint8Array) => pieces.push(piece));
    await once(socket, "connect");
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
