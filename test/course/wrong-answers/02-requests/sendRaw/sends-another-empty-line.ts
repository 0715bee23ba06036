// The learner must see: sending other octets than those that were given.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(Buffer.concat([octets, Buffer.from("\r\n")]));
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
