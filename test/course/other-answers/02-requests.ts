// A second right answer to lesson 02, built differently: the URL taken apart by a pattern, the query by URLSearchParams,
// the head as one template, the socket by its events, the client's lower-level calls.
import { once } from "node:events";
import { Socket } from "node:net";
import { HTTPConnection } from "#client";

export interface Destination {
  host: string;
  port: number;
  target: string;
}

export type Param = readonly [name: string, value: string | number | null | undefined];

export type FieldLine = readonly [name: string, value: string];

export interface HeadParts {
  method: string;
  target: string;
  host: string;
  port?: number | undefined;
  fields: readonly FieldLine[];
}

export function splitUrl(url: string): Destination {
  const [beforeFragment = ""] = url.split("#");
  const [, host = "", port = "80", target = ""] =
    /^http:\/\/([^/?:]+)(?::(\d+))?(.*)$/.exec(beforeFragment) ?? [];
  return { host, port: Number.parseInt(port, 10), target: target.startsWith("/") ? target : `/${target}` };
}

export function requestTarget(path: string, params: readonly Param[]): string {
  const search = new URLSearchParams();
  for (const [name, value] of params) {
    if (value == null) continue;
    search.append(name, `${value}`);
  }
  const query = search.toString();
  const start = path === "" ? "/" : path;
  return query === "" ? start : `${start}?${query}`;
}

export function requestHead({ method, target, host, port, fields }: HeadParts): Uint8Array {
  const name = port === undefined || port === 80 ? host : [host, port].join(":");
  let head = `${line(method)} ${line(target)} HTTP/1.1\r\nHost: ${line(name)}\r\n`;
  for (const [field, value] of fields) head += `${line(field)}: ${line(value)}\r\n`;
  return Buffer.from(`${head}\r\n`, "latin1");
}

function line(text: string): string {
  for (const character of text) {
    if (character === "\r" || character === "\n" || character === "\0") throw new TypeError("no line");
  }
  return text;
}

export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = new Socket();
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  socket.connect({ host, port });
  await once(socket, "connect");
  socket.end(octets);
  await once(socket, "close");
  return new Uint8Array(Buffer.concat(pieces));
}

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  await using connection = new HTTPConnection(host, port);
  connection.putRequest("GET", "/dump/request", { skipAcceptEncoding: true });
  for (const [name, value] of fields) connection.putHeader(name, value);
  await connection.endHeaders();
  const response = await connection.getResponse();
  let text = "";
  for await (const piece of response) text += Buffer.from(piece).toString("latin1");
  return text;
}
