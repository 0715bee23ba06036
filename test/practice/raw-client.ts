import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A response, read with a reader that shares nothing with the service's own code. */
export interface RawResponse {
  readonly statusLine: string;
  readonly fields: [name: string, value: string][];
  readonly body: string;
}

/** Opens a connection; errors are left to the events that a test waits for. */
export async function open(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Sends `text` (ISO-8859-1), and returns what comes until the service ends, as ISO-8859-1. */
export async function exchange(port: number, text: string): Promise<string> {
  const socket = await open(port);
  socket.write(text, "latin1");
  const answer = await readToEnd(socket);
  socket.end();
  return answer;
}

export async function readToEnd(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (octets) => {
    text += octets.toString("latin1");
  });
  await Promise.race([once(socket, "end"), once(socket, "close")]);
  return text;
}

/** Waits until what arrived from now on ends with `ending`. */
export async function readUntil(socket: Socket, ending: string): Promise<string> {
  let text = "";
  while (!text.endsWith(ending)) {
    const [octets] = (await once(socket, "data")) as [Buffer];
    text += octets.toString("latin1");
  }
  return text;
}

/** A request that asks the service to close, and what it answers. */
export async function request(
  port: number,
  requestLine: string,
  fields: readonly string[] = [],
  body = "",
): Promise<RawResponse> {
  const version = requestLine.includes(" HTTP/") ? "" : " HTTP/1.1";
  const head = [`${requestLine}${version}`, "Host: localhost", ...fields, "Connection: close"];
  if (body !== "") head.push(`Content-Length: ${body.length}`);
  return parseResponse(await exchange(port, `${head.join("\r\n")}\r\n\r\n${body}`));
}

/** Splits a response whose body goes on to the end. */
export function parseResponse(text: string): RawResponse {
  const end = text.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
  return { statusLine, fields, body: text.slice(end + 4) };
}

export function field({ fields }: RawResponse, name: string): string | undefined {
  return fields.find(([other]) => other === name)?.[1];
}
