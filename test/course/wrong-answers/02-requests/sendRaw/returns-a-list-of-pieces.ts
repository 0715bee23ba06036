// The learner must see: returning a list of pieces: `Buffer.concat` joins them.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array[]> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return pieces;
  } finally {
    socket.destroy();
  }
}
