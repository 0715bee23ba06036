import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvalidURL } from "../../src/client/index.ts";
import { type ExchangeRequest, type ObservedExchange, observeExchange } from "../../src/exchange/index.ts";
import { type PracticeService, type SecurePracticeService, startPractice } from "../../src/practice/index.ts";
import { eventually } from "../support/processes.ts";
import { octets, text } from "../wire/support.ts";

let practice: SecurePracticeService;
beforeAll(async () => {
  practice = await startPractice({ tls: true });
});
afterAll(() => practice.close());

/** A time-out that only a fault which never answers should meet. */
const GENEROUS_MS = 30_000;

function observe(
  target: string,
  options: Partial<ExchangeRequest> = {},
  signal = new AbortController().signal,
): Promise<ObservedExchange> {
  const { host, port }: PracticeService = practice;
  return observeExchange(
    {
      origin: { scheme: "http", host, port },
      method: "GET",
      target,
      fields: [],
      isChunked: false,
      version: 11,
      timeoutMs: GENEROUS_MS,
      ...options,
    },
    signal,
  );
}

test("what the service recorded is what is shown", async () => {
  const exchange = await observe("/json", { fields: [["X-Lamp", "red"]] });
  const { transcript } = practice.connections.at(-1)!;
  const recorded = (from: string) =>
    transcript
      .filter((event) => event.from === from)
      .map(({ octets }) => text(octets))
      .join("");
  const [response] = exchange.received;
  const shown = (message: typeof response) =>
    [...message!.head, ...message!.body].map(({ octets }) => text(octets)).join("");
  expect(shown(exchange.sent)).toBe(recorded("client"));
  expect(shown(response)).toBe(recorded("server"));
  expect(exchange).toMatchObject({
    framing: { rule: 6, statusCode: 200 },
    persistence: { isPersistent: true, reason: "version-1.1" },
    outcome: { kind: "complete" },
    ends: { remote: `127.0.0.1:${practice.port}` },
  });
  expect(exchange.waitMs).toBeGreaterThanOrEqual(0);
});

test("a body, whole and in chunks", async () => {
  const whole = await observe("/post", { method: "POST", body: octets("hello") });
  expect(whole.sent!.body).toEqual([{ kind: "content", octets: octets("hello") }]);
  const chunked = await observe("/post", { method: "POST", body: octets("hello"), isChunked: true });
  expect(chunked.sent!.body.map(({ kind }) => kind)).toEqual([
    "chunk-size",
    "content",
    "chunk-end",
    "chunk-size",
    "end-of-trailers",
  ]);
  expect(practice.connections.at(-1)!.requests[0]!.body).toEqual(octets("hello"));
});

test("over TLS, with the practice CA", async () => {
  const { good, ca } = practice.tls;
  const origin = { scheme: "https", host: practice.host, port: good.port } as const;
  const exchange = await observe("/get", { origin, ca });
  expect(exchange.outcome).toEqual({ kind: "complete" });
  expect(text(exchange.sent!.head[0]!.octets)).toBe("GET /get HTTP/1.1\r\n");
});

describe("what fails is data", () => {
  test.each<[fault: string, stage: string, name: string]>([
    ["truncated-body", "reading the body", "IncompleteRead"],
    ["bad-status-line", "reading the head", "BadStatusLine"],
    ["closes-without-answer", "reading the head", "RemoteDisconnected"],
    ["resets-in-body", "reading the body", "ConnectionResetError"],
    ["two-lengths", "reading the head", "HTTPException"],
    ["chunk-longer-than-size", "reading the body", "HTTPException"],
  ])("/fault/%s, while %s: %s", async (fault, stage, name) => {
    const { outcome } = await observe(`/fault/${fault}`);
    expect(outcome).toMatchObject({ kind: "failed", stage, error: { name } });
  });

  test("what had arrived of a body is there", async () => {
    const { received, outcome } = await observe("/fault/truncated-body");
    expect(received[0]!.body).toEqual([{ kind: "content", octets: octets("Hello, world") }]);
    expect(outcome).toMatchObject({
      error: { message: "IncompleteRead(12 bytes read, 8 more expected)" },
    });
  });

  test("a silent server is given up after the time-out", async () => {
    const { sent, received, outcome } = await observe("/fault/never-answers", { timeoutMs: 100 });
    expect(sent).toBeDefined();
    expect(received).toEqual([]);
    expect(outcome).toMatchObject({
      kind: "failed",
      stage: "reading the head",
      error: { name: "TimeoutError" },
    });
  });

  test("a certificate that nobody trusts, by Node's code", async () => {
    const { selfSigned, ca } = practice.tls;
    const origin = { scheme: "https", host: practice.host, port: selfSigned.port } as const;
    expect(await observe("/get", { origin, ca })).toMatchObject({
      sent: undefined,
      ends: undefined,
      outcome: { kind: "failed", stage: "connecting", error: { name: "DEPTH_ZERO_SELF_SIGNED_CERT" } },
    });
  });

  test("a port where nobody listens, of a name with two addresses too", async () => {
    const gone = await startPractice();
    await gone.close();
    for (const host of ["127.0.0.1", "localhost"]) {
      const { outcome } = await observe("/", { origin: { scheme: "http", host, port: gone.port } });
      expect(outcome).toMatchObject({
        stage: "connecting",
        error: { name: "ECONNREFUSED", message: expect.stringContaining("ECONNREFUSED") },
      });
    }
  });

  test("what the client refuses to send", async () => {
    const fields = [
      ["Content-Length", "1"],
      ["Transfer-Encoding", "chunked"],
    ] as const;
    expect(await observe("/post", { method: "POST", fields })).toMatchObject({
      sent: undefined,
      outcome: { stage: "sending", error: { name: "TypeError" } },
    });
  });
});

test("an address that nobody could ask for is the caller's mistake", async () => {
  await expect(observe("/a b")).rejects.toThrow(InvalidURL);
  await expect(observe("/", { origin: { scheme: "http", host: "a b", port: 80 } })).rejects.toThrow(
    InvalidURL,
  );
});

test("a body without end is left after 1 MiB", async () => {
  const { outcome, received } = await observe("/fault/endless-body");
  expect(outcome).toEqual({ kind: "stopped", contentOctets: 1024 * 1024 });
  expect(received[0]!.body[0]!.octets.length).toBeGreaterThan(1024 * 1024);
});

test.each([1024 * 1024 - 1, 1024 * 1024])("a chunked body of %i octets is whole", async (size) => {
  const { outcome } = await observe(`/download/${size}?framing=chunked`);
  expect(outcome).toEqual({ kind: "complete" });
});

test("aborted, it tells what it was doing, and what had arrived", async () => {
  const abort = new AbortController();
  const waiting = observe("/drip?numbytes=5&duration=60&delay=0&for=abort", {}, abort.signal);
  await eventually("a first octet came", () =>
    practice.connections.some(
      ({ requests, transcript }) =>
        requests.some(({ target }) => target.endsWith("for=abort")) &&
        transcript.some(({ from }) => from === "server"),
    ),
  );
  abort.abort();
  expect((await waiting).outcome).toMatchObject({ kind: "interrupted" });
});

test.each([
  ["/fault/cut-in-fields", "end"],
  ["/fault/truncated-body", "end"],
  ["/fault/until-close", "end"],
  ["/fault/resets-in-body", "reset"],
  ["/fault/stalls-in-body", undefined],
])("%s: the server's end is %s", async (target, serverEnd) => {
  const timeoutMs = serverEnd === undefined ? 100 : GENEROUS_MS;
  expect(await observe(target, { timeoutMs })).toMatchObject({ serverEnd });
});

test("over TLS the server's end is seen too", async () => {
  const { good, ca } = practice.tls;
  const origin = { scheme: "https", host: practice.host, port: good.port } as const;
  expect(await observe("/fault/truncated-body", { origin, ca })).toMatchObject({
    serverEnd: "end",
    outcome: { error: { name: "IncompleteRead" } },
  });
});

test("no connection is left open", async () => {
  await observe("/get");
  await observe("/fault/truncated-body");
  expect(await practice.allClosed(10_000)).toBe(true);
});

test("what OpenSSL says is said in words, without its places in C", async () => {
  const origin = { scheme: "https", host: practice.host, port: practice.port } as const;
  expect((await observe("/get", { origin })).outcome).toMatchObject({
    stage: "connecting",
    error: { message: expect.stringMatching(/^SSL routines: [a-z ]+$/) },
  });
});
