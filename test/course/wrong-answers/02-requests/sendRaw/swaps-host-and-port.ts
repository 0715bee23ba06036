// The learner must see: giving `connect` its arguments in another order: `connect(port, host)` has the port first.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(host, port as unknown as () => void);
  try {
    socket.write(octets);
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}
