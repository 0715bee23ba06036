import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PracticeService, type Step, startPractice } from "../../src/practice/index.ts";
import { exchange, open, parseResponse, readToEnd, readUntil } from "./raw-client.ts";

const MIB = 1024 * 1024;

let practice: PracticeService;
beforeEach(async () => {
  practice = await startPractice();
});
afterEach(() => practice.close());

/** Steps without end; `ended` resolves when nobody will ask for more. */
function endless(...repeated: Step[]) {
  let made = 0;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  function* steps(): Generator<Step> {
    try {
      yield { send: "HTTP/1.1 200 OK\r\n\r\n" };
      for (;;) {
        made += 1;
        yield* repeated;
      }
    } finally {
      end();
    }
  }
  return { steps: { [Symbol.iterator]: steps }, ended, made: () => made };
}

describe("what is made while it is sent ends when the client leaves", () => {
  const drop = { send: new Uint8Array(1) };
  test.each<[how: string, where: string, steps: Step[]]>([
    ["FIN", "octets", [{ send: new Uint8Array(65536) }]],
    ["RST", "octets", [{ send: new Uint8Array(65536) }]],
    // FIN alone could come from a client that still reads: what is sent next tells.
    ["FIN", "a drip", [{ pauseMs: 5 }, drop]],
    ["RST", "a pause", [{ pauseMs: 10_000 }]],
  ])("by %s in the middle of %s", async (how, _, repeated) => {
    const { steps, ended } = endless(...repeated);
    practice.stage("/endless", { steps, end: "close" });
    const socket = await open(practice.port);
    socket.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    if (how === "FIN") socket.destroy();
    else socket.resetAndDestroy();
    await ended;
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test("also by the service's own close", async () => {
    const { steps, ended } = endless({ pauseMs: 10_000 });
    practice.stage("/endless", { steps, end: "close" });
    const socket = await open(practice.port);
    socket.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    await practice.close();
    await ended;
  });
});

test("a client that does not read holds the making up", async () => {
  const { steps, ended, made } = endless({ send: new Uint8Array(65536) });
  practice.stage("/endless", { steps, end: "close" });
  const socket = await open(practice.port);
  socket.pause();
  socket.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
  await practice.allClosed(200);
  const before = made();
  expect(before * 65536).toBeLessThan(64 * MIB);
  let seen = 0;
  socket.on("data", (octets) => {
    seen += octets.length;
    if (seen > 96 * MIB) socket.destroy();
  });
  socket.resume();
  await ended;
  expect(made()).toBeGreaterThan(before);
});

test("256 MiB cost the memory of a few parts", async () => {
  const socket = await open(practice.port);
  let most = 0;
  let octets = 0;
  socket.on("data", (part) => {
    octets += part.length;
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  });
  const before = process.memoryUsage().arrayBuffers;
  socket.write(`GET /download/${256 * MIB} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await once(socket, "end");
  socket.end();
  expect(octets).toBeGreaterThan(256 * MIB);
  // Buffers that wait to be collected are counted too.
  expect(most - before).toBeLessThan(160 * MIB);
});

describe("/drip", () => {
  const get = (query: string, version = "1.1") =>
    exchange(practice.port, `GET /drip?${query} HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n`);

  test.each([
    ["length", "1.1", /\r\nContent-Length: 3\r\n[\s\S]*\r\n\r\n\*\*\*$/],
    [
      "chunked",
      "1.1",
      /\r\nTransfer-Encoding: chunked\r\n[\s\S]*\r\n\r\n1\r\n\*\r\n1\r\n\*\r\n1\r\n\*\r\n0\r\n\r\n$/,
    ],
    ["close", "1.1", /^(?![\s\S]*(?:Content-Length|Transfer-Encoding))[\s\S]*\r\n\r\n\*\*\*$/],
    [
      "chunked",
      "1.0",
      /^HTTP\/1\.0 200 OK\r\n(?![\s\S]*(?:Content-Length|Transfer-Encoding))[\s\S]*\r\n\r\n\*\*\*$/,
    ],
  ])("framing=%s to HTTP/%s", async (framing, version, pattern) => {
    expect(await get(`numbytes=3&duration=0.06&framing=${framing}`, version)).toMatch(pattern);
  });

  test("close is announced, and ends a connection that would have gone on", async () => {
    const answer = await exchange(
      practice.port,
      "GET /drip?duration=0&framing=close HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    expect(parseResponse(answer).fields).toContainEqual(["Connection", "close"]);
  });

  test("chunked keeps it open", async () => {
    const socket = await open(practice.port);
    socket.write("GET /drip?numbytes=2&duration=0&framing=chunked HTTP/1.1\r\nHost: x\r\n\r\n");
    await readUntil(socket, "0\r\n\r\n");
    socket.end("GET /get HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect(await readToEnd(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  test("each drop leaves by itself, after its pause", async () => {
    await get("numbytes=5&duration=0.2");
    const sent = practice.connections[0]?.transcript.filter(({ from }) => from === "server") ?? [];
    expect(sent.slice(1).map(({ octets }) => octets.length)).toEqual([1, 1, 1, 1, 1]);
    // Four pauses of 40 ms; timers may be a millisecond early.
    expect(sent.at(-1)!.atMs - sent[0]!.atMs).toBeGreaterThan(150);
  });

  test("ten million octets in a moment are not ten million timers", async () => {
    const answer = await get("numbytes=999999999&duration=0.05");
    expect(parseResponse(answer).body).toHaveLength(10 * MIB);
  });

  test("code and delay", async () => {
    expect(await get("code=503&delay=0.01&duration=0")).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    const noContent = parseResponse(await get("code=204&duration=0"));
    expect(noContent).toMatchObject({ statusLine: "HTTP/1.1 204 No Content", body: "" });
  });

  test.each([
    "numbytes=0",
    "numbytes=x",
    "duration=61",
    "duration=-1",
    "delay=11",
    "code=100",
    "framing=gzip",
  ])("%s is refused", async (query) => {
    const { statusLine, body } = parseResponse(await get(query));
    expect(statusLine).toBe("HTTP/1.1 400 Bad Request");
    expect(JSON.parse(body).detail).toContain(`Cannot read the parameter ${query.split("=")[0]} "`);
  });
});

describe("HEAD", () => {
  test.each([
    "/stream/3",
    "/drip?duration=0",
    "/download/1000",
    "/download/1000?framing=chunked",
    "/trailers?X=1",
  ])("of %s has no content, and the connection goes on", async (path) => {
    const answer = await exchange(
      practice.port,
      `HEAD ${path} HTTP/1.1\r\nHost: x\r\n\r\nHEAD /get HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\n(?:[\w-]+: .*\r\n)+\r\nHTTP\/1\.1 200 OK\r\n(?:[\w-]+: .*\r\n)+\r\n$/,
    );
  });
});
