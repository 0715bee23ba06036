import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  connectionWith,
  type Digest,
  digest,
  isCalled,
  plain,
  type Recorded,
  type Script,
  Session,
  type Step,
} from "./http-client-steps.ts";

// What Python's http.client 3.14 sent for each of these calls, recorded, and what it refused.

interface RecordedStep {
  readonly op: string;
  readonly value?: unknown;
  readonly error?: { readonly class: string };
  readonly state: string;
}

interface Row {
  readonly id: string;
  readonly note: string;
  readonly constructor?: { readonly host?: string; readonly port?: number; readonly tls?: boolean };
  readonly conns?: readonly Script[];
  readonly replies?: readonly Recorded[];
  readonly steps: readonly Step[];
  readonly httpClient: {
    readonly constructor: [host: string, port: number] | { readonly error: string };
    readonly steps?: readonly RecordedStep[];
    readonly sent?: readonly (Digest & { readonly b64?: string })[];
  };
}

const rows: Row[] = readFileSync(join(import.meta.dirname, "http-client-requests.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Calls that http.client takes and this client refuses, each with the sentence that says why. */
const REFUSED: Record<string, string> = {
  "method-27": "A method is a token (RFC 9110 §9.1).",
  "method-30": "A method is a token (RFC 9110 §9.1).",
  "method-31": "A method is a token (RFC 9110 §9.1).",
  "url-24": "A user is never sent (RFC 9110 §4.2.4).",
  "host-16": "An IPv6 address is in brackets, or has its port beside it (RFC 3986 §3.2.2).",
  "host-31": "A port is digits (RFC 3986 §3.2.3).",
  "host-40": "An http URL has a host (RFC 9110 §4.2.1).",
  "reqheader-06": "A boolean is not a field value.",
  "reqheader-10": "NUL is not part of a value (RFC 9110 §5.5).",
  "reqheader-26": "A sender never folds (RFC 9112 §5.2).",
  "reqheader-27": "A sender never folds (RFC 9112 §5.2).",
  "reqheader-28": "CR is not part of a value (RFC 9110 §5.5).",
  "reqheader-31": "NUL is not part of a value (RFC 9110 §5.5).",
  "reqheader-37": "A field name is a token (RFC 9110 §5.1).",
  "reqheader-38": "A field name is a token (RFC 9110 §5.1).",
  "reqheader-44": "One Host that names a host (RFC 9112 §3.2).",
  "framing-15": "HTTP/1.0 has no chunks (RFC 9112 §6.1).",
  "lowlevel-02": "A sender never folds (RFC 9112 §5.2).",
};

/** Where both refuse and this client has sent less before it does, or sends what http.client should have. */
const OTHERWISE: Record<string, string> = {
  "body-26": "What cannot be a body is refused before its head is sent.",
  "lowlevel-07": "Text is refused before the head is sent.",
  "lowlevel-19": "D1: close() forgets the lines of a request that was begun.",
  "lowlevel-21": "D1: so does a refused request.",
  "tunnel-06": "D3: an IPv6 address has its brackets in Host too.",
  "tunnel-07": "D3: an IPv6 address has its brackets in Host too.",
  "tunnel-11": "A connection to a proxy that answers nonsense is closed.",
  "tunnel-14": "A refused tunnel opens no connection.",
  "tunnel-15": "A host that is none is refused by setTunnel().",
  "tunnel-16": "A host that is none is refused by setTunnel().",
};

async function play(row: Row): Promise<{ error?: unknown; value?: unknown; state: string }[]> {
  const { outcomes } = await playWithPeers(row);
  return outcomes;
}

async function playWithPeers(row: Row) {
  const version = row.steps.some(([op]) => op === "http10") ? 10 : 11;
  const scripts = row.conns ?? [{ replies: row.replies ?? [], end: "hold" }];
  const { connection, peers } = connectionWith(scripts, { version, ...row.constructor });
  const session = new Session(connection);
  const outcomes: { error?: unknown; value?: unknown; state: string }[] = [];
  for (const step of row.steps) {
    try {
      outcomes.push({ value: plain(await session.play(step)), state: connection.state });
    } catch (error) {
      outcomes.push({ error, state: connection.state });
    }
  }
  const received = peers.map((peer) => Buffer.concat(peer.received));
  connection.close();
  return { outcomes, received };
}

const own = (row: Row) => Object.hasOwn(row, "constructor") && row.constructor;

function expectAsRecorded(row: Row, outcomes: Awaited<ReturnType<typeof play>>): void {
  row.httpClient.steps!.forEach((recorded, index) => {
    const outcome = outcomes[index]!;
    const where = `step ${index}, ${recorded.op}`;
    if (recorded.error) {
      expect(isCalled(outcome.error, recorded.error.class), `${where}: ${outcome.error}`).toBe(true);
    } else {
      expect(outcome.error, where).toBeUndefined();
      if (recorded.op !== "hostport" || !own(row))
        expect(outcome.value, where).toEqual(plain(recorded.value));
    }
    expect(outcome.state, where).toBe(recorded.state);
  });
}

const isRefusedEarly = (row: Row) => "error" in row.httpClient.constructor;

test("the record is whole, and each exception is one of it", () => {
  expect(rows).toHaveLength(160);
  const ids = new Set(rows.map(({ id }) => id));
  for (const id of [...Object.keys(REFUSED), ...Object.keys(OTHERWISE)]) expect(ids).toContain(id);
});

describe("as http.client", () => {
  test.each(rows.filter((row) => !(row.id in REFUSED) && !(row.id in OTHERWISE)))(
    "$id: $note",
    async (row) => {
      if (isRefusedEarly(row)) {
        const { error } = row.httpClient.constructor as { error: string };
        const made = await play(row).catch((thrown) => thrown);
        expect(isCalled(made, error)).toBe(true);
        return;
      }
      const { outcomes, received } = await playWithPeers(row);
      expectAsRecorded(row, outcomes);
      const sent = row.httpClient.sent!;
      expect(received.map((octets) => octets.toString("latin1").slice(0, 4096))).toEqual(
        sent.map(({ b64 }, index) =>
          b64 === undefined
            ? received[index]!.toString("latin1").slice(0, 4096)
            : Buffer.from(b64, "base64").toString("latin1"),
        ),
      );
      expect(received.map(digest)).toEqual(sent.map(({ len, sha256 }) => ({ len, sha256 })));
    },
  );
});

describe("refused here", () => {
  test.each(rows.filter((row) => row.id in REFUSED))("$id: $note", async (row) => {
    const made = await playWithPeers(row).catch((error: unknown) => ({ error }));
    if ("error" in made) {
      expect(isCalled(made.error, "InvalidURL")).toBe(true);
      return;
    }
    const { outcomes, received } = made;
    const errors = outcomes.map(({ error }) => error).filter((error) => error !== undefined);
    expect(isCalled(errors[0], "ValueError") || isCalled(errors[0], "InvalidURL")).toBe(true);
    // What follows the refused call may send what was left, and never what was refused.
    const recorded = row.httpClient.sent!.map(({ b64 = "" }) => b64);
    expect(recorded).not.toEqual(received.map((octets) => octets.toString("base64")));
  });
});

describe("otherwise here", () => {
  const get = (target: string) =>
    `GET ${target} HTTP/1.1\r\nHost: example.com\r\nAccept-Encoding: identity\r\n\r\n`;

  test.each<[id: string, errors: (string | undefined)[], sent: string[]]>([
    ["body-26", ["TypeError", "CannotSendRequest"], []],
    ["lowlevel-07", [undefined, "TypeError"], []],
    ["lowlevel-19", [undefined, undefined, undefined, undefined, undefined], [get("/2")]],
    ["lowlevel-21", ["TypeError", undefined, undefined], [get("/2")]],
    ["tunnel-06", [undefined, undefined, undefined], [tunnel("[2001:db8::1]:443")]],
    ["tunnel-07", [undefined, undefined, undefined], [tunnel("[2001:db8::1]:8443")]],
    [
      "tunnel-11",
      [undefined, "BadStatusLine", undefined],
      ["CONNECT dest.example:80 HTTP/1.1\r\nHost: dest.example:80\r\n\r\n"],
    ],
    ["tunnel-14", [undefined, "TypeError", undefined], []],
  ])("%s", async (id, errors, sent) => {
    const { outcomes, received } = await playWithPeers(rows.find((row) => row.id === id)!);
    expect(outcomes.map(({ error }) => (error as Error | undefined)?.name)).toEqual(errors);
    expect(received.map((octets) => octets.toString("latin1"))).toEqual(sent);
  });

  function tunnel(authority: string): string {
    return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\nGET /t HTTP/1.1\r\nHost: ${authority}\r\nAccept-Encoding: identity\r\n\r\n`;
  }

  test.each(["tunnel-15", "tunnel-16"])("%s", async (id) => {
    const [first] = await play(rows.find((row) => row.id === id)!);
    expect(isCalled(first?.error, "InvalidURL")).toBe(true);
  });
});
