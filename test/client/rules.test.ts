import { describe, expect, test, vi } from "vitest";
import { HTTPException, type RequestOptions } from "../../src/client/index.ts";
import { trimOws } from "../../src/wire/index.ts";
import { octets, text } from "../wire/support.ts";
import { connectionTo, exchangeInMemory, memoryPeer, shown } from "./memory-peer.ts";

// The rules of RFC 9110 and RFC 9112 that a client can be held to, one test each. Many more cases of each are in the
// tables of test/wire and in the recorded cases of http.client.

const OK = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const LAST = "0\r\n\r\n";

interface Case {
  readonly rule: string;
  readonly method?: string;
  readonly raw: string;
  /** The body, where the response is to be taken; a refusal otherwise. */
  readonly body?: string;
  readonly end?: "fin" | "hold";
}

describe("a response", () => {
  test.each<Case>([
    {
      rule: "R1, 9112 §4: other digits and white space are no status-line",
      raw: "HTTP/1.1\t+200 OK\r\n\r\n",
    },
    { rule: "R2, 9112 §2.2: a bare CR ends no line", raw: `${OK}A: b\rContent-Length: 0\r\n\r\n` },
    { rule: "R3, 9112 §5.1: no blank before the colon", raw: `${OK}Content-Length : 5\r\n\r\nhello` },
    { rule: "R4, 9112 §5.2: obs-fold is SP", raw: `${OK}Content-Length:\r\n 5\r\n\r\nhello`, body: "hello" },
    { rule: "R5, 9110 §5.5: no NUL in a value", raw: `${OK}A: b\0c\r\n\r\n` },
    {
      rule: "R6, 9112 §6.3 rule 1: a 204 has no body",
      raw: "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
      body: "",
      end: "hold",
    },
    {
      rule: "R7, 9112 §6.3 rule 2: 2xx to CONNECT has no body",
      method: "CONNECT",
      raw: `${OK}Content-Length: 5\r\n\r\nhello`,
      body: "",
      end: "hold",
    },
    {
      rule: "R8, 9112 §6.3 rule 3: both lengths",
      raw: `${OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${LAST}`,
    },
    {
      rule: "R9, 9112 §6.3 rule 4: chunked not last: until close",
      raw: `${OK}Transfer-Encoding: gzip\r\n\r\n${LAST}`,
      body: LAST,
    },
    {
      rule: "R10, 9112 §6.1: several lines are one list",
      raw: `${OK}Transfer-Encoding: gzip\r\nTransfer-Encoding: Chunked \r\n\r\n2\r\nhe\r\n${LAST}`,
      body: "he",
      end: "hold",
    },
    { rule: "R12, 9112 §6.3 rule 5: Content-Length is digits", raw: `${OK}Content-Length: +5\r\n\r\nhello` },
    {
      rule: "R12, 9112 §6.3 rule 5: two Content-Lengths",
      raw: `${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
    },
    {
      rule: "R13, 9112 §6.3 rule 6: fewer octets than announced",
      raw: `${OK}Content-Length: 6\r\n\r\nhello`,
    },
    { rule: "R14, 9112 §7.1: chunk-size is hexadecimal digits", raw: `${CHUNKED}0x5\r\nhello\r\n${LAST}` },
    { rule: "R14, 9112 §7.1: CRLF after the data", raw: `${CHUNKED}5\r\nhelloXX${LAST}` },
    { rule: "R14, 9112 §7.1: no overflow", raw: `${CHUNKED}${"f".repeat(17)}\r\nhello\r\n${LAST}` },
    {
      rule: "R15, 9112 §7.1.1: extensions are ignored",
      raw: `${CHUNKED}5;a="b;c"\r\nhello\r\n${LAST}`,
      body: "hello",
      end: "hold",
    },
    {
      rule: "R15, 9112 §7.1.1: their total is limited",
      raw: `${CHUNKED}${`1;${"x".repeat(40_000)}\r\na\r\n`.repeat(2)}`,
      end: "hold",
    },
    { rule: "R17, 9112 §8: no last-chunk", raw: `${CHUNKED}5\r\nhello\r\n` },
    { rule: "R17, 9112 §8: a last-chunk without its end", raw: `${CHUNKED}5\r\nhello\r\n0\r\n` },
    {
      rule: "R18, 9110 §15.2: any 1xx comes before the final one",
      raw: `HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 102 P\r\n\r\n${OK}Content-Length: 2\r\n\r\nok`,
      body: "ok",
      end: "hold",
    },
    { rule: "R28: a line", raw: `${OK}A: ${"x".repeat(65_536)}`, end: "hold" },
    { rule: "R28: the count of lines", raw: `${OK}${"A: b\r\n".repeat(101)}`, end: "hold" },
    { rule: "R28: a head as a whole", raw: `${OK}${`A: ${"x".repeat(60_000)}\r\n`.repeat(20)}`, end: "hold" },
    { rule: "R28: interim responses", raw: "HTTP/1.1 100 Continue\r\n\r\n".repeat(101), end: "hold" },
    { rule: "R28: trailers", raw: `${CHUNKED}0\r\n${"A: b\r\n".repeat(101)}`, end: "hold" },
  ])("$rule", async ({ method = "GET", raw, body, end = "fin" }) => {
    const outcome = await exchangeInMemory([octets(raw)], { method, end });
    if (body === undefined) {
      expect("error" in outcome && outcome.error instanceof HTTPException, shown(outcome)).toBe(true);
    } else {
      expect("error" in outcome ? outcome.error : text(outcome.body)).toBe(body);
    }
  });

  test.each<[rule: string, raw: string, connections: number]>([
    [
      "R11, 9112 §6.1: chunks from HTTP/1.0 close",
      "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      2,
    ],
    [
      "R19, 9112 §9.2: octets that nobody asked for",
      `${OK}Content-Length: 2\r\n\r\nok${OK}Content-Length: 4\r\n\r\nevil`,
      2,
    ],
    [
      "R20, 9112 §9.6: close in any line, in any letter case",
      `${OK}Connection: x\r\nConnection: y, CLOSE\r\nContent-Length: 2\r\n\r\nok`,
      2,
    ],
    [
      "R20, 9112 §9.6: close is a word, not a part of one",
      `${OK}Connection: not-closed\r\nContent-Length: 2\r\n\r\nok`,
      1,
    ],
  ])("%s", async (_rule, raw, expected) => {
    let peers = 0;
    const connection = connectionTo([], {
      createConnection: async () => {
        peers += 1;
        return memoryPeer([octets(raw)], "hold");
      },
    });
    for (let turn = 0; turn < expected; turn += 1) {
      await connection.request("GET", "/");
      await (await connection.getResponse()).read();
    }
    await connection.connect();
    // With one connection, it is kept; with two, the second exchange had one of its own.
    await connection.request("GET", "/");
    expect(peers).toBe(expected === 1 ? 1 : 3);
    connection.close();
  });

  test("R16, 9112 §7.1.2: trailers are never merged into the fields", async () => {
    const outcome = await exchangeInMemory([octets(`${CHUNKED}0\r\nContent-Type: evil\r\n\r\n`)]);
    expect(outcome).toMatchObject({ fields: [["Transfer-Encoding", "chunked"]] });
  });
});

describe("a request", () => {
  test.each<[rule: string, method: string, target: string, options: RequestOptions]>([
    ["R21, 9112 §3.2: one Host", "GET", "/", { headers: [["Host", "a"], ["HOST", "b"]] }], // biome-ignore format: pairs
    ["R21, 9110 §4.2.4: no user in Host", "GET", "http://u:p@h/", {}],
    ["R22, 9112 §5.2: no fold", "GET", "/", { headers: { A: "b\r\n c" } }],
    [
      "R23, 9112 §6.2: not both lengths",
      "POST",
      "/",
      { headers: { "Content-Length": 1, "Transfer-Encoding": "chunked" } },
    ],
    ["R24, 9110 §9.1: a method is a token", "GE T", "/", {}],
    ["R24, 9110 §5.1: a name is a token", "GET", "/", { headers: { "A ": "b" } }],
  ])("%s", async (_rule, method, target, options) => {
    const connection = connectionTo([memoryPeer([])], { transcript: true });
    await expect(connection.request(method, target, options)).rejects.toThrow(/Cannot/);
    expect(connection.transcript).toEqual([]);
  });

  test("R23, 9112 §6.3: a length that is known is said", async () => {
    const connection = connectionTo([memoryPeer([])], { transcript: true });
    await connection.request("GET", "/", { body: "abc", encodeChunked: true });
    expect(text(connection.transcript[0]!.octets)).toContain("\r\nContent-Length: 3\r\n");
  });

  test("R25, 9112 §6.1: no chunks to HTTP/1.0", async () => {
    const connection = connectionTo([memoryPeer([])], { transcript: true, version: 10 });
    await expect(connection.request("POST", "/", { body: [octets("a")] })).rejects.toThrow("HTTP/1.0");
    expect(connection.transcript).toEqual([]);
  });

  test("R27, 9112 §2.2: nothing before a request, and nothing after it", async () => {
    const connection = connectionTo([memoryPeer([])], { transcript: true });
    await connection.request("POST", "/", { body: "abc" });
    expect(connection.transcript.map((event) => text(event.octets)).join("")).toBe(
      "POST / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc",
    );
  });
});

// R26 (TLS that ends without close_notify) is in https.test.ts.

describe("what grows with its length, and not with its square", () => {
  test("a value of blanks", () => {
    expect(trimOws(`x${" ".repeat(10_000_000)}x`)).toHaveLength(10_000_002);
  });

  test("a line and a body that come octet by octet", async () => {
    const raw = octets(`${OK}A: ${"x".repeat(30_000)}\r\nContent-Length: 30000\r\n\r\n${"y".repeat(30_000)}`);
    const outcome = await exchangeInMemory(Array.from(raw, (octet) => Uint8Array.of(octet)));
    expect("error" in outcome ? outcome.error : outcome.body.length).toBe(30_000);
  });

  test("a body of lines, and one of chunks of one octet", async () => {
    const lines = octets(`${OK}\r\n${"\n".repeat(300_000)}`);
    const connection = connectionTo([memoryPeer([lines])]);
    await connection.request("GET", "/");
    let count = 0;
    for await (const line of (await connection.getResponse()).lines()) count += line.length;
    expect(count).toBe(300_000);
    const outcome = await exchangeInMemory([octets(`${CHUNKED}${"1\r\nx\r\n".repeat(300_000)}${LAST}`)]);
    expect("error" in outcome ? outcome.error : outcome.body.length).toBe(300_000);
  });

  test("a line that is read by a few octets at a time is searched once", async () => {
    const connection = connectionTo([memoryPeer([octets(`${OK}\r\n${"x".repeat(60_000)}`)])]);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    await response.peek(); // the whole body is there
    const search = vi.spyOn(Uint8Array.prototype, "indexOf");
    while ((await response.readLine(2)).length > 0);
    const searched = search.mock.contexts.reduce(
      (sum: number, octets) => sum + (octets as Uint8Array).length,
      0,
    );
    search.mockRestore();
    expect(searched).toBe(60_000);
  });
});

test("no memory is set aside for a length that was only announced", async () => {
  const before = process.memoryUsage().arrayBuffers;
  const announced = [
    `${OK}Content-Length: ${Number.MAX_SAFE_INTEGER}\r\n\r\nhello`,
    `${CHUNKED}1fffffffffffff\r\nhello`,
  ];
  for (const raw of announced) {
    const outcome = await exchangeInMemory([octets(raw)]);
    expect("error" in outcome && outcome.error).toMatchObject({
      name: "IncompleteRead",
      partial: octets("hello"),
    });
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
});
