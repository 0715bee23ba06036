// A second right answer to lesson 99, built differently: TODO: say how.
import { HTTPConnection } from "#client";

export function requestLine(...words: [method: string, target: string]): string {
  return [...words, "HTTP/1.1"].join(" ");
}

export async function statusOf(host: string, port: number, path: string): Promise<number> {
  await using connection = new HTTPConnection(host, port);
  await connection.request("GET", path);
  return (await connection.getResponse()).status;
}
