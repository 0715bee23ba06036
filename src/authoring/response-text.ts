import { connect } from "node:net";
import type { PracticeService } from "../practice/index.ts";
import type { Exchange } from "./snippets.ts";

/** What a fresh practice service sends to a request, as text: UTF-8, so that a body can be read. */
export async function responseText({ method, target }: Exchange, practice: PracticeService): Promise<string> {
  await exchange(`${method} ${target} HTTP/1.1\r\nHost: ${practice.host}:${practice.port}\r\n\r\n`, practice);
  // The service's own record: a reset may destroy on the way what was sent before it.
  const sent = practice.connections[0]!.transcript.filter(({ from }) => from === "server");
  return Buffer.concat(sent.map(({ octets }) => octets)).toString("utf8");
}

/** Resolves when the connection is over. */
function exchange(request: string, { host, port }: PracticeService): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.on("error", () => {}); // A reset is one way to end.
    socket.on("close", () => resolve());
    socket.resume();
    // FIN, and not "Connection: close", which would show in the response. Even a fault that only waits ends with it.
    socket.end(request);
  });
}
