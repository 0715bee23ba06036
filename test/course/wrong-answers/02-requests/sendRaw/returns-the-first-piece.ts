// The learner must see: returning the first piece: an answer comes in pieces of any size, so read until the server closes.
import { once } from "node:events";
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    const [piece] = await Promise.race([once(socket, "data"), once(socket, "end")]);
    return piece ?? new Uint8Array();
  } finally {
    socket.destroy();
  }
}
