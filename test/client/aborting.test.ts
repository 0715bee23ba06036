import { once } from "node:events";
import { Duplex, Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HTTPConnection, NotConnected, type RequestOptions, TimeoutError } from "../../src/client/index.ts";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";
import { octets, text } from "../wire/support.ts";
import { connectionTo, memoryPeer } from "./memory-peer.ts";

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

/** A signal that counts who listens to it. */
function countedSignal() {
  const abort = new AbortController();
  const { signal } = abort;
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type: string, listener: never, options: never) => {
    listeners.add(listener);
    addEventListener.call(signal, type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: never) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener);
  };
  return { abort, signal, listeners };
}

const reason = new Error("the caller has had enough");
const never = () => new Promise<never>(() => {});

/** A stream that takes nothing and says nothing. */
const deaf = () => new Duplex({ read() {}, write() {} });

describe("an aborted signal ends", () => {
  test("a request before it begins, and nothing has happened", async () => {
    await expect(connection.request("GET", "/get", { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    await expect(connection.connect({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    connection.putRequest("GET", "/get");
    await expect(connection.endHeaders(null, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(connection.state).toBe("Request-started");
    await connection.endHeaders();
    expect((await connection.getResponse()).status).toBe(200);
  });

  test.each<[name: string, act: (client: HTTPConnection, signal: AbortSignal) => Promise<unknown>]>([
    ["connect()", (client, signal) => client.connect({ signal })],
    ["request()", (client, signal) => client.request("GET", "/", { signal })],
  ])("the connecting of %s, also where createConnection does not listen", async (_name, act) => {
    const { abort, signal, listeners } = countedSignal();
    let open = (_: Duplex) => {};
    const slow = new HTTPConnection("h", 80, {
      createConnection: () => new Promise((resolve) => (open = resolve)),
    });
    const waiting = act(slow, signal);
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    const late = deaf();
    open(late);
    if (!late.closed) await once(late, "close");
    expect(late.destroyed).toBe(true);
    expect(slow.state).toBe("Idle");
    expect(listeners.size).toBe(0);
  });

  test.each<[name: string, options: () => RequestOptions]>([
    ["a head", () => ({})],
    ["a body", () => ({ body: octets("abc") })],
    ["a piece of a body", () => ({ body: [octets("abc")] })],
  ])("the writing of %s", async (_name, options) => {
    const { abort, signal, listeners } = countedSignal();
    const peer = deaf();
    const stuck = connectionTo([peer]);
    const request = stuck.request("POST", "/", { ...options(), signal });
    setImmediate(() => abort.abort(reason));
    await expect(request).rejects.toBe(reason);
    expect(peer.destroyed).toBe(true);
    expect(listeners.size).toBe(0);
    expect(stuck.state).toBe("Idle");
  });

  test("the wait for a piece that the caller does not give, and destroys the caller's stream", async () => {
    const { abort, signal, listeners } = countedSignal();
    const body = new Readable({ read() {} });
    const request = connection.request("POST", "/post", { body, signal });
    setTimeout(() => abort.abort(reason), 20);
    await expect(request).rejects.toBe(reason);
    expect(body.destroyed).toBe(true);
    expect(listeners.size).toBe(0);
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test("the wait for the response", async () => {
    const { abort, signal, listeners } = countedSignal();
    await connection.request("GET", "/fault/never-answers", { signal });
    const response = connection.getResponse();
    abort.abort(reason);
    await expect(response).rejects.toBe(reason);
    expect(connection.state).toBe("Idle");
    expect(listeners.size).toBe(0);
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test.each([
    ["Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"],
    ["chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
    ["until close", "HTTP/1.1 200 OK\r\n\r\nhello"],
  ])("a body, while it is read and before: %s", async (_name, send) => {
    practice.stage("/stops", { steps: [{ send }], end: "hold" });
    for (const isReading of [true, false]) {
      const { abort, signal, listeners } = countedSignal();
      await connection.request("GET", "/stops", { signal });
      const response = await connection.getResponse();
      const body = isReading ? response.read() : undefined;
      abort.abort(reason);
      if (body) await expect(body).rejects.toBe(reason);
      await expect(response.read(), "no later read takes it for the end").rejects.toBe(reason);
      expect(response.isClosed()).toBe(true);
      expect(listeners.size).toBe(0);
      expect(await practice.allClosed(5000)).toBe(true);
    }
    await connection.request("GET", "/get");
    expect((await connection.getResponse()).status, "the next request opens another").toBe(200);
  });

  test("nothing after the body was read, nor after close(), and nobody listens any more", async () => {
    for (const isRead of [true, false]) {
      const { abort, signal, listeners } = countedSignal();
      await connection.request("GET", "/get", { signal });
      const response = await connection.getResponse();
      expect(listeners.size).toBe(1);
      if (isRead) await response.read();
      else connection.close();
      expect(listeners.size).toBe(0);
      abort.abort(reason);
      expect((await response.read()).length).toBe(0);
    }
    expect(practice.connections).toHaveLength(1);
  });

  test("where the request fails otherwise nobody listens any more", async () => {
    const { signal, listeners } = countedSignal();
    await practice.close();
    await expect(connection.request("GET", "/", { signal })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(listeners.size).toBe(0);
    practice = await startPractice();
  });

  test("with a reason that is no error", async () => {
    // On a busy machine the time may be over before the request is out.
    const exchange = async () => {
      await connection.request("GET", "/fault/never-answers", { signal: AbortSignal.timeout(20) });
      await connection.getResponse();
    };
    await expect(exchange()).rejects.toMatchObject({ name: "TimeoutError" });
    const abort = new AbortController();
    await connection.request("GET", "/fault/never-answers", { signal: abort.signal });
    const response = connection.getResponse();
    abort.abort(null);
    await expect(response).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a time-out closes the socket", () => {
  test("of a response that does not come, and close() leads on", async () => {
    connection = new HTTPConnection(practice.host, practice.port, { timeout: 500 });
    await connection.request("GET", "/fault/never-answers");
    await expect(connection.getResponse()).rejects.toThrow(TimeoutError);
    await expect(connection.getResponse()).rejects.toThrow(NotConnected);
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test.each([undefined, octets("abc"), [octets("abc")]])(
    "of a request that is not taken: %j",
    async (body) => {
      const peer = deaf();
      await expect(
        connectionTo([peer], { timeout: 30 }).request("POST", "/", { ...(body && { body }) }),
      ).rejects.toThrow(TimeoutError);
      expect(peer.destroyed).toBe(true);
    },
  );
});

describe("close() ends", () => {
  test("the wait for a piece that the caller never gives", async () => {
    async function* body() {
      yield octets("first");
      await never();
    }
    const request = connection.request("POST", "/post", { body: body() });
    setTimeout(() => connection.close(), 20);
    await expect(request).rejects.toThrow(NotConnected);
    expect(await practice.allClosed(5000)).toBe(true);
  });
});

test("a response that came before the request was taken whole can be read", async () => {
  const peer = memoryPeer([octets("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno")]);
  let writes = 0;
  const write = peer._write.bind(peer);
  peer._write = (piece, encoding, done) => {
    writes += 1;
    if (writes < 3) write(piece, encoding, done);
    else setImmediate(done, Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  };
  const early = connectionTo([peer]);
  const body = [octets("a"), octets("b"), octets("c")];
  await expect(early.request("POST", "/", { body })).rejects.toMatchObject({ name: "ConnectionResetError" });
  const response = await early.getResponse();
  expect(response.status).toBe(413);
  expect(text(await response.read())).toBe("no");
});
