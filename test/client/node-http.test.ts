import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HTTPConnection } from "../../src/client/index.ts";
import { octets, text } from "../wire/support.ts";

// A peer that no one here wrote: node:http's server.

const BIG = Buffer.alloc(1_000_000, "0123456789");
let server: Server;
let connection: HTTPConnection;
let sockets = 0;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const [, path = ""] = request.url!.split("/");
  response.setHeader(
    "X-Got",
    `${request.method} ${request.headers.host} ${Buffer.concat(pieces).toString("hex")}`,
  );
  response.setHeader("Set-Cookie", ["a=1", "b=2"]);
  if (path === "length") response.setHeader("Content-Length", 5).end("hello");
  else if (path === "chunked") {
    response.write("hel");
    response.addTrailers({ "X-Trailer": "1" });
    response.end("lo");
  } else if (path === "interim") {
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    response.end("hello");
  } else if (path === "close") response.setHeader("Connection", "close").end("hello");
  else if (path === "big") response.end(BIG);
  else response.writeHead(Number(path)).end();
}

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  server.on("connection", () => (sockets += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  connection = new HTTPConnection("127.0.0.1", (server.address() as AddressInfo).port);
});

afterAll(async () => {
  connection.close();
  server.close();
  await once(server, "close");
});

test.each([
  ["GET", "/length", 200, "hello"],
  ["GET", "/chunked", 200, "hello"],
  ["HEAD", "/length", 200, ""],
  ["HEAD", "/chunked", 200, ""],
  ["GET", "/204", 204, ""],
  ["GET", "/304", 304, ""],
  ["GET", "/404", 404, ""],
  ["GET", "/interim", 200, "hello"],
  ["DELETE", "/length", 200, "hello"],
])("%s %s", async (method, target, status, body) => {
  await connection.request(method, target);
  const response = await connection.getResponse();
  expect(response.status).toBe(status);
  expect(response.headers.getAll("set-cookie")).toEqual(["a=1", "b=2"]);
  expect(text(await response.read())).toBe(body);
});

test("a body is sent as it is", async () => {
  await connection.request("POST", "/length", { body: octets("caf\xe9") });
  const response = await connection.getResponse();
  expect(response.getHeader("x-got")).toBe(`POST 127.0.0.1:${connection.port} 636166e9`);
  await response.read();
});

test("a megabyte comes whole", async () => {
  await connection.request("GET", "/big");
  const response = await connection.getResponse();
  expect(BIG.equals(await response.read())).toBe(true);
});

test("all of that took one connection, until one side says close", async () => {
  const before = sockets;
  await connection.connect();
  expect(sockets).toBe(before);
  for (const target of ["/close", "/length"]) {
    await connection.request("GET", target);
    expect(text(await (await connection.getResponse()).read())).toBe("hello");
  }
  expect(sockets).toBe(before + 1);
});
