import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { ConnectionResetError, HTTPException, TimeoutError } from "../../src/client/index.ts";
import { exchangeInMemory, type Outcome, shown } from "./memory-peer.ts";

// What Python's http.client 3.14 made of each of these replies, recorded, and what a client may do that is strict
// where leniency is dangerous.

/** What stands for octets that are too many to be written down. */
interface Digest {
  readonly octets: number;
  readonly sha256: string;
}

interface Row {
  readonly id: string;
  readonly note: string;
  readonly method: string;
  /** Base64 of the reply, or of its parts with how often each comes. */
  readonly raw: string | [base64: string, times: number][];
  /**
   * `accept`: as http.client. `refuse`: an error. `accept-or-refuse` and `malformed`: either, where refusing is better
   * for the second. `rfc`: http.client is wrong, what `rfc` says or an error.
   */
  readonly verdict: "accept" | "refuse" | "accept-or-refuse" | "malformed" | "rfc";
  readonly httpClient:
    | { readonly error: string }
    | {
        readonly status: number;
        readonly reason: string | Digest;
        readonly fields: [string, string | Digest][];
        readonly body: Digest;
      };
  readonly rfc?: { readonly status: number; readonly body: Digest };
}

const rows: Row[] = readFileSync(join(import.meta.dirname, "http-client-responses.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Rows that are decided otherwise here, on purpose. */
const exceptions: Record<string, string> = {
  "nobody-11":
    "A 304 with Transfer-Encoding and no chunks. http.client misses the chunks; by RFC 9112 §6.3 rule 1 a 304 ends with its head.",
};

function octetsOf({ raw }: Row): Buffer {
  if (typeof raw === "string") return Buffer.from(raw, "base64");
  return Buffer.concat(
    raw.flatMap(([part, times]) => Array<Buffer>(times).fill(Buffer.from(part, "base64"))),
  );
}

/** Up to 2,000 octets each place. Beyond that the first and last 512, and 64 in between that never change. */
function cuts(length: number): number[] {
  const places = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);
  if (length <= 2000) return places;
  const between = Array.from({ length: 64 }, (_, index) => 513 + ((index * 7919) % (length - 1026)));
  return [...places.slice(0, 512), ...between, ...places.slice(-512)];
}

function isOfTheFamily(error: unknown): boolean {
  return [HTTPException, ConnectionResetError, TimeoutError].some((family) => error instanceof family);
}

/** A value as the client should give it: no blanks around it, and SP for an obs-fold, which http.client leaves as it came. */
function expectedText(recorded: string | Digest): unknown {
  if (typeof recorded === "string") {
    return recorded.replace(/[\t ]*\r\n[\t ]+/g, " ").replace(/^[\t ]+|[\t ]+$/g, "");
  }
  return expect.toSatisfy((text: string) => isDeepStrictEqual(hashed(Buffer.from(text, "latin1")), recorded));
}

function hashed(body: Uint8Array): Digest {
  return { octets: body.length, sha256: createHash("sha256").update(body).digest("hex") };
}

function expectRefusal(outcome: Outcome): void {
  expect("error" in outcome && isOfTheFamily(outcome.error), `refused with ${shown(outcome)}`).toBe(true);
}

function expectAsPython(row: Row, outcome: Outcome): void {
  if ("error" in outcome) throw outcome.error;
  if ("error" in row.httpClient) throw new Error("http.client refused this");
  const { status, reason, fields, body } = row.httpClient;
  expect({ ...outcome, body: hashed(outcome.body) }).toMatchObject({
    status,
    reason: expectedText(reason),
    fields: fields.map(([name, value]) => [name, expectedText(value)]),
    body,
  });
}

function expectVerdict(row: Row, outcome: Outcome): void {
  const isRefused = "error" in outcome;
  switch (exceptions[row.id] ? "exception" : row.verdict) {
    case "exception":
      expect(isRefused).toBe(row.verdict !== "refuse");
      break;
    case "accept":
      expectAsPython(row, outcome);
      break;
    case "refuse":
      expectRefusal(outcome);
      break;
    case "rfc":
      if (isRefused) expectRefusal(outcome);
      else expect({ status: outcome.status, body: hashed(outcome.body) }).toEqual(row.rfc);
      break;
    default:
      if (isRefused) expectRefusal(outcome);
      else expectAsPython(row, outcome);
  }
}

test("the record is whole", () => {
  expect(rows).toHaveLength(183);
  expect(Object.keys(exceptions).every((id) => rows.some((row) => row.id === id))).toBe(true);
});

describe.each(["accept", "refuse", "accept-or-refuse", "malformed", "rfc"])("%s", (verdict) => {
  test.each(rows.filter((row) => row.verdict === verdict))("$id: $note", async (row) => {
    const octets = octetsOf(row);
    const options = { method: row.method };
    const whole = await exchangeInMemory([octets], options);
    expectVerdict(row, whole);
    for (const cut of cuts(octets.length)) {
      const pieces = [octets.subarray(0, cut), octets.subarray(cut)];
      expect(shown(await exchangeInMemory(pieces, options)), `cut at octet ${cut}`).toBe(shown(whole));
    }
  });
});
