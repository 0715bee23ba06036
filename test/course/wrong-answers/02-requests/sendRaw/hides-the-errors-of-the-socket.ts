// The learner must see: hiding an error of the socket: no answer is not an empty answer.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    const pieces: Uint8Array[] = [];
    socket.on("error", () => {});
    socket.on("data", (piece: Uint8Array) => pieces.push(piece));
    socket.write(octets);
    await new Promise((resolve) => socket.on("close", resolve));
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
