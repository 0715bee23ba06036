// A second right answer to lesson 03, built differently: no regular expressions, one helper for the exchange,
// the body read piece by piece with a streaming decoder.
import { BadStatusLine, HTTPConnection, type HTTPResponse } from "#client";

export interface StatusLine {
  version: [number, number];
  statusCode: number;
  reasonPhrase: string;
}

const CLASSES = ["informational", "successful", "redirection", "client-error", "server-error"] as const;

export type StatusClass = (typeof CLASSES)[number];

export class NotSuccessful extends Error {
  statusCode: number;

  constructor(statusCode: number) {
    super(`status code ${statusCode}`);
    this.name = "NotSuccessful";
    this.statusCode = statusCode;
  }
}

export class NotJson extends Error {
  contentType: string | undefined;

  constructor(contentType: string | undefined) {
    super(`content type ${contentType}`);
    this.name = "NotJson";
    this.contentType = contentType;
  }
}

export function parseStatusLine(line: string): StatusLine {
  // "HTTP/1.1 200" has its parts at fixed places, so no searching is needed.
  const [major, minor] = [line.charAt(5), line.charAt(7)];
  const code = line.slice(9, 12);
  const isRight =
    line.startsWith("HTTP/") &&
    isDigits(major) &&
    line.charAt(6) === "." &&
    isDigits(minor) &&
    line.charAt(8) === " " &&
    code.length === 3 &&
    isDigits(code) &&
    code.charAt(0) !== "0" &&
    (line.length === 12 || line.charAt(12) === " ") &&
    [...line.slice(13)].every(isInReasonPhrase);
  if (!isRight) throw new BadStatusLine(line);
  return {
    version: [Number.parseInt(major, 10), Number.parseInt(minor, 10)],
    statusCode: Number.parseInt(code, 10),
    reasonPhrase: line.slice(13),
  };
}

function isDigits(text: string): boolean {
  return text !== "" && [...text].every((character) => character >= "0" && character <= "9");
}

function isInReasonPhrase(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code === 0x09 || (code >= 0x20 && code <= 0xff && code !== 0x7f);
}

export function statusClass(statusCode: number): StatusClass {
  return CLASSES[Math.min(Math.floor(statusCode / 100), 5) - 1] ?? "server-error";
}

export function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  return withResponse(host, port, path, async (response) => {
    await response.read();
    return response.headers.getAll(name);
  });
}

export function getJson(host: string, port: number, path: string): Promise<unknown> {
  return withResponse(host, port, path, async (response) => {
    if (Math.floor(response.status / 100) !== 2) throw new NotSuccessful(response.status);
    const text = await readText(response, "utf-8");
    if (text === "") return undefined;
    const contentType = response.headers.get("content-type");
    const [type = ""] = (contentType ?? "").toLowerCase().split(";");
    if (type.trim() !== "application/json" && !type.trim().endsWith("+json")) throw new NotJson(contentType);
    return JSON.parse(text);
  });
}

export function getText(host: string, port: number, path: string): Promise<string> {
  return withResponse(host, port, path, (response) => {
    const parameters = (response.headers.get("content-type") ?? "").split(";").slice(1);
    const charset = parameters
      .map((parameter) => parameter.trim().split("="))
      .find(([name]) => name?.toLowerCase() === "charset")?.[1];
    return readText(response, charset?.replaceAll('"', "") ?? "utf-8");
  });
}

async function withResponse<T>(
  host: string,
  port: number,
  path: string,
  use: (response: HTTPResponse) => Promise<T>,
): Promise<T> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.connect();
    await connection.request("GET", path);
    return await use(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readText(response: HTTPResponse, charset: string): Promise<string> {
  const decoder = new TextDecoder(charset);
  let text = "";
  for await (const piece of response) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
