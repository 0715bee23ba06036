import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HTTPConnection, type RequestBody } from "../../src/client/index.ts";
import { octets, text } from "../wire/support.ts";
import { connectionTo, memoryPeer } from "./memory-peer.ts";

// What is sent is read by node:http's parser, which no one here wrote.

interface Received {
  readonly body: string;
  readonly framing: string | undefined;
}

let server: Server;
let received: Received | undefined;
let connection: HTTPConnection;

beforeAll(async () => {
  server = createServer(async (request: IncomingMessage, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const { "content-length": length, "transfer-encoding": coding } = request.headers;
    received = { body: Buffer.concat(pieces).toString("latin1"), framing: coding ?? length };
    response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  connection = new HTTPConnection("127.0.0.1", (server.address() as AddressInfo).port);
});

afterAll(async () => {
  connection.close();
  server.close();
  await once(server, "close");
});

async function send(
  body: RequestBody | null | undefined,
  headers: Record<string, string> = {},
): Promise<Received> {
  await connection.request("POST", "/", { headers, body: body ?? null });
  expect(text(await (await connection.getResponse()).read())).toBe("ok");
  return received!;
}

async function* slowly(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    await new Promise(setImmediate);
    yield octets(piece);
  }
}

describe("node:http reads the body that was sent", () => {
  test.each<[name: string, body: () => RequestBody | null, expected: string, framing: string]>([
    ["nothing", () => null, "", "0"],
    ["text", () => "caf\xe9", "caf\xe9", "4"],
    ["octets", () => octets("\0\xff\r\n"), "\0\xff\r\n", "4"],
    ["an ArrayBuffer", () => Uint8Array.of(97, 98).buffer, "ab", "2"],
    ["a view of four octets", () => Uint16Array.of(0x6261, 0x6463), "abcd", "4"],
    ["a DataView of a part", () => new DataView(Uint8Array.of(97, 98, 99).buffer, 1, 1), "b", "1"],
    ["an array of pieces", () => [octets("ab"), octets(""), octets("c")], "abc", "chunked"],
    ["no pieces at all", () => [], "", "chunked"],
    ["a generator", () => [octets("ab"), octets("c")].values(), "abc", "chunked"],
    ["an async generator", () => slowly("ab", "", "c"), "abc", "chunked"],
    ["a stream", () => Readable.from([octets("ab"), octets("c")]), "abc", "chunked"],
    ["a stream of text", () => Readable.from(["caf\xe9"]), "caf\xe9", "chunked"],
  ])("%s", async (_name, body, expected, framing) => {
    expect(await send(body())).toEqual({ body: expected, framing });
  });

  test("pieces whose length the caller knows are sent as they are", async () => {
    expect(await send(slowly("ab", "c"), { "Content-Length": "3" })).toEqual({ body: "abc", framing: "3" });
  });

  test("a megabyte in pieces, as fast as the server takes it", async () => {
    const piece = octets("0123456789abcdef".repeat(1024));
    const { body } = await send(Array(64).fill(piece));
    expect(body).toBe(text(piece).repeat(64));
  });

  test("any pieces", async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 });
    const property = fc.asyncProperty(pieces, async (body) => {
      expect((await send(body)).body).toBe(body.map(text).join(""));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  test("putRequest, putHeader, endHeaders and send, by hand", async () => {
    connection.putRequest("PUT", "/");
    connection.putHeader("Transfer-Encoding", "chunked");
    connection.putHeader("X-Number", 1);
    connection.putHeader(octets("X-Octets"), octets("\xe9"));
    await connection.endHeaders([octets("ab"), octets("c")], { encodeChunked: true });
    await (await connection.getResponse()).read();
    expect(received).toEqual({ body: "abc", framing: "chunked" });

    connection.putRequest("PUT", "/");
    connection.putHeader("Content-Length", 3);
    await connection.endHeaders();
    await connection.send(octets("ab"));
    await connection.send([octets("c")]);
    await (await connection.getResponse()).read();
    expect(received).toEqual({ body: "abc", framing: "3" });
  });
});

describe("a body that fails", () => {
  const failure = new Error("the caller's own");

  test.each<[name: string, body: () => RequestBody, error: unknown]>([
    ["by throwing", () => throwing(), failure],
    ["by giving text where octets are meant", () => ["text"] as never, expect.any(TypeError)],
    ["by giving text that ISO-8859-1 does not have", () => Readable.from(["\u20ac"]), expect.any(RangeError)],
  ])("%s: the request is not completed, its connection is closed", async (_name, body, error) => {
    const peer = memoryPeer([], "hold");
    const failing = connectionTo([peer]);
    await expect(failing.request("POST", "/", { body: body() })).rejects.toEqual(error);
    expect(peer.destroyed).toBe(true);
    expect(failing.state, "as in http.client").toBe("Request-sent");
  });

  async function* throwing(): AsyncGenerator<Uint8Array> {
    yield octets("ab");
    throw failure;
  }

  test("is told to stop", async () => {
    let isStopped = false;
    async function* endless() {
      try {
        for (;;) yield octets("ab");
      } finally {
        isStopped = true;
      }
    }
    const peer = memoryPeer([], "hold");
    let writes = 0;
    peer._write = (_octets, _encoding, done) => {
      writes += 1;
      done(writes < 3 ? null : Object.assign(new Error("EPIPE"), { code: "EPIPE" }));
    };
    await expect(connectionTo([peer]).request("POST", "/", { body: endless() })).rejects.toThrow("EPIPE");
    await new Promise(setImmediate);
    expect(isStopped).toBe(true);
  });

  test.each([5, {}, true, Symbol("x")])("is none: %s", async (body) => {
    const none = connectionTo([memoryPeer([])], { transcript: true });
    await expect(none.request("POST", "/", { body: body as never })).rejects.toThrow(TypeError);
    expect(none.transcript).toEqual([]);
  });

  test.each([
    ["endHeaders", (client: HTTPConnection) => client.endHeaders("text" as never)],
    ["send", (client: HTTPConnection) => client.send("text" as never)],
  ])("is text in %s()", async (_name, act) => {
    const client = connectionTo([memoryPeer([])]);
    client.putRequest("POST", "/");
    await expect(act(client)).rejects.toThrow(TypeError);
    client.close();
  });
});

test("autoOpen off: a request opens nothing", async () => {
  const closed = connectionTo([memoryPeer([])]);
  closed.autoOpen = false;
  await expect(closed.request("GET", "/")).rejects.toMatchObject({ name: "NotConnected" });
  closed.close();
  await expect(closed.send(octets("a"))).rejects.toMatchObject({ name: "NotConnected" });
  await closed.connect();
  await closed.request("GET", "/");
  expect(closed.state).toBe("Request-sent");
  closed.close();
});

// Other systems have one loopback address only, unless it is set up.
test.skipIf(process.platform !== "linux")(
  "sourceAddress, on Linux, which has many of its own: where the connection comes from",
  async () => {
    const { port } = server.address() as AddressInfo;
    const source = new HTTPConnection("127.0.0.1", port, { sourceAddress: ["127.0.0.2", 0] });
    expect(source.localAddress).toBeUndefined();
    await source.connect();
    expect(source.localAddress).toBe("127.0.0.2");
    expect([source.remoteAddress, source.remotePort]).toEqual(["127.0.0.1", port]);
    expect(source.localPort).toBeGreaterThan(0);
    source.close();
  },
);
