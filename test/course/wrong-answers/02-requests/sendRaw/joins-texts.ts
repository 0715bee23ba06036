// The learner must see: making text of the octets on the way: what is no character of UTF-8 is lost. Keep them octets, and join them with `Buffer.concat`.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    let text = "";
    for await (const piece of socket) text += String(piece);
    return Buffer.from(text);
  } finally {
    socket.destroy();
  }
}
