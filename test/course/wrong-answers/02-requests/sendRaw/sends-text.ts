// The learner must see: making text of the octets before they are sent: text becomes UTF-8, and other octets.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(new TextDecoder().decode(octets));
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
