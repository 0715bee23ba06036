// What no httpbin has: the connection, times of arrival, chunks, trailers, expectations, items, luck.

import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../../src/practice/index.ts";
import { exchange, field, open, parseResponse, readToEnd, readUntil, request } from "../raw-client.ts";

let practice: PracticeService;
beforeEach(async () => {
  practice = await startPractice();
});
afterEach(() => practice.close());

const json = async (
  ...parameters: Parameters<typeof request> extends [number, ...infer Rest] ? Rest : never
) => JSON.parse((await request(practice.port, ...parameters)).body);

test("/connection counts connections, and the requests on each", async () => {
  await request(practice.port, "GET /get");
  const socket = await open(practice.port);
  socket.write("GET /get HTTP/1.1\r\nHost: x\r\n\r\n");
  await readUntil(socket, "}\n");
  socket.end("GET /connection HTTP/1.1\r\nHost: x\r\n\r\n");
  const { localPort } = socket;
  const told = JSON.parse(parseResponse(await readToEnd(socket)).body);
  expect(told).toEqual({ client: `127.0.0.1:${localPort}`, connection: 2, requests: 2 });
});

describe("/timing", () => {
  test("tells each read of the request", async () => {
    const socket = await open(practice.port);
    const head = "POST /timing HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    socket.write(head);
    await readUntil(socket, "\r\n\r\n");
    socket.end("abcd");
    const { reads, octets, took_ms } = JSON.parse(parseResponse(await readToEnd(socket)).body);
    expect(octets).toBe(head.length + 4);
    expect(reads.map((read: { octets: number }) => read.octets)).toEqual([head.length, 4]);
    expect(reads[0].at_ms).toBe(0);
    expect(took_ms).toBe(reads[1].at_ms);
    expect(took_ms).toBeGreaterThan(0);
  });

  test("gives each of two pipelined requests its own octets, empty lines apart", async () => {
    const one = "GET /timing HTTP/1.1\r\nHost: x\r\n\r\n";
    const two = "GET /timing?b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const answer = await exchange(practice.port, `\r\n${one}\r\n${two}`);
    const told = [...answer.matchAll(/\r\n\r\n(\{[\s\S]*?\n\}\n)/g)].map(([, text]) => JSON.parse(text!));
    expect(told.map(({ reads }) => reads)).toEqual([
      [{ at_ms: 0, octets: one.length }],
      [{ at_ms: 0, octets: two.length }],
    ]);
  });
});

describe("/echo-chunks", () => {
  const post = (content: string) =>
    exchange(
      practice.port,
      `POST /echo-chunks HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${content}`,
    );

  test("keeps the borders, also inside a character, and shows extensions and trailers", async () => {
    const answer = await post("2\r\na\xc3\r\n2;x=1\r\n\xa9b\r\n0\r\nX-A: 1\r\nx-a: 2\r\n\r\n");
    expect(JSON.parse(parseResponse(answer).body)).toEqual({
      chunks: [
        { data: "data:application/octet-stream;base64,YcM=", extensions: "", octets: 2 },
        { data: "data:application/octet-stream;base64,qWI=", extensions: ";x=1", octets: 2 },
      ],
      data: "aéb",
      octets: 4,
      trailers: [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
    });
  });

  test("content without chunks has none", async () => {
    expect(await json("POST /echo-chunks", [], "ab")).toMatchObject({ chunks: null, data: "ab" });
  });
});

describe("/trailers", () => {
  test("come after the last chunk, in order", async () => {
    const answer = await exchange(
      practice.port,
      "GET /trailers?X-B=2&X-A=1&X-B=%E9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".replace(
        "%E9",
        "%C3%A9",
      ),
    );
    expect(field(parseResponse(answer), "Trailer")).toBe("X-B, X-A");
    expect(answer).toMatch(/\r\n0\r\nX-B: 2\r\nX-A: 1\r\nX-B: \xe9\r\n\r\n$/);
  });

  test("are not for HTTP/1.0", async () => {
    const answer = await exchange(practice.port, "GET /trailers?X-A=1 HTTP/1.0\r\n\r\n");
    expect(answer).toMatch(/\}\n$/);
  });

  test.each([
    "Content-Length=1",
    "transfer-encoding=chunked",
    "Host=x",
    "Set-Cookie=a",
    "X=%0d%0a",
    "a%20b=1",
  ])("%s is refused", async (query) => {
    expect((await request(practice.port, `GET /trailers?${query}`)).statusLine).toContain(" 400 ");
  });
});

describe("/continue", () => {
  const head = (query: string) =>
    `POST /continue${query} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`;

  test("answers 100 when nothing else was asked", async () => {
    const socket = await open(practice.port);
    socket.write(head(""));
    expect(await readUntil(socket, "\r\n\r\n")).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.end("hi");
    expect(JSON.parse(parseResponse(await readToEnd(socket)).body).data).toBe("hi");
  });

  test("answers nothing, and reads the content when it comes", async () => {
    const socket = await open(practice.port);
    socket.write(head("?answer=nothing"));
    expect(await practice.allClosed(50)).toBe(false);
    expect(socket.bytesRead).toBe(0);
    socket.end("hi");
    expect(await readToEnd(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*"data": "hi"/);
  });

  test.each(["417", "413", "401"])("answers %s at once, and closes", async (status) => {
    const socket = await open(practice.port);
    socket.write(head(`?answer=${status}`));
    const answer = await readToEnd(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*\\r\\nConnection: close\\r\\n`));
    let isReset = false;
    socket.on("error", () => {
      isReset = true;
    });
    socket.end("hi");
    await once(socket, "close");
    expect(isReset, "content that comes all the same harms nobody").toBe(false);
  });

  test("another answer is refused, with and without Expect", async () => {
    expect(await exchange(practice.port, head("?answer=200"))).toMatch(/^HTTP\/1\.1 400 /);
    expect((await request(practice.port, "POST /continue?answer=200", [], "hi")).statusLine).toContain(
      " 400 ",
    );
  });
});

describe("/items", () => {
  test("what POST made, GET reads back, octet for octet", async () => {
    const created = await request(practice.port, "POST /items", ["Content-Type: image/x"], "\x00\xff");
    expect(created.statusLine).toBe("HTTP/1.1 201 Created");
    const read = await request(practice.port, `GET ${field(created, "Location")}`);
    expect([read.statusLine, field(read, "Content-Type"), read.body]).toEqual([
      "HTTP/1.1 200 OK",
      "image/x",
      "\x00\xff",
    ]);
  });

  test("POST twice makes two, PUT twice changes one, DELETE ends it", async () => {
    await request(practice.port, "POST /items", [], "a");
    await request(practice.port, "POST /items", [], "a");
    await request(practice.port, "PUT /items/2", [], "bb");
    await request(practice.port, "PUT /items/2", [], "bb");
    expect(
      (await json("GET /items")).items.map(({ id, octets }: Record<string, number>) => [id, octets]),
    ).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect((await request(practice.port, "DELETE /items/1")).statusLine).toBe("HTTP/1.1 204 No Content");
    expect((await request(practice.port, "GET /items/1")).statusLine).toBe("HTTP/1.1 404 Not Found");
    expect((await request(practice.port, "PUT /items/1", [], "x")).statusLine).toContain(" 404 ");
    await request(practice.port, "DELETE /items");
    expect(await json("GET /items")).toEqual({ items: [] });
    expect(field(await request(practice.port, "POST /items", [], "c"), "Location")).toBe("/items/3");
  });

  test("are bounded in octets", async () => {
    const mebibyte = "x".repeat(1024 * 1024);
    for (let item = 0; item < 16; item += 1) await request(practice.port, "POST /items", [], mebibyte);
    const full = await request(practice.port, "POST /items", [], "x");
    expect(full.statusLine).toBe("HTTP/1.1 507 Insufficient Storage");
    expect(JSON.parse(full.body).detail).toContain("DELETE /items makes room");
    await request(practice.port, "DELETE /items/1");
    expect((await request(practice.port, "POST /items", [], "x")).statusLine).toContain(" 201 ");
  });

  test("are bounded in number, and each service has its own", async () => {
    const post = "POST /items HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx";
    const last = "POST /items HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
    const answer = await exchange(practice.port, post.repeat(1000) + last);
    expect(answer.match(/^HTTP\/1\.1 201/gm)).toHaveLength(1000);
    expect(answer.match(/^HTTP\/1\.1 507/gm)).toHaveLength(1);
    const other = await startPractice();
    expect(JSON.parse((await request(other.port, "GET /items")).body)).toEqual({ items: [] });
    await other.close();
  });
});

describe("luck", () => {
  const statuses = async (path: string, count: number) => {
    const get = `GET ${path} HTTP/1.1\r\nHost: x\r\n`;
    const answer = await exchange(
      practice.port,
      `${`${get}\r\n`.repeat(count - 1)}${get}Connection: close\r\n\r\n`,
    );
    return [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  };

  test("/unstable?failures=2 fails twice, succeeds once, and so on", async () => {
    expect(await statuses("/unstable?failures=2&code=503", 7)).toEqual([503, 503, 200, 503, 503, 200, 503]);
    expect(await statuses("/unstable?failures=2&code=503&for=bob", 1), "a row of its own").toEqual([503]);
  });

  test("a seed gives the same row in every service", async () => {
    const row = await statuses("/unstable?seed=7", 40);
    expect(new Set(row)).toEqual(new Set([200, 500]));
    const other = await startPractice();
    await practice.close();
    practice = other;
    expect(await statuses("/unstable?seed=7", 40)).toEqual(row);
    expect(await statuses("/unstable?seed=8", 40)).not.toEqual(row);
  });

  test("failure_rate of 0 and 1 leave nothing to chance", async () => {
    expect(new Set(await statuses("/unstable?failure_rate=0", 50))).toEqual(new Set([200]));
    expect(new Set(await statuses("/unstable?failure_rate=1", 50))).toEqual(new Set([500]));
  });

  test("retry_after stands in the failure alone", async () => {
    const failure = await request(practice.port, "GET /unstable?failures=1&retry_after=3");
    expect(field(failure, "Retry-After")).toBe("3");
    const success = await request(practice.port, "GET /unstable?failures=1&retry_after=3");
    expect(field(success, "Retry-After")).toBeUndefined();
  });

  test("/status draws by weight", async () => {
    expect(new Set(await statuses("/status/200:0,503", 50))).toEqual(new Set([503]));
    expect(new Set(await statuses("/status/200,404,503", 200))).toEqual(new Set([200, 404, 503]));
    const drawn = await statuses("/status/200:9,503:1?seed=1", 1000);
    expect(drawn.filter((status) => status === 503).length).toBeGreaterThan(60);
    expect(drawn.filter((status) => status === 503).length).toBeLessThan(140);
    expect(await statuses("/status/200:9,503:1?seed=2", 1000), "another row for another seed").not.toEqual(
      drawn,
    );
  });
});
