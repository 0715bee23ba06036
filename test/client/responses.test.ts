import { describe, expect, test } from "vitest";
import {
  BadStatusLine,
  HTTPException,
  IncompleteRead,
  LineTooLong,
  UnknownProtocol,
} from "../../src/client/index.ts";
import { octets, segmentations, text } from "../wire/support.ts";
import { answerInMemory, connectionTo, exchangeInMemory, memoryPeer, shown } from "./memory-peer.ts";

const OK = "HTTP/1.1 200 OK\r\n";

async function refusal(raw: string, end: "fin" | "hold" = "fin"): Promise<unknown> {
  const outcome = await exchangeInMemory([octets(raw)], { end });
  if (!("error" in outcome)) throw new Error(`Expected a refusal, got ${shown(outcome)}`);
  return outcome.error;
}

describe("a body ends where its framing says, however it is cut", () => {
  // Peers hold the connection open where the framing does not need its end.
  test.each<[name: string, method: string, raw: string, end: "fin" | "hold", body: string]>([
    ["Content-Length", "GET", `${OK}Content-Length: 5\r\n\r\nhello`, "hold", "hello"],
    [
      "Content-Length, with octets after it",
      "GET",
      `${OK}Content-Length: 5\r\n\r\nhelloHTTP`,
      "hold",
      "hello",
    ],
    ["Content-Length: 0", "GET", `${OK}Content-Length: 0\r\n\r\n`, "hold", ""],
    [
      "chunked",
      "GET",
      `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n`,
      "hold",
      "hello",
    ],
    [
      "chunked, with octets after it",
      "GET",
      `${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore`,
      "hold",
      "",
    ],
    ["no framing: until the end", "GET", `${OK}\r\nhello\r\n`, "fin", "hello\r\n"],
    ["HEAD", "HEAD", `${OK}Content-Length: 5\r\n\r\n`, "hold", ""],
    ["204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", "hold", ""],
    ["304 with a length", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "hold", ""],
    [
      "1xx before it",
      "GET",
      `HTTP/1.1 100\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\n${OK}Content-Length: 2\r\n\r\nok`,
      "hold",
      "ok",
    ],
    ["101", "GET", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\noctets of x", "hold", ""],
    ["CONNECT", "CONNECT", `${OK}Content-Length: 5\r\n\r\ntunnel`, "hold", ""],
  ])("%s", async (_name, method, raw, end, body) => {
    for (const pieces of segmentations(octets(raw))) {
      expect(text((await answerInMemory(pieces, { method, end })).body)).toBe(body);
    }
  });
});

test("fields: order, letter case, repeated names, obs-fold, Set-Cookie", async () => {
  const head = `${OK}B: 1\r\na:2\r\nb: 3\r\n 4\r\nSet-Cookie: x=1\r\nset-cookie: y=2\r\n\r\n`;
  for (const pieces of segmentations(octets(head))) {
    const connection = connectionTo([memoryPeer(pieces)]);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    expect(response.getHeaders()).toEqual([
      ["B", "1"],
      ["a", "2"],
      ["b", "3 4"],
      ["Set-Cookie", "x=1"],
      ["set-cookie", "y=2"],
    ]);
    expect(response.getHeader("B")).toBe("1, 3 4");
    expect(response.getHeader("SET-COOKIE")).toBe("x=1, y=2");
    expect(response.getHeader("c")).toBeUndefined();
    expect(response.getHeader("c", 0)).toBe(0);
    expect(response.headers.get("set-cookie")).toBe("x=1");
    connection.close();
  }
});

test.each([
  ["HTTP/1.1 200 OK", { status: 200, reason: "OK", version: 11 }],
  ["HTTP/1.0 404 Not Found", { status: 404, reason: "Not Found", version: 10 }],
  ["HTTP/1.1 299 ", { status: 299, reason: "", version: 11 }],
  ["HTTP/1.7 999", { status: 999, reason: "", version: 11 }],
  ["HTTP/0.9 200 OK", { status: 200, reason: "OK", version: 10 }],
])("%s", async (line, expected) => {
  expect(await answerInMemory([octets(`${line}\r\n\r\n`)])).toMatchObject(expected);
});

describe("refused, and every class is an HTTPException", () => {
  test.each<[name: string, raw: string, error: new (...given: never[]) => Error]>([
    ["no status-line", "<html>\r\n", BadStatusLine],
    ["two spaces", "HTTP/1.1  200 OK\r\n\r\n", BadStatusLine],
    ["HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n", UnknownProtocol],
    ["HTTP/0.8", "HTTP/0.8 200 OK\r\n\r\n", UnknownProtocol],
    ["both lengths", `${OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, HTTPException],
    ["two lengths", `${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`, HTTPException],
    ["LF alone", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", HTTPException],
    ["LF alone for the empty line", `${OK}Content-Length: 0\r\n\n`, HTTPException],
    ["CR in a field line", `${OK}A: b\rC: d\r\n\r\n`, HTTPException],
    ["a blank before the colon", `${OK}Content-Length : 5\r\n\r\nhello`, HTTPException],
    ["a bad chunk-size", `${OK}Transfer-Encoding: chunked\r\n\r\n5g\r\nhello\r\n0\r\n\r\n`, HTTPException],
    [
      "a chunk that is too long",
      `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n`,
      HTTPException,
    ],
    ["the end within the status-line", "HTTP/1.1 200", HTTPException],
    ["the end within the fields", `${OK}A: b\r\n`, HTTPException],
    ["the end within a field line", `${OK}A: b`, HTTPException],
  ])("%s", async (_name, raw, type) => {
    const error = await refusal(raw);
    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(HTTPException);
  });

  test("the errors carry what came", async () => {
    expect(await refusal("ICY 200 OK\r\n")).toMatchObject({ name: "BadStatusLine", line: "ICY 200 OK" });
    expect(await refusal("HTTP/3.0 200 OK\r\n\r\n")).toMatchObject({ version: "HTTP/3.0" });
  });
});

describe("limits", () => {
  const LINE = 65_536;
  const statusLine = (lineOctets: number) => `HTTP/1.1 200 ${"x".repeat(lineOctets - 15)}\r\n\r\n`;
  const fieldLine = (lineOctets: number) => `${OK}A: ${"x".repeat(lineOctets - 5)}\r\n\r\n`;
  const fields = (lines: number) => `${OK}${"A: b\r\n".repeat(lines)}\r\n`;
  const interim = (count: number) => `${"HTTP/1.1 100 Continue\r\n\r\n".repeat(count)}${OK}\r\n`;

  test.each([
    ["a status-line of 65536 octets", statusLine, LINE, LineTooLong, "got more than 65536 bytes"],
    ["a field line of 65536 octets", fieldLine, LINE, LineTooLong, "got more than 65536 bytes"],
    ["99 field lines", fields, 99, HTTPException, "got more than 100 headers"],
    ["99 interim responses", interim, 99, HTTPException, "got more than 100 interim responses"],
  ])("%s, and no more", async (_name, raw, most, type, message) => {
    expect(await answerInMemory([octets(raw(most))])).toMatchObject({ status: 200 });
    const error = await refusal(raw(most + 1), "hold");
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
  });

  test("a line that never ends is refused while it comes", async () => {
    const error = await refusal(`HTTP/1.1 200 ${"x".repeat(LINE)}`, "hold");
    expect(error).toBeInstanceOf(LineTooLong);
  });
});

describe("read", () => {
  const bodies: [name: string, raw: string][] = [
    ["content-length", `${OK}Content-Length: 5\r\n\r\nhello`],
    ["chunked", `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n`],
    ["until-close", `${OK}\r\nhello`],
  ];

  async function begin(pieces: readonly Uint8Array[]) {
    const connection = connectionTo([memoryPeer(pieces)]);
    await connection.request("GET", "/");
    return { connection, response: await connection.getResponse() };
  }

  test.each(bodies)("%s: gives as many octets as asked for, wherever they were cut", async (_name, raw) => {
    for (const pieces of segmentations(octets(raw))) {
      const { response } = await begin(pieces);
      const parts = [
        await response.read(0),
        await response.read(2),
        await response.read(4),
        await response.read(),
      ];
      expect(parts.map(text)).toEqual(["", "he", "llo", ""]);
      expect(response.isClosed()).toBe(true);
      expect(text(await response.read(1))).toBe("");
    }
  });

  test.each(bodies)("%s: -1 and Infinity read all", async (_name, raw) => {
    for (const all of [undefined, -1, Number.POSITIVE_INFINITY]) {
      const { response } = await begin([octets(raw)]);
      expect(text(await response.read(all))).toBe("hello");
    }
  });

  test.each(bodies)("%s: the pieces of an iteration are the body", async (_name, raw) => {
    for (const pieces of segmentations(octets(raw))) {
      const { response } = await begin(pieces);
      let body = "";
      for await (const piece of response) {
        expect(piece.length).toBeGreaterThan(0);
        body += text(piece);
      }
      expect(body).toBe("hello");
      expect(response.isClosed()).toBe(true);
    }
  });

  test.each(bodies)("%s: reads at the same time take turns", async (_name, raw) => {
    const { response } = await begin(Array.from(octets(raw), (octet) => Uint8Array.of(octet)));
    const parts = await Promise.all([response.read(2), response.read(1), response.read()]);
    expect(parts.map(text)).toEqual(["he", "l", "lo"]);
  });

  test("isClosed does not depend on how the octets were cut", async () => {
    for (const [raw, isClosed] of [
      [bodies[0]![1], true],
      [bodies[1]![1], false],
      [bodies[2]![1], false],
    ] as const) {
      for (const pieces of segmentations(octets(raw))) {
        const { response } = await begin(pieces);
        expect(response.isClosed()).toBe(false);
        await response.read(5);
        expect(response.isClosed()).toBe(isClosed);
      }
    }
  });

  test.each([0.5, Number.NaN])("%s octets cannot be asked for", async (count) => {
    const { response } = await begin([octets(bodies[0]![1])]);
    await expect(response.read(count)).rejects.toThrow(RangeError);
    expect(text(await response.read()), "and nothing is lost").toBe("hello");
  });

  test("what was read stays as it is", async () => {
    const wire = octets(bodies[0]![1]);
    const { response } = await begin([wire]);
    const body = await response.read();
    wire.fill(0);
    expect(text(body)).toBe("hello");
  });
});

describe("IncompleteRead", () => {
  test("Content-Length: what came, and how much more was announced", async () => {
    for (const pieces of segmentations(octets(`${OK}Content-Length: 20\r\n\r\nHello, world`))) {
      const outcome = await exchangeInMemory(pieces);
      const error = "error" in outcome && outcome.error;
      expect(error).toBeInstanceOf(IncompleteRead);
      expect(error).toMatchObject({
        partial: octets("Hello, world"),
        expected: 8,
        message: "IncompleteRead(12 bytes read, 8 more expected)",
      });
    }
  });

  test("chunked: what came, of the chunk that was cut off too", async () => {
    for (const pieces of segmentations(octets(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nl`))) {
      const outcome = await exchangeInMemory(pieces);
      expect("error" in outcome && outcome.error).toMatchObject({
        name: "IncompleteRead",
        partial: octets("hel"),
        expected: undefined,
        message: "IncompleteRead(3 bytes read)",
      });
    }
  });

  test("partial is what this call read", async () => {
    const connection = connectionTo([memoryPeer([octets(`${OK}Content-Length: 9\r\n\r\nhello`)])]);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    await response.read(3);
    await expect(response.read(5)).rejects.toMatchObject({ partial: octets("lo"), expected: 4 });
    expect(response.isClosed()).toBe(true);
    expect(text(await response.read()), "as in http.client").toBe("");
  });

  test("a body that failed otherwise fails again", async () => {
    const connection = connectionTo([
      memoryPeer([octets(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\nX\r\n`)]),
    ]);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    const error = await response.read().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(HTTPException);
    await expect(response.read()).rejects.toBe(error);
    await expect(response[Symbol.asyncIterator]().next()).rejects.toBe(error);
  });
});
