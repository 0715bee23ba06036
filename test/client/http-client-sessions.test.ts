import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { IncompleteRead } from "../../src/client/index.ts";
import {
  connectionWith,
  type Digest,
  digest,
  isCalled,
  plain,
  type Script,
  Session,
  type Step,
} from "./http-client-steps.ts";

// What Python's http.client 3.14 made of several calls on one object, recorded step by step.

interface RecordedStep {
  readonly op: string;
  readonly value?: unknown;
  readonly error?: { readonly class: string; readonly partial?: Digest; readonly expected?: number | null };
  readonly state: string;
  readonly isClosed?: boolean;
}

interface Row {
  readonly id: string;
  readonly note: string;
  readonly connections: readonly Script[];
  readonly timeoutMs?: number;
  readonly steps: readonly Step[];
  readonly httpClient: { readonly steps: readonly RecordedStep[]; readonly connections: number };
}

const rows: Row[] = readFileSync(join(import.meta.dirname, "http-client-sessions.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const SHORT_CHUNK = { class: "IncompleteRead", partial: digest(Buffer.from("line one\nline two\r\n\nlast")) };

/** What is decided otherwise here, on purpose: a change of the record's steps, and why. */
const OTHERWISE: Record<
  string,
  { why: string; steps: Record<number, Partial<RecordedStep>>; connections?: number }
> = {
  "length-45": { why: "A read that timed out closes the connection.", steps: { 2: { isClosed: true } } },
  "length-47": { why: "A read that timed out closes the connection.", steps: { 2: { isClosed: true } } },
  "chunk-63": { why: "A reset closes the response.", steps: { 2: { isClosed: true } } },
  "nobody-19": {
    why: "Any read of a body that has no octets has read it.",
    steps: { 2: { isClosed: true }, 3: { isClosed: true }, 4: { isClosed: true } },
  },
  "interim-13": {
    why: "103 is not final (RFC 9110 §15.2).",
    steps: {
      1: {
        value: {
          status: 200,
          reason: "OK",
          version: 11,
          headers: [["Content-Length", "5"]],
          will_close: false,
          chunked: false,
          length: 5,
        },
      },
      2: { value: digest(Buffer.from("hello")) },
    },
  },
  "interim-10": {
    why: "After a 101 the connection is not HTTP's any more.",
    steps: { 1: { value: expect.objectContaining({ status: 101, will_close: true }) } },
  },
  "persist-48": {
    why: "R19: after octets that no request asked for comes a new connection.",
    steps: {},
    connections: 2,
  },
  "persist-51": { why: "connect() does nothing where there is a connection.", steps: {}, connections: 1 },
  "read-close-03": {
    why: "The end was seen, and so the socket is let go.",
    steps: { 2: { isClosed: true }, 3: { isClosed: true } },
  },
  "short-cl-06": {
    why: "R13: fewer octets than announced are an error for every read.",
    steps: { 2: { error: { class: "IncompleteRead", partial: digest(Buffer.alloc(0)), expected: 26 } } },
  },
  "short-chunk-01": {
    why: "The octets of the chunk that was cut off are the body's too; then the response is closed.",
    steps: {
      2: { error: SHORT_CHUNK, isClosed: true },
      3: { isClosed: true },
      4: { isClosed: true },
      5: { isClosed: true },
    },
  },
  "short-chunk-04": {
    why: "The octets of the chunk that was cut off are the body's too; then the response is closed.",
    steps: {
      2: { error: SHORT_CHUNK, isClosed: true },
      3: { isClosed: true },
      4: { isClosed: true },
      5: { isClosed: true },
    },
  },
  "short-chunk-06": {
    why: "What was cut off cannot be read further, and so the response is closed.",
    steps: { 2: { isClosed: true }, 3: { isClosed: true } },
  },
};

async function play(row: Row) {
  // The record's time-outs are of a peer in another process; here nothing has to arrive in time.
  const timeout =
    row.steps.some(([op]) => op === "read") &&
    row.httpClient.steps.some(({ error }) => error?.class === "TimeoutError")
      ? 50
      : 20_000;
  const { connection, peers } = connectionWith(row.connections, { timeout });
  const session = new Session(connection);
  const outcomes: { error?: unknown; value?: unknown; state: string; isClosed: boolean | undefined }[] = [];
  for (const step of row.steps) {
    const outcome = await session.play(step).then(
      (value) => ({ value: plain(value) }),
      (error: unknown) => ({ error }),
    );
    outcomes.push({ ...outcome, state: connection.state, isClosed: session.isClosed });
    await new Promise(setImmediate); // what a peer does after its reply
  }
  connection.close();
  return { outcomes, connections: peers.length };
}

function expectError(error: unknown, recorded: NonNullable<RecordedStep["error"]>, where: string): void {
  expect(isCalled(error, recorded.class), `${where}: ${error}`).toBe(true);
  if (!(error instanceof IncompleteRead)) return;
  expect(plain(digest(error.partial)), where).toEqual(plain(recorded.partial));
  expect(error.expected ?? null, where).toBe(recorded.expected ?? null);
}

test("the record is whole, and each exception is one of it", () => {
  expect(rows).toHaveLength(65);
  for (const id of Object.keys(OTHERWISE)) expect(rows.map((row) => row.id)).toContain(id);
});

describe("step by step", () => {
  test.each(rows)("$id: $note", async (row) => {
    const { outcomes, connections } = await play(row);
    const otherwise = OTHERWISE[row.id];
    row.httpClient.steps.forEach((step, index) => {
      const own = otherwise?.steps[index] ?? {};
      const recorded = { ...step, ...own };
      const outcome = outcomes[index]!;
      const where = `step ${index}, ${step.op}`;
      if (recorded.error) expectError(outcome.error, recorded.error, where);
      else {
        expect(outcome.error, where).toBeUndefined();
        if (step.op !== "resp_state")
          expect(outcome.value, where).toEqual(own.value ?? plain(recorded.value));
      }
      expect(outcome.state, where).toBe(recorded.state);
      expect(outcome.isClosed, where).toBe(recorded.isClosed);
    });
    expect(connections).toBe(otherwise?.connections ?? row.httpClient.connections);
  });
});
