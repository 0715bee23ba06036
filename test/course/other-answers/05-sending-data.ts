// A second right answer to lesson 05, built differently: the form encoded by hand, the request written call by call,
// and a connection for each of the two requests of task 4.
import { HTTPConnection, type HTTPResponse } from "#client";

export interface RequestContent {
  octets: Uint8Array;
  fields: [string, string][];
}

export class NotCreated extends Error {
  statusCode: number;

  constructor(statusCode: number) {
    super(`status code ${statusCode}`);
    this.name = "NotCreated";
    this.statusCode = statusCode;
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of response) text += decoder.decode(piece, { stream: true });
  return JSON.parse(text + decoder.decode());
}

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value, null, 2);
  if (typeof text !== "string") throw new TypeError("not JSON");
  // In ASCII, octets and characters are as many.
  const ascii = text.replace(
    /[\x80-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return {
    octets: Buffer.from(ascii, "latin1"),
    fields: [
      ["content-length", `${ascii.length}`],
      ["content-type", "Application/JSON; charset=utf-8"],
    ],
  };
}

export function formBody(pairs: readonly [string, string][]): RequestContent {
  const text = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return {
    octets: Uint8Array.from(text, (character) => character.charCodeAt(0)),
    fields: [
      ["CONTENT-TYPE", "application/x-www-form-urlencoded;charset=UTF-8"],
      ["CONTENT-LENGTH", text.length.toString()],
    ],
  };
}

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const { octets, fields } = jsonBody(value);
  const connection = new HTTPConnection(host, port);
  try {
    connection.putRequest("POST", path);
    for (const [name, line] of fields) connection.putHeader(name, line);
    await connection.endHeaders();
    await connection.send(octets);
    const { data } = (await readJson(await connection.getResponse())) as { data: string };
    return JSON.parse(data);
  } finally {
    connection.close();
  }
}

export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const path = await withResponse(host, port, "POST", "/items", value, async (response) => {
    if (response.status !== 201) throw new NotCreated(response.status);
    const location = response.headers.get("location");
    if (location === undefined) return "/items";
    const url = new URL(location, `http://${host}:${port}/items`);
    return url.href.slice(url.origin.length);
  });
  return withResponse(host, port, "GET", path, undefined, readJson);
}

async function withResponse<T>(
  host: string,
  port: number,
  method: string,
  path: string,
  value: unknown,
  use: (response: HTTPResponse) => Promise<T>,
): Promise<T> {
  const connection = new HTTPConnection(host, port);
  try {
    const content = value === undefined ? {} : { body: [Buffer.from(JSON.stringify(value))] };
    const headers: Record<string, string> = value === undefined ? {} : { "content-type": "application/json" };
    await connection.request(method, path, { ...content, headers });
    return await use(await connection.getResponse());
  } finally {
    connection.close();
  }
}
