// The learner must see: a promise without `await`, or an error in a callback or an event listener.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const pieces: Uint8Array[] = [];
    socket.on("data", (piece: Uint8Array) => pieces.push(piece));
    socket.on("end", () => resolve(Buffer.concat(pieces)));
    socket.write(octets);
  });
}
