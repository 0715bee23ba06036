import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type PracticeOptions, type PracticeService, startPractice } from "../../src/practice/index.ts";
import { exchange, open, parseResponse, readToEnd, readUntil } from "./raw-client.ts";

let practice: PracticeService;
afterEach(() => practice.close());

async function start(options: PracticeOptions = {}): Promise<void> {
  practice = await startPractice(options);
}

const LAST = "GET /json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

describe("a request that does not become whole", () => {
  test.each([
    ["half a request-line", "GET /ge", "head"],
    ["half a field section", "GET /get HTTP/1.1\r\nHost: x\r\nX-A: ", "head"],
    ["half the content", "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab", "content"],
    [
      "half the chunks",
      "POST /post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
      "content",
    ],
  ])("%s: 408, and the connection ends", async (_, octets, phase) => {
    await start({ times: { headMs: 40, contentMs: 40 } });
    const response = parseResponse(await exchange(practice.port, octets));
    expect(response.statusLine).toBe("HTTP/1.1 408 Request Timeout");
    expect(response.fields).toContainEqual(["Connection", "close"]);
    expect(JSON.parse(response.body).detail).toContain(`0.04 s after the ${phase} began`);
  });

  test("octet by octet is no way around the time", async () => {
    await start({ times: { headMs: 60 } });
    const socket = await open(practice.port);
    const dripping = setInterval(() => socket.write("x"), 5);
    socket.write("GET /");
    expect(await readToEnd(socket)).toContain("408 Request Timeout");
    clearInterval(dripping);
    socket.destroy();
  });
});

describe("what is too long", () => {
  test.each([
    ["request-line", `GET /${"x".repeat(9_000)}`, "414"],
    ["field section", `GET / HTTP/1.1\r\n${"X: y\r\n".repeat(4_000)}`, "431"],
    ["declared content", "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", "413"],
    [
      "content in chunks",
      `POST /post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${`10000\r\n${"x".repeat(65_536)}\r\n`.repeat(17)}`,
      "413",
    ],
    [
      "chunk framing around little content",
      `POST /post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${`1;${"x".repeat(1_000)}\r\nx\r\n`.repeat(9_000)}`,
      "413",
    ],
  ])("%s is refused before its end", async (_, octets, statusCode) => {
    await start();
    expect(await exchange(practice.port, octets)).toMatch(new RegExp(`^HTTP/1\\.1 ${statusCode} `));
  });
});

// Each connection takes a descriptor on either side; the other side is a process of its own.
function mostConnections(): number {
  const [, limit] = /Max open files\s+(\d+)/.exec(limits()) ?? [undefined, "1024"];
  return Math.max(100, Math.min(10_000, Math.floor(Number(limit) / 2) - 500));
}

function limits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return ""; // Not Linux: the least that systems allow.
  }
}

test(`${mostConnections()} idle connections: it still answers, and lets go of all of them`, async () => {
  await start();
  const wanted = mostConnections();
  const clients = spawn(process.execPath, [
    join(import.meta.dirname, "many-clients.mjs"),
    String(practice.port),
    String(wanted),
  ]);
  const [said] = await once(clients.stdout, "data");
  expect(String(said)).toBe("open\n");
  expect(await exchange(practice.port, LAST)).toContain("harbour");
  // A connection may be open for the client before the system hands it over.
  await vi.waitFor(() => expect(practice.connections.length).toBe(wanted + 1), { timeout: 30_000 });
  expect(practice.connections.filter(({ closedBy }) => closedBy === undefined)).toHaveLength(wanted);
  clients.stdin.end();
  expect(await practice.allClosed(60_000)).toBe(true);
  expect(await exchange(practice.port, LAST)).toContain("harbour");
});

describe("a service that runs long", () => {
  test("keeps the latest recordings, and those of open connections", async () => {
    await start({ mostRecordings: 3 });
    const idle = await open(practice.port);
    idle.write("GET /json HTTP/1.1\r\nHost: x\r\n\r\n");
    await readUntil(idle, "}\n");
    for (let count = 0; count < 10; count += 1) {
      await exchange(practice.port, LAST);
      await practice.allClosed(1);
    }
    const numbers = practice.connections.map(({ number }) => number);
    expect(numbers.length).toBeLessThanOrEqual(4);
    expect(numbers[0]).toBe(1);
    expect(numbers.at(-1)).toBe(11);
    idle.destroy();
  });

  test("never runs out of memory for recordings: what goes makes room", async () => {
    await start({ mostRecordings: 1_000 });
    const post = `POST /status/200 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n${"x".repeat(1_000_000)}`;
    // 4 MiB a connection, and 128 MiB in all.
    for (let count = 0; count < 40; count += 1) await exchange(practice.port, post.repeat(5) + LAST);
    const kept = practice.connections.map(({ transcript }) =>
      transcript.reduce((sum, { octets }) => sum + octets.length, 0),
    );
    expect(kept.length).toBeLessThan(40);
    // Half of a connection's memory is its requests'.
    expect(kept.at(-1)).toBeGreaterThan(1_500_000);
  });

  test("tells whoever watches everything, in order", async () => {
    const seen: string[] = [];
    await start({
      watch: (event) => seen.push(event.kind === "octets" ? `${event.from} octets` : event.kind),
    });
    await exchange(practice.port, LAST);
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(seen).toEqual(["opened", "client octets", "server octets", "ended"]);
  });
});
