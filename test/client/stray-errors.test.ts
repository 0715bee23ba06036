import { Duplex, Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ConnectionResetError, HTTPConnection, NotConnected } from "../../src/client/index.ts";
import { octets } from "../wire/support.ts";
import { connectionTo, memoryPeer } from "./memory-peer.ts";

// Errors that no one asked for end the process. Whoever called request() gets them, and nobody else.

let strays: unknown[];
const collect = (error: unknown) => strays.push(error);
beforeEach(() => {
  strays = [];
  process.prependListener("unhandledRejection", collect);
  process.prependListener("uncaughtException", collect);
});
afterEach(() => {
  process.off("unhandledRejection", collect);
  process.off("uncaughtException", collect);
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a body that closes the connection and then throws", async () => {
  const connection = connectionTo([memoryPeer([], "hold")]);
  // biome-ignore lint/correctness/useYield: it fails before it has anything to give
  async function* body(): AsyncGenerator<Uint8Array> {
    connection.close();
    throw new Error("changed my mind");
  }
  await expect(connection.request("POST", "/", { body: body() })).rejects.toThrow(NotConnected);
  await settled();
  expect(strays).toEqual([]);
});

test("a stream as body that fails while the connection opens", async () => {
  const failure = new Error("ENOENT: no such file");
  const body = new Readable({ read() {} });
  const connection = new HTTPConnection("h", 80, {
    createConnection: async () => {
      body.destroy(failure);
      await settled();
      return memoryPeer([], "hold");
    },
  });
  await expect(connection.request("POST", "/", { body })).rejects.toBe(failure);
  expect(strays).toEqual([]);
});

test("a stream as body of a request that finds no connection is the caller's again", async () => {
  const body = new Readable({ read() {} });
  await expect(connectionTo([]).request("POST", "/", { body })).rejects.toThrow("no further peer");
  expect([body.destroyed, body.listenerCount("error")]).toEqual([false, 0]);
});

test("a request over a stream that ends with its peer is a lost connection too", async () => {
  // As a TLS socket does: when the peer has ended, so does what is written, and only then is it destroyed.
  const ending = new Duplex({
    allowHalfOpen: false,
    read() {},
    write: (_octets, _encoding, done) => done(),
    final() {},
  });
  const connection = connectionTo([ending]);
  await connection.request("HEAD", "/");
  const response = connection.getResponse();
  ending.push(octets("HTTP/1.1 200 OK\r\n\r\n"));
  await (await response).read();
  ending.push(null);
  await settled();
  await expect(connection.request("GET", "/")).rejects.toThrow(ConnectionResetError);
  expect(strays).toEqual([]);
});

test("an encodeChunked of one's own, whose iterator cannot be told to stop", async () => {
  const failure = new Error("no more");
  const encodeChunked = () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure), return: () => undefined as never }),
  });
  const connection = connectionTo([memoryPeer([], "hold")], { codec: { encodeChunked } });
  await expect(connection.request("POST", "/", { body: [octets("a")] })).rejects.toBe(failure);
});

test("close() while the connection opens, at any moment, leaves no socket open", async () => {
  for (let turns = 0; turns < 25; turns += 1) {
    const peer = memoryPeer([], "hold");
    const connection = connectionTo([peer]);
    const opened = connection.connect().catch((error: unknown) => error);
    for (let turn = 0; turn < turns; turn += 1) await undefined;
    connection.close();
    await opened;
    expect(peer.destroyed, `closed after ${turns} turns`).toBe(true);
    expect(connection.remoteAddress).toBeUndefined();
  }
  expect(strays).toEqual([]);
});
