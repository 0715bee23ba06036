// The learner must see: leaving the socket open after the server has closed its side.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, allowHalfOpen: true });
    const pieces: Uint8Array[] = [];
    socket.on("data", (piece: Uint8Array) => pieces.push(piece));
    socket.on("end", () => resolve(Buffer.concat(pieces)));
    socket.on("error", reject);
    socket.write(octets);
  });
}
