import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HTTPConnection } from "../../src/client/index.ts";
import { startPractice } from "../../src/practice/index.ts";

// Alone in its file, and so in its process: other tests' sockets would be counted too. The runner has timers of its
// own, which come and go. So timers are counted where they are set: the client's are those of TIMEOUT_MS.

const TIMEOUT_MS = 59_999;
const running = new Set<unknown>();

beforeEach(() => {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, ms?: number) => {
    const timer = set(act, ms);
    if (ms === TIMEOUT_MS) running.add(timer);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    running.delete(timer);
    clear(timer);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const count = (kind: string) =>
  process.getActiveResourcesInfo().filter((name) => name.startsWith(kind)).length;

test("no socket and no timer is left behind", async () => {
  const practice = await startPractice();
  practice.stage("/stops", {
    steps: [{ send: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello" }],
    end: "hold",
  });
  const listening = count("TCP");
  const make = (timeout: number) => new HTTPConnection(practice.host, practice.port, { timeout });

  const finished = make(TIMEOUT_MS);
  await finished.request("GET", "/get");
  await (await finished.getResponse()).read();
  expect(count("TCP"), "both ends of a connection that is kept").toBe(listening + 2);
  expect(running.size, "one timer for all waits of a connection").toBe(1);
  finished.close();
  expect(running.size).toBe(0);

  const unread = make(TIMEOUT_MS);
  await unread.request("GET", "/json");
  await unread.getResponse();
  unread.close();

  const timedOut = make(20);
  await timedOut.request("GET", "/stops");
  await expect((await timedOut.getResponse()).read()).rejects.toThrow("20 ms");

  const waiting = make(TIMEOUT_MS);
  await waiting.request("GET", "/fault/never-answers");
  const response = waiting.getResponse();
  expect(running.size, "one wait, one timer").toBe(1);
  waiting.close();
  await expect(response).rejects.toThrow();

  const opening = make(TIMEOUT_MS);
  const connect = opening.connect();
  opening.close();
  await expect(connect).rejects.toThrow();

  expect(await practice.allClosed(1000)).toBe(true);
  await practice.close();
  // A destroyed socket is gone after a few turns of the event loop.
  for (let turn = 0; turn < 50 && count("TCP") > 0; turn += 1) await new Promise(setImmediate);
  expect(count("TCP")).toBe(0);
  expect(running.size).toBe(0);
});

test("a refused connection leaves no timer", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  await expect(new HTTPConnection("127.0.0.1", port, { timeout: TIMEOUT_MS }).connect()).rejects.toThrow(
    "ECONNREFUSED",
  );
  expect(running.size).toBe(0);
});
