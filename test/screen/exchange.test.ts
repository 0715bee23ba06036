import { describe, expect, test } from "vitest";
import { LASTING } from "../../src/exchange/decisions.ts";
import type { FramingDecision, ObservedExchange } from "../../src/exchange/observed.ts";
import { PERSISTENCE_SENTENCES } from "../../src/screen/exchange-words.ts";
import { fieldNote } from "../../src/screen/field-notes.ts";
import { createTheme, type ExchangeSetting, renderExchange } from "../../src/screen/index.ts";
import { observed } from "./exchanges.ts";

const PRACTICE: ExchangeSetting = { isPractice: true };

function shown(exchange: ObservedExchange, setting: ExchangeSetting = PRACTICE, width = 80): string {
  return renderExchange(exchange, setting, createTheme({ width, color: false }));
}

/** The rows below a heading. */
function section(text: string, title: string): string {
  const [, rows] = text.split(`# ${title}`);
  return rows?.split("\n\n")[0]?.replace(/^.*\n/, "") ?? "";
}

const length = (octets: number): FramingDecision => ({
  rule: 6,
  statusCode: 200,
  framing: { kind: "content-length", octets },
});
const CHUNKED: FramingDecision = { rule: 4, statusCode: 200, framing: { kind: "chunked" } };

test("a small exchange, whole", () => {
  const exchange = observed({
    received: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi\n",
    framing: length(3),
    persistence: { isPersistent: true, reason: "version-1.1" },
  });
  expect(shown(exchange)).toBe(`GET /get
To http://127.0.0.1:8080, a practice service that was started for this.
TCP from 127.0.0.1:50000 to 127.0.0.1:8080.

# The request
  > GET /get HTTP/1.1\\r\\n
      The request-line: method, request-target and version, one space between
      them (RFC 9112 §3). \`GET\` asks for the content of a resource, and changes
      nothing (RFC 9110 §9.3.1). The request-target is in origin-form: the path;
      which host is meant stands in Host.
  > Host: 127.0.0.1:8080\\r\\n
      Which host is meant, because one address can serve many; the one field
      that every request of HTTP/1.1 must have (RFC 9112 §3.2). The client added
      it.
  > \\r\\n
      The empty line ends the fields. No field announces a body, so the request
      ends here (RFC 9112 §6.3, rule 7).

# The response, after 3 ms
  < HTTP/1.1 200 OK\\r\\n
      The status-line: version, status code and reason-phrase (RFC 9112 §4). 200
      is of the class 2xx, successful: the request arrived, was understood and
      accepted (RFC 9110 §15). The reason-phrase is for people; a client looks
      at the code.
  < Content-Length: 3\\r\\n
      How many octets of content there are; mostly it decides where the body
      ends (RFC 9110 §8.6).
  < \\r\\n
      The empty line ends the fields.

# Where the body ends
\`Content-Length\` says it: 3 octets after the empty line.
The rules of RFC 9112 §6.3, in their order; the first that applies decides:
  1 no  It answers HEAD, or is a 1xx, 204 or 304: no body
  2 no  It answers CONNECT with a 2xx: no body, a tunnel
  3 no  It has Transfer-Encoding and Content-Length: suspicious
  4 no  It has Transfer-Encoding: chunks, or else until the close
  5 no  It has a Content-Length that is no length: refused
  6 yes It has a Content-Length: so many octets

# The body
  < hi\\n
3 octets of content.

# The connection
It could carry another request: in HTTP/1.1 it can, unless one side says
\`Connection: close\` (RFC 9112 §9.3). There is no other request here, so the
client closed it.`);
});

test("a body in chunks: sizes, data and their ends are told apart", () => {
  const received = "HTTP/1.1 200 OK\r\n\r\n2;a=b\r\nhi\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n";
  expect(section(shown(observed({ received, framing: CHUNKED })), "The body")).toBe(`  < 2;a=b\\r\\n
      A chunk-size, in hexadecimal: 2 octets of content follow (RFC 9112 §7.1).
      Behind \`;\` stands an extension, to be ignored.
  < hi
  < \\r\\n
      A CRLF ends the chunk; it is no content.
  < 1\\r\\n
      A chunk-size, in hexadecimal: 1 octet of content follows (RFC 9112 §7.1).
  < !
  < \\r\\n
  < 0\\r\\n
      The last-chunk, of size 0.
  < A: b\\r\\n
      A trailer: a field that comes after the content (RFC 9110 §6.5).
  < \\r\\n
      The empty line ends the body, behind the trailers if there are any.
3 octets of content in 2 chunks, 28 octets on the wire.`);
});

test("what is binary is in hexadecimal, sixteen octets in 80 columns and eight in 40", () => {
  const received = `HTTP/1.1 200 OK\r\n\r\n\x00\xffABCDEFGHIJKLMNOP`;
  const exchange = observed({ received, framing: length(18) });
  expect(
    section(shown(exchange), "The body"),
  ).toBe(`  < 00 ff 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e  ..ABCDEFGHIJKLMN
  < 4f 50                                            OP
18 octets of content.`);
  expect(section(shown(exchange, PRACTICE, 40), "The body")).toContain(
    "  < 00 ff 41 42 43 44 45 46  ..ABCDEF\n",
  );
});

describe("text or not", () => {
  const body = (head: string, content: string) =>
    section(
      shown(
        observed({ received: `HTTP/1.1 200 OK\r\n${head}\r\n${content}`, framing: length(content.length) }),
      ),
      "The body",
    );
  test.each([
    ["UTF-8 without a type", "", "caf\xc3\xa9", "  < café"],
    ["text that is no UTF-8", "Content-Type: text/plain\r\n", "caf\xe9", "  < caf\\xe9"],
    ["JSON of a kind of its own", "Content-Type: application/problem+json\r\n", "{\x00}", "  < {\\x00}"],
    ["coded text", "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n", "\x1f\x8b", "  < 1f 8b "],
    [
      "identity is no coding",
      "Content-Type: text/plain\r\nContent-Encoding: identity\r\n",
      "\xe9",
      "  < \\xe9",
    ],
    ["a type that nobody knows", "Content-Type: a/b\r\n", "\xe9", "  < e9 "],
    ["an override of the reading direction", "", "\xe2\x80\xae", "  < \\u202e"],
  ])("%s", (_, head, content, row) => {
    expect(body(head, content)).toMatch(new RegExp(`^${row.replaceAll("\\", "\\\\")}`));
  });
});

test("of a long body the two ends show, with a count, and no character is torn apart", () => {
  const content = "\xc3\xa9".repeat(4000);
  const rows = section(
    shown(observed({ received: `HTTP/1.1 200 OK\r\n\r\n${content}`, framing: length(8000) })),
    "The body",
  );
  expect(rows).toContain("(6,848 octets left out)");
  expect(rows).not.toContain("\\xc3");
  expect(rows.match(/é/g)).toHaveLength((1024 + 128) / 2);
});

test("of many long chunks a little of each shows", () => {
  const chunk = `3e8\r\n${"lamp\n".repeat(200)}\r\n`;
  const few = shown(observed({ received: `HTTP/1.1 200 OK\r\n\r\n${chunk.repeat(4)}`, framing: CHUNKED }));
  const many = shown(observed({ received: `HTTP/1.1 200 OK\r\n\r\n${chunk.repeat(5)}`, framing: CHUNKED }));
  expect(few.match(/< lamp/g)).toHaveLength(4 * 28);
  expect(many.match(/< lamp/g)).toHaveLength(5 * 5);
});

test("of many fields and long lines the two ends show", () => {
  const fields = Array.from({ length: 90 }, (_, index) => `X-${index}: 1\r\n`).join("");
  const text = shown(
    observed({ received: `HTTP/1.1 200 OK\r\n${fields}Y: ${"y".repeat(5000)}\r\n\r\n`, framing: length(0) }),
  );
  expect(text).toContain("(45 parts, ");
  expect(text).toContain("(4,565 octets left out)");
  expect(text).toContain("X-38: 1");
  expect(text).not.toContain("X-60: 1");
});

describe("where the body ends", () => {
  const sentence = (framing: FramingDecision, method = "GET") =>
    section(
      shown(observed({ received: "HTTP/1.1 200 OK\r\n\r\n", framing, request: { method } })),
      "Where the body ends",
    );
  test.each<[decision: FramingDecision, method: string, says: RegExp]>([
    [
      { rule: 1, statusCode: 200, framing: { kind: "none" } },
      "HEAD",
      /^With the head: a response to HEAD has no body/,
    ],
    [{ rule: 1, statusCode: 304, framing: { kind: "none" } }, "GET", /^With the head: a 304 has no body/],
    [{ rule: 2, statusCode: 200, framing: { kind: "none" } }, "CONNECT", /tunnel/],
    [
      { rule: 3, statusCode: 200, refusal: "Cannot tell" },
      "GET",
      /^The client refused to look for it\. Cannot tell\./,
    ],
    [CHUNKED, "GET", /^`Transfer-Encoding` ends in `chunked`/],
    [{ rule: 4, statusCode: 200, framing: { kind: "until-close" } }, "GET", /does not end in `chunked`/],
    [{ rule: 5, statusCode: 200, refusal: "Cannot read" }, "GET", /^The client refused.+Cannot read\./],
    [length(1), "GET", /: 1 octet after/],
    [{ rule: 8, statusCode: 200, framing: { kind: "until-close" } }, "GET", /^No field says it/],
  ])("%j to %s", (decision, method, says) => {
    const rows = sentence(decision, method);
    expect(rows).toMatch(says);
    const marked = rows.split("\n").filter((row) => / (?:yes|no ) /.test(row));
    expect(marked.at(-1)).toMatch(new RegExp(`^  ${decision.rule} yes `));
    expect(marked.slice(0, -1).every((row) => row.includes(" no  "))).toBe(true);
  });
});

test("each reason says whether the connection could carry another request", () => {
  for (const [reason, sentence] of Object.entries(PERSISTENCE_SENTENCES)) {
    expect(sentence.startsWith("It could carry"), reason).toBe(LASTING.some((each) => each === reason));
  }
});

describe("how it ended", () => {
  const ending = (exchange: Parameters<typeof observed>[0]) =>
    section(
      shown(observed({ received: "HTTP/1.1 200 OK\r\n\r\n", framing: length(0), ...exchange })),
      "The connection",
    );
  const failed = (name: string, stage = "reading the body" as const) =>
    ending({ outcome: { kind: "failed", stage, error: { name, message: "x" } } });

  test("by the end that was the body's", () => {
    const framing: FramingDecision = { rule: 8, statusCode: 200, framing: { kind: "until-close" } };
    expect(ending({ framing, persistence: { isPersistent: false, reason: "until-close" } })).toMatch(
      /^It carries no other[\s\S]+server ended it, and the body with it\.$/,
    );
  });

  test("by what nobody asked for", () => {
    expect(ending({ received: "HTTP/1.1 200 OK\r\n\r\nmore" })).toMatch(/§9\.2/);
  });

  test("by an announced close", () => {
    const persistence = { isPersistent: false, reason: "response-says-close" } as const;
    expect(ending({ persistence })).toMatch(/`Connection: close`[\s\S]+did not wait/);
  });

  test.each([
    ["IncompleteRead", /\(FIN\) in the middle/],
    ["RemoteDisconnected", /\(FIN\) without a word/],
    ["ConnectionResetError", /\(RST\)/],
    ["TimeoutError", /gave it up/],
    ["HTTPException", /nobody knows what the next octets\s+mean/],
  ])("by %s", (name, says) => expect(failed(name)).toMatch(says));

  test("by a server that was faster, or that left in the middle of a head", () => {
    expect(ending({ serverEnd: "end" })).toBe("The server ended it (FIN). The response had come whole.");
    const outcome = {
      kind: "failed",
      stage: "reading the head",
      error: { name: "HTTPException", message: "x" },
    } as const;
    expect(ending({ serverEnd: "end", outcome })).toBe("The server ended it (FIN).");
    expect(ending({ serverEnd: "reset", outcome })).toBe("The server broke it off (RST).");
  });

  test("by a client that refused to send", () => {
    const outcome = { kind: "failed", stage: "sending", error: { name: "TypeError", message: "x" } } as const;
    expect(ending({ outcome })).toBe("The client closed it before the request was whole.");
  });

  test("by Ctrl-C, and because it was enough", () => {
    expect(ending({ outcome: { kind: "interrupted", stage: "reading the head" } })).toMatch(
      /^Ctrl-C ended it/,
    );
    expect(ending({ outcome: { kind: "stopped", contentOctets: 1_048_576 } })).toMatch(
      /after 1,048,576 octets/,
    );
  });
});

test("an error stands last, with its name, what the client did, its sentence, and what it means", () => {
  const outcome = {
    kind: "failed",
    stage: "connecting",
    error: { name: "ECONNREFUSED", message: "connect it" },
  } as const;
  const text = shown({ ...observed({ outcome, waitMs: undefined }), sent: undefined, ends: undefined });
  expect(text).toMatch(/No octet was sent\.\n\n# The connection\nIt did not come about\.\n\n/);
  expect(text).toMatch(/\nECONNREFUSED, while connecting\nconnect it\nNobody listens on that port\./);
});

test("a fault says what it breaks, and what it teaches", () => {
  const fault = { name: "odd", teaches: "Look twice.", breaks: "RFC 9112 §4" };
  expect(shown(observed(), { isPractice: true, fault })).toContain(
    "The fault `odd` (breaks RFC 9112 §4): Look twice.\n",
  );
});

test("interim responses are told from the final one", () => {
  const received = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
  const text = shown(observed({ received, framing: length(0) }));
  expect(text).toMatch(
    /# An interim response, after 3 ms\n[\s\S]+an interim response has no body\.\n\n# The response\n/,
  );
});

test("of a hundred interim responses the first ones show, and the final one", () => {
  const received = `${"HTTP/1.1 100 Continue\r\n\r\n".repeat(99)}HTTP/1.1 200 OK\r\n\r\n`;
  const text = shown(observed({ received, framing: length(0) }));
  expect(text.match(/# An interim response/g)).toHaveLength(3);
  expect(text).toContain("\n\n(96 more interim responses left out)\n\n# The response\n");
});

test("an interim response alone is not taken for the response", () => {
  const text = shown(observed({ received: "HTTP/1.1 100 Continue\r\n\r\n" }));
  expect(text).toContain("# An interim response");
  expect(text).not.toContain("# The response");
});

test("behind a first line that is no status-line nothing is explained", () => {
  const text = shown(observed({ received: "SSH-2.0\r\nDate: x\r\n\r\n" }));
  expect(text).toMatch(/This is no status-line/);
  expect(text).not.toMatch(/caches count from it/);
});

describe("the request", () => {
  const rows = (options: Parameters<typeof observed>[0]) =>
    section(shown(observed(options)), "The request").replace(/\s+/g, " ");
  test.each([
    [{ method: "get" }, /`get` is not `GET`/],
    [{ method: "BREW" }, /none of the methods of RFC 9110/],
    [{ target: "/get?a=b" }, /behind `\?` the query/],
    [{ target: "*" }, /asterisk-form/],
    [{ version: 10 as const }, /`HTTP\/1\.0` has neither Host nor chunks/],
  ])("%j", (request, says) => expect(rows({ request })).toMatch(says));

  test("a field of one's own was not added by the client", () => {
    const text = rows({
      sent: "GET / HTTP/1.1\r\nHost: a\r\nX-Lamp: red\r\n\r\n",
      request: { fields: [["host", "a"]] },
    });
    expect(text).toMatch(/\(RFC 9112 §3\.2\)\. >/);
    expect(text).toMatch(
      /X-Lamp: red\\r\\n HTTP gives it no meaning; the server may\. The client added it\./,
    );
  });

  test("a field that means something else in an answer has a note of its own", () => {
    expect(fieldNote("client", "cache-control")).not.toBe(fieldNote("server", "Cache-Control"));
    expect(fieldNote("client", "Set-Cookie")).toBeUndefined();
    expect(fieldNote("server", "constructor")).toBeUndefined();
  });
});
