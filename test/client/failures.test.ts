import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  BadStatusLine,
  ConnectionResetError,
  HTTPConnection,
  HTTPException,
  IncompleteRead,
  RemoteDisconnected,
  TimeoutError,
} from "../../src/client/index.ts";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";
import { octets, segmentations, text } from "../wire/support.ts";
import { connectionTo, exchangeInMemory, memoryPeer } from "./memory-peer.ts";

/** What comes before the time runs out, as a connection, has to come in time on a busy machine too. */
const TIMEOUT_MS = 500;

let practice: PracticeService;
let connection: HTTPConnection;
beforeEach(async () => {
  practice = await startPractice();
  connection = new HTTPConnection(practice.host, practice.port);
});
afterEach(async () => {
  connection.close();
  await practice.close();
});

describe("the families", () => {
  test("RemoteDisconnected is a BadStatusLine and a ConnectionResetError", () => {
    const error = new RemoteDisconnected();
    for (const type of [RemoteDisconnected, BadStatusLine, HTTPException, ConnectionResetError, Error]) {
      expect(error).toBeInstanceOf(type);
    }
    expect(error).toMatchObject({ name: "RemoteDisconnected", line: "", code: "ECONNRESET" });
  });

  test("a ConnectionResetError is not the other way round", () => {
    const error = new ConnectionResetError("");
    expect(error).toBeInstanceOf(ConnectionResetError);
    for (const type of [RemoteDisconnected, HTTPException, TimeoutError])
      expect(error).not.toBeInstanceOf(type);
    expect(new BadStatusLine("")).not.toBeInstanceOf(ConnectionResetError);
    for (const value of [undefined, null, {}, new Error("")])
      expect(value instanceof ConnectionResetError).toBe(false);
  });

  test("a subclass of ConnectionResetError is asked for itself", () => {
    class Mine extends ConnectionResetError {}
    expect(new Mine("")).toBeInstanceOf(Mine);
    expect(new Mine("")).toBeInstanceOf(ConnectionResetError);
    expect(new ConnectionResetError("")).not.toBeInstanceOf(Mine);
    expect(new RemoteDisconnected()).not.toBeInstanceOf(Mine);
  });

  test("a TimeoutError is no HTTPException", () => {
    expect(new TimeoutError("")).not.toBeInstanceOf(HTTPException);
    expect(new TimeoutError("")).toMatchObject({ name: "TimeoutError", code: "ETIMEDOUT" });
  });
});

describe("the peer leaves", () => {
  test.each(["close", "reset"] as const)("before any octet: %s", async (end) => {
    practice.stage("/leaves", { steps: [], end });
    await connection.request("GET", "/leaves");
    const error = await connection.getResponse().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConnectionResetError);
    expect(error instanceof RemoteDisconnected).toBe(end === "close");
    if (end === "reset") expect(error.cause).toMatchObject({ code: "ECONNRESET" });
    expect(connection.state, "the connection can be used again").toBe("Idle");
  });

  test("after an interim response", async () => {
    practice.stage("/leaves", { steps: [{ send: "HTTP/1.1 103 Early Hints\r\n\r\n" }], end: "close" });
    await connection.request("GET", "/leaves");
    await expect(connection.getResponse()).rejects.toThrow(RemoteDisconnected);
  });

  test("with octets missing", async () => {
    await connection.request("GET", "/fault/truncated-body");
    const response = await connection.getResponse();
    const error = await response.read().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(IncompleteRead);
    expect(text(error.partial)).toBe("Hello, world");
    expect(error.expected).toBe(8);
  });

  test("by a reset after octets: first the octets, then the reset", async () => {
    const raw = octets("HTTP/1.1 200 OK\r\n\r\nhello");
    for (const pieces of segmentations(raw)) {
      const reset = connectionTo([memoryPeer(pieces, "reset")]);
      await reset.request("GET", "/");
      const response = await reset.getResponse();
      expect(text(await response.read(5))).toBe("hello");
      await expect(response.read()).rejects.toThrow(ConnectionResetError);
      await expect(response.read(), "no later read takes it for the end").rejects.toThrow(
        ConnectionResetError,
      );
    }
  });

  test("by destroying its stream without a word", async () => {
    const peer = memoryPeer([octets("HTTP/1.1 200 OK\r\n\r\nhello")], "hold");
    const broken = connectionTo([peer]);
    await broken.request("GET", "/");
    const response = await broken.getResponse();
    await response.read(5);
    peer.destroy();
    await expect(response.read()).rejects.toThrow(ConnectionResetError);
  });

  test("while a request is written", async () => {
    const peer = memoryPeer([]);
    peer._write = (_octets, _encoding, done) =>
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    const error = await connectionTo([peer])
      .request("POST", "/", { body: "abc" })
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConnectionResetError);
    expect(error.cause).toMatchObject({ code: "EPIPE" });
  });

  test("and the operating system gives up", async () => {
    const peer = memoryPeer([], "hold");
    const lost = connectionTo([peer]);
    await lost.request("GET", "/");
    const response = lost.getResponse();
    const cause = Object.assign(new Error("read ETIMEDOUT"), { code: "ETIMEDOUT" });
    peer.destroy(cause);
    await expect(response).rejects.toMatchObject({ name: "TimeoutError", cause });
  });
});

test("a refused connection is Node's own error, and no HTTPException", async () => {
  const { port } = practice;
  await practice.close();
  const refused = new HTTPConnection("127.0.0.1", port);
  const error = await refused.request("GET", "/").catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "ECONNREFUSED" });
  expect(error).not.toBeInstanceOf(HTTPException);
  await expect(refused.getResponse()).rejects.toMatchObject({ name: "NotConnected" });
  refused.close();
  expect(refused.state).toBe("Idle");
});

describe("nothing happens for `timeout` milliseconds", () => {
  beforeEach(() => {
    connection = new HTTPConnection(practice.host, practice.port, { timeout: TIMEOUT_MS });
  });

  test("before the head", async () => {
    await connection.request("GET", "/fault/never-answers");
    await expect(connection.getResponse()).rejects.toThrow(TimeoutError);
    expect(connection.state, "as in http.client").toBe("Request-sent");
  });

  test("within the head", async () => {
    practice.stage("/stops", { steps: [{ send: "HTTP/1.1 200 OK\r\nA: b\r\n" }], end: "hold" });
    await connection.request("GET", "/stops");
    await expect(connection.getResponse()).rejects.toThrow(TimeoutError);
  });

  test.each([
    ["Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"],
    ["chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
    ["until close", "HTTP/1.1 200 OK\r\n\r\nhello"],
  ])("within a body: %s", async (_name, send) => {
    practice.stage("/stops", { steps: [{ send }], end: "hold" });
    await connection.request("GET", "/stops");
    const response = await connection.getResponse();
    const error = await response.read().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    await expect(response.read(), "no later read takes it for the end").rejects.toBe(error);
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test("while octets keep coming there is no time-out", async () => {
    // All of it takes longer than the time-out.
    const steps = Array.from("slowly", (send) => [{ pauseMs: TIMEOUT_MS / 5 }, { send }]).flat();
    const head = { send: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n" };
    practice.stage("/drips", { steps: [head, ...steps], end: "keep" });
    await connection.request("GET", "/drips");
    expect(text(await (await connection.getResponse()).read())).toBe("slowly");
  });

  test("while the request is written", async () => {
    const peer = memoryPeer([]);
    peer._write = () => {}; // takes octets and never says so
    const stuck = connectionTo([peer], { timeout: 50, createConnection: async () => peer });
    await expect(stuck.request("POST", "/", { body: "abc" })).rejects.toThrow(TimeoutError);
  });

  test("while connecting: the seam is told the time-out, and its error comes through", async () => {
    const error = new TimeoutError("Cannot connect");
    const slow = new HTTPConnection("h", 80, {
      timeout: 50,
      createConnection: ({ timeout }) =>
        timeout === 50 ? Promise.reject(error) : Promise.reject(new Error("Told otherwise")),
    });
    await expect(slow.connect()).rejects.toBe(error);
  });
});

test("a response that comes while the request is still written does not disturb the writing", async () => {
  // A peer that answers after the head, ends, and takes the 8 MiB of the body only then.
  const server: Server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    socket.once("data", () => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
      socket.resume();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const early = new HTTPConnection("127.0.0.1", port);
  await early.request("POST", "/", { body: new Uint8Array(8 * 1024 * 1024) });
  expect(text(await (await early.getResponse()).read())).toBe("hello");
  early.close();
  server.close();
  await once(server, "close");
});

test("a read that waits is not forgotten when a request is written meanwhile", async () => {
  practice.stage("/slow", {
    steps: [{ send: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" }, { pauseMs: 20 }, { send: "hello" }],
    end: "keep",
  });
  const patient = new HTTPConnection(practice.host, practice.port);
  await patient.request("GET", "/slow");
  const body = (await patient.getResponse()).read();
  await patient.request("GET", "/json");
  expect(text(await body)).toBe("hello");
  expect((await patient.getResponse()).status).toBe(200);
  patient.close();
});

test("an error while reading is an error of the exchange, not of the process", async () => {
  const outcome = await exchangeInMemory([], { end: "reset" });
  expect("error" in outcome && outcome.error).toBeInstanceOf(ConnectionResetError);
});
