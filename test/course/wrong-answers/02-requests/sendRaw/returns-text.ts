// The learner must see: returning text: the task asks for octets.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<string> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  } finally {
    socket.destroy();
  }
}
