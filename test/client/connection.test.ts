import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTcpConnection } from "../../src/client/connect.ts";
import {
  CannotSendRequest,
  HTTPConnection,
  HTTPException,
  ImproperConnectionState,
  InvalidURL,
  NotConnected,
  RemoteDisconnected,
  ResponseNotReady,
} from "../../src/client/index.ts";
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

const HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/** One exchange to its end. */
async function get(target: string): Promise<string> {
  await connection.request("GET", target);
  return text(await (await connection.getResponse()).read());
}

describe("a request", () => {
  test("is sent as it is asked for", async () => {
    await connection.request("POST", "/dump/request", {
      body: "caf\xe9",
      headers: [
        ["X-b", "1"],
        ["x-A", "\xe9"],
        ["X-B", ""],
      ],
    });
    expect(text(await (await connection.getResponse()).read())).toBe(
      `POST /dump/request HTTP/1.1\r\nHost: ${practice.host}:${practice.port}\r\nAccept-Encoding: identity\r\nContent-Length: 4\r\nX-b: 1\r\nx-A: \xe9\r\nX-B: \r\n\r\ncaf\xe9`,
    );
  });

  test("headers may be pairs, a Map or a record", async () => {
    for (const headers of [[["X-A", "1"] as const], new Map([["X-A", "1"]]), { "X-A": "1" }]) {
      await connection.request("GET", "/", { headers });
      await (await connection.getResponse()).read();
    }
    const requests = practice.connections[0]?.requests ?? [];
    expect(requests.map(({ fields }) => fields.at(-1))).toEqual(Array(3).fill(["X-A", "1"]));
  });

  test.each<
    [method: string, body: string | Uint8Array | undefined, headers: Record<string, string>, added: string[]]
  >([
    ["GET", undefined, {}, ["Host", "Accept-Encoding"]],
    ["GET", "", {}, ["Host", "Accept-Encoding", "Content-Length"]],
    ["POST", undefined, {}, ["Host", "Accept-Encoding", "Content-Length"]],
    ["patch", undefined, {}, ["Host", "Accept-Encoding", "Content-Length"]],
    ["DELETE", undefined, {}, ["Host", "Accept-Encoding"]],
    ["POST", octets("abc"), { "content-LENGTH": "3" }, ["Host", "Accept-Encoding", "content-LENGTH"]],
    ["GET", undefined, { "accept-encoding": "gzip" }, ["Host", "accept-encoding"]],
    ["GET", undefined, { host: "other" }, ["Accept-Encoding", "host"]],
    [
      "POST",
      "0\r\n\r\n",
      { "Transfer-Encoding": "chunked" },
      ["Host", "Accept-Encoding", "Transfer-Encoding"],
    ],
  ])("%s, body %j, %j: the fields are %j", async (method, body, headers, names) => {
    await connection.request(method, "/dump/request", { headers, ...(body !== undefined && { body }) });
    await connection.getResponse();
    expect(practice.connections[0]?.requests[0]?.fields.map(([name]) => name)).toEqual(names);
  });

  test("a target whose host is none goes as it is where the caller says Host", async () => {
    const peer = memoryPeer([octets("HTTP/1.1 204 No\r\n\r\n")]);
    const own = connectionTo([peer], { transcript: true });
    await own.request("GET", "http://user@h/", { headers: { Host: "h" } });
    expect(text(own.transcript[0]!.octets)).toContain("GET http://user@h/ HTTP/1.1\r\n");
    own.close();
  });

  test('an empty target is "/"', async () => {
    await get("");
    expect(practice.connections[0]?.requests[0]?.target).toBe("/");
  });

  test.each<[target: string, options: object, error: new (...given: never[]) => Error]>([
    ["/a b", {}, InvalidURL],
    ["/\r\nX: 1", {}, InvalidURL],
    ["/\u2603", {}, InvalidURL],
    ["/", { headers: { "X:": "1" } }, TypeError],
    ["/", { headers: { X: "1\r\nY: 2" } }, TypeError],
    ["/", { body: "\u20ac" }, RangeError],
    ["/", { body: { a: 1 } }, TypeError],
    ["/", { headers: { X: null } }, TypeError],
    ["/", { headers: { X: 1.5 } }, TypeError],
    ["/", { headers: { X: true } }, TypeError],
    [
      "/",
      {
        headers: [
          ["Host", "a"],
          ["host", "b"],
        ],
      },
      TypeError,
    ],
    ["/", { headers: { Host: "" } }, TypeError],
    ["/", { headers: { Host: "user@a" } }, TypeError],
    ["/", { headers: { "Content-Length": "1", "Transfer-Encoding": "chunked" } }, TypeError],
    [
      "/",
      {
        headers: [
          ["Content-Length", "1"],
          ["content-length", "1"],
        ],
      },
      TypeError,
    ],
    ["/", { headers: { "Transfer-Encoding": "gzip" } }, TypeError],
    ["http://user:password@h/", {}, InvalidURL],
  ])("%j %j is refused before anything is sent, and close() leads on", async (target, options, type) => {
    await expect(connection.request("POST", target, options)).rejects.toThrow(type);
    expect(connection.state).toBe("Request-started");
    await expect(connection.request("GET", "/")).rejects.toThrow(CannotSendRequest);
    expect(practice.connections).toHaveLength(0);
    connection.close();
    expect(await get("/get")).toContain('"url"');
    expect(practice.connections[0]?.requests, "nothing of the refused request was sent").toHaveLength(1);
  });
});

describe("the states", () => {
  test("a response without a request", async () => {
    const error = await connection.getResponse().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ResponseNotReady);
    expect(error).toBeInstanceOf(ImproperConnectionState);
    expect(error).toBeInstanceOf(HTTPException);
    expect(error).toMatchObject({ state: "Idle" });
  });

  test("two requests without a response between", async () => {
    await connection.request("GET", "/get");
    expect(connection.state).toBe("Request-sent");
    const error = await connection.request("GET", "/get").catch((thrown) => thrown);
    expect(error).toBeInstanceOf(CannotSendRequest);
    expect(error).toMatchObject({ state: "Request-sent" });
    expect((await connection.getResponse()).status).toBe(200);
    expect(connection.state).toBe("Idle");
  });

  test("two requests at the same time: one is refused, and one socket opened", async () => {
    const both = await Promise.allSettled([
      connection.request("GET", "/get"),
      connection.request("GET", "/json"),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await (await connection.getResponse()).read();
    expect(practice.connections.map(({ requests }) => requests.length)).toEqual([1]);
  });

  test("two getResponse at the same time: one is refused, and the other undisturbed", async () => {
    await connection.request("GET", "/json");
    const [first, second] = await Promise.allSettled([connection.getResponse(), connection.getResponse()]);
    expect(second).toMatchObject({ reason: expect.any(ResponseNotReady) });
    expect(first).toMatchObject({ value: { status: 200 } });
  });

  test("a request may follow an unread body, its response has to wait", async () => {
    practice.stage("/hello", { steps: [{ send: HELLO }], end: "keep" });
    await connection.request("GET", "/hello");
    const first = await connection.getResponse();
    await first.read(2);
    await connection.request("GET", "/get");
    await expect(connection.getResponse()).rejects.toMatchObject({
      name: "ResponseNotReady",
      state: "Request-sent",
    });
    expect(text(await first.read())).toBe("llo");
    expect((await connection.getResponse()).status).toBe(200);
    expect(practice.connections).toHaveLength(1);
  });

  test("a body without octets has to be read too", async () => {
    await connection.request("HEAD", "/get");
    const head = await connection.getResponse();
    await connection.request("GET", "/get");
    await expect(connection.getResponse()).rejects.toThrow(ResponseNotReady);
    expect((await head.read()).length).toBe(0);
    expect((await connection.getResponse()).status).toBe(200);
  });

  test("a response that cannot be read leaves the state until close()", async () => {
    await connection.request("GET", "/fault/bad-status-line");
    await expect(connection.getResponse()).rejects.toMatchObject({ line: "HTTP/1.1 2OO OK" });
    expect(connection.state).toBe("Request-sent");
    connection.close();
    expect(connection.state).toBe("Idle");
    expect(await get("/get")).toContain('"url"');
  });

  test("a response after its connection was given up", async () => {
    practice.stage("/hello", { steps: [{ send: HELLO }], end: "keep" });
    await connection.request("GET", "/hello");
    const first = await connection.getResponse();
    await connection.request("GET", "/get");
    first.close();
    await expect(connection.getResponse()).rejects.toThrow(NotConnected);
  });
});

describe("persistent connections", () => {
  test("one connection carries many exchanges", async () => {
    for (const target of ["/get", "/json", "/fault/split-character", "/status/204", "/get"])
      await get(target);
    expect(practice.connections.map(({ requests }) => requests.length)).toEqual([5]);
  });

  test("read(n) of all that Content-Length announced is enough", async () => {
    practice.stage("/hello", { steps: [{ send: HELLO }], end: "keep" });
    await connection.request("GET", "/hello");
    await (await connection.getResponse()).read(5);
    await get("/get");
    expect(practice.connections).toHaveLength(1);
  });

  test.each([
    ["Connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"],
    ["HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"],
    ["no framing", "HTTP/1.1 200 OK\r\n\r\nhello"],
  ])("%s: the next request opens another, also before the body is read", async (_name, raw) => {
    practice.stage("/last", { steps: [{ send: raw }], end: "close" });
    await connection.request("GET", "/last");
    const last = await connection.getResponse();
    expect(await get("/get")).toContain('"url"');
    expect(text(await last.read())).toBe("hello");
    expect(practice.connections.map(({ requests }) => requests.length)).toEqual([1, 1]);
    expect(await get("/get"), "and the second one stays").toContain('"url"');
    expect(practice.connections).toHaveLength(2);
  });

  test("Connection: close of the request", async () => {
    await connection.request("GET", "/get", { headers: { Connection: "close" } });
    await (await connection.getResponse()).read();
    await get("/get");
    expect(practice.connections).toHaveLength(2);
  });

  test("101 and CONNECT end HTTP on their connection", async () => {
    practice.stage("/upgrade", {
      steps: [{ send: "HTTP/1.1 101 Switching Protocols\r\n\r\n" }],
      end: "keep",
    });
    await get("/upgrade");
    await get("/get");
    expect(practice.connections).toHaveLength(2);
  });

  test("a server that left is noticed, and the connection opens again", async () => {
    practice.stage("/hello", { steps: [{ send: HELLO }], end: "close" });
    expect(await get("/hello")).toBe("hello");
    await connection.request("GET", "/get");
    await expect(connection.getResponse()).rejects.toThrow(RemoteDisconnected);
    expect(connection.state).toBe("Idle");
    expect(await get("/get")).toContain('"url"');
  });

  test.each([
    ["in one piece", [octets(`${HELLO}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`)]],
    ["in a piece of their own", [octets(HELLO), octets("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")]],
  ])("octets that no request asked for are not the next response: %s", async (_name, pieces) => {
    const peers = [memoryPeer(pieces, "hold"), memoryPeer([octets(HELLO.replace("hello", "again"))], "hold")];
    connection = connectionTo(peers);
    expect(await get("/1")).toBe("hello");
    await new Promise(setImmediate); // the octets of the second piece arrive
    expect(await get("/2")).toBe("again");
    expect(peers[0]!.destroyed).toBe(true);
  });
});

describe("close", () => {
  test("before connecting, and twice", async () => {
    connection.close();
    connection.close();
    expect(await get("/get")).toContain('"url"');
    connection.close();
    connection.close();
    expect(practice.connections).toHaveLength(1);
    expect(await practice.allClosed(1000)).toBe(true);
  });

  test("making a connection opens nothing, connect() does, once", async () => {
    expect(practice.connections).toHaveLength(0);
    await Promise.all([connection.connect(), connection.connect()]);
    await connection.connect();
    await get("/get");
    expect(practice.connections).toHaveLength(1);
  });

  test("gives up a body that was not read", async () => {
    await connection.request("GET", "/json");
    const response = await connection.getResponse();
    connection.close();
    expect(response.isClosed()).toBe(true);
    expect((await response.read()).length).toBe(0);
    expect(await practice.allClosed(1000)).toBe(true);
  });

  test("gives up a body that would last until the server closes", async () => {
    practice.stage("/endless", { steps: [{ send: "HTTP/1.1 200 OK\r\n\r\nhello" }], end: "hold" });
    await connection.request("GET", "/endless");
    await connection.getResponse();
    connection.close();
    expect(await practice.allClosed(1000)).toBe(true);
  });

  test.each([
    ["until the server closes", "HTTP/1.1 200 OK\r\n\r\nhello"],
    ["of 9 octets", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"],
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
  ])("a read of a body %s does not take it for the end", async (_name, raw) => {
    practice.stage("/endless", { steps: [{ send: raw }], end: "hold" });
    await connection.request("GET", "/endless");
    const response = await connection.getResponse();
    expect(text(await response.read(5))).toBe("hello");
    const rest = response.read();
    setImmediate(() => connection.close());
    await expect(rest).rejects.toThrow(NotConnected);
  });

  test("nor does a read that had begun with octets at hand", async () => {
    practice.stage("/endless", {
      steps: [{ send: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello" }],
      end: "hold",
    });
    await connection.request("GET", "/endless");
    const response = await connection.getResponse();
    expect(text(await response.peek())).toBe("hello");
    const whole = response.read();
    response.close();
    await expect(whole).rejects.toThrow(NotConnected);
    expect(await response.read(), "as after any close()").toEqual(new Uint8Array(0));
  });

  test("ends a wait for the response", async () => {
    await connection.request("GET", "/fault/never-answers");
    const response = connection.getResponse();
    connection.close();
    await expect(response).rejects.toThrow(NotConnected);
    expect(connection.state).toBe("Idle");
    expect(await get("/get")).toContain('"url"');
  });

  test("counts also when the response has arrived already", async () => {
    connection = connectionTo([memoryPeer([octets(HELLO)], "hold"), memoryPeer([octets(HELLO)], "hold")]);
    await connection.request("GET", "/");
    await new Promise(setImmediate); // the octets arrive
    const response = connection.getResponse();
    connection.close();
    await expect(response).rejects.toThrow(NotConnected);
    expect(await get("/")).toBe("hello");
  });

  test("is heard by the built-in createConnection", async () => {
    const abort = new AbortController();
    const { host, port } = practice;
    const opening = createTcpConnection({ host, port, timeout: undefined, signal: abort.signal });
    abort.abort(new NotConnected());
    await expect(opening).rejects.toThrow(NotConnected);
  });

  test("while the connection opens lets go of it", async () => {
    const request = connection.request("GET", "/get");
    connection.close();
    await expect(request).rejects.toThrow(NotConnected);
    expect(await practice.allClosed(1000)).toBe(true);
    expect(await get("/get")).toContain('"url"');
  });

  test("while createConnection is still busy, its stream is destroyed", async () => {
    let open = (_: ReturnType<typeof memoryPeer>) => {};
    const slow = new HTTPConnection("h", 80, {
      createConnection: () => new Promise((resolve) => (open = resolve)),
    });
    const opening = slow.connect();
    slow.close();
    const peer = memoryPeer([]);
    open(peer);
    await expect(opening).rejects.toThrow(NotConnected);
    expect(peer.destroyed).toBe(true);
  });

  test("of a response closes its connection, unless the body was complete", async () => {
    await connection.request("GET", "/json");
    (await connection.getResponse()).close();
    expect(await practice.allClosed(1000)).toBe(true);
    await connection.request("GET", "/json");
    const response = await connection.getResponse();
    await response.read();
    response.close();
    await get("/get");
    expect(practice.connections.map(({ requests }) => requests.length)).toEqual([1, 2]);
  });

  test("await using closes", async () => {
    {
      await using connection = new HTTPConnection(practice.host, practice.port);
      await connection.connect();
    }
    expect(await practice.allClosed(1000)).toBe(true);
  });
});

describe("the constructor", () => {
  test.each([
    "",
    "http://h",
    "h/x",
    "a b",
    "h\r\n",
    "h:x",
    "h:+1",
    "h: 1",
    "h:1_0",
    "h:-1",
    "::1",
    "[::1",
    "[h]x",
    "u@h",
    "u:p@h",
    "h\x7f",
    "h#x",
  ])("host %j is refused", (host) => {
    expect(() => new HTTPConnection(host)).toThrow(InvalidURL);
  });

  test.each<[host: string, port: number | undefined, expectedHost: string, expectedPort: number]>([
    ["h", undefined, "h", 80],
    ["h:8080", undefined, "h", 8080],
    ["h:", undefined, "h", 80],
    ["[::1]", undefined, "::1", 80],
    ["[::1]:8080", undefined, "::1", 8080],
    ["[::1]", 81, "::1", 81],
    ["::1", 81, "::1", 81],
    ["fe80::1%eth0", 81, "fe80::1%eth0", 81],
    ["b\xfccher.example", 81, "b\xfccher.example", 81],
  ])("host %j and port %s are %j and %i", (host, port, expectedHost, expectedPort) => {
    const made = new HTTPConnection(host, port);
    expect([made.host, made.port]).toEqual([expectedHost, expectedPort]);
  });

  test.each([-1, 65_536, 1.5, Number.NaN])("port %s is refused", (port) => {
    expect(() => new HTTPConnection("h", port)).toThrow(InvalidURL);
  });

  test.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])(
    "a timeout of %s ms is refused",
    (timeout) => {
      expect(() => new HTTPConnection("h", 80, { timeout })).toThrow(RangeError);
    },
  );

  test("the port is 80 when it is left out, and then not part of Host", async () => {
    const targets: unknown[] = [];
    const connection = new HTTPConnection("[::1]", undefined, {
      timeout: 5000,
      transcript: true,
      createConnection: async (target) => {
        targets.push(target);
        return memoryPeer([octets(HELLO)]);
      },
    });
    await connection.request("GET", "/");
    expect(targets).toEqual([{ host: "::1", port: 80, timeout: 5000, signal: expect.any(AbortSignal) }]);
    expect(text(connection.transcript[0]!.octets)).toContain("\r\nHost: [::1]\r\n");
  });
});
