import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideRequest, divideResponses } from "../../src/exchange/divide.ts";
import type { MessagePart, ObservedMessage } from "../../src/exchange/observed.ts";
import type { BodyFraming } from "../../src/wire/index.ts";
import { octets, text } from "../wire/support.ts";

const CHUNKED: BodyFraming = { kind: "chunked" };

function shown(parts: readonly MessagePart[]): string[] {
  return parts.map(({ kind, octets }) => `${kind} ${JSON.stringify(text(octets))}`);
}

test("a request: request-line, fields, empty line, body", () => {
  const { head, body, rest } = divideRequest(octets("POST / HTTP/1.1\r\nHost: a\r\n\r\nhello"), false);
  expect(shown(head)).toEqual([
    'request-line "POST / HTTP/1.1\\r\\n"',
    'field-line "Host: a\\r\\n"',
    'empty-line "\\r\\n"',
  ]);
  expect(head[1]).toMatchObject({ field: ["Host", "a"] });
  expect(shown(body)).toEqual(['content "hello"']);
  expect(rest).toHaveLength(0);
});

test("a request in chunks", () => {
  const { body } = divideRequest(octets("POST / HTTP/1.1\r\n\r\n2\r\nhi\r\n0\r\n\r\n"), true);
  expect(body.map(({ kind }) => kind)).toEqual([
    "chunk-size",
    "content",
    "chunk-end",
    "chunk-size",
    "end-of-trailers",
  ]);
});

describe("a response", () => {
  test("interim responses stand before the final one", () => {
    const raw = octets("HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    const messages = divideResponses(raw, { kind: "content-length", octets: 2 });
    expect(messages.map(({ head }) => head.length)).toEqual([3, 3]);
    expect(messages.map(({ body }) => shown(body))).toEqual([[], ['content "ok"']]);
  });

  test("a 101 is the last one, and what follows belongs to nobody", () => {
    const [only, ...others] = divideResponses(octets("HTTP/1.1 101 Switch\r\n\r\n\x81\x00"), {
      kind: "none",
    });
    expect(others).toEqual([]);
    expect(only!.rest).toEqual(octets("\x81\x00"));
  });

  test.each<[what: string, raw: string, kinds: string[]]>([
    ["a bad status-line", "HTTP/1.1 2OO OK\r\n\r\n", ["status-line", "empty-line"]],
    ["a line without colon", "HTTP/1.1 200 OK\r\nodd\r\n\r\n", ["status-line", "unreadable", "empty-line"]],
    [
      "a fold",
      "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n",
      ["status-line", "field-line", "folded-line", "empty-line"],
    ],
    ["a fold of nothing", "HTTP/1.1 200 OK\r\n c: d\r\n\r\n", ["status-line", "unreadable", "empty-line"]],
    ["a cut field", "HTTP/1.1 200 OK\r\nConte", ["status-line", "cut-line"]],
    ["LF alone", "HTTP/1.1 200 OK\r\nA: b\n\r\n", ["status-line", "unreadable", "empty-line"]],
  ])("%s has its name", (_, raw, kinds) => {
    const [message] = divideResponses(octets(raw), undefined);
    expect(message!.head.map(({ kind }) => kind)).toEqual(kinds);
  });

  test("what nobody can read as a status-line has none", () => {
    const [message] = divideResponses(octets("HTTP/1.1 2OO OK\r\n\r\n"), undefined);
    expect(message!.head[0]).toMatchObject({ kind: "status-line", statusLine: undefined });
  });

  test("what comes after the body is apart", () => {
    const [message] = divideResponses(octets("HTTP/1.1 200 OK\r\n\r\nHello, world"), {
      kind: "content-length",
      octets: 5,
    });
    expect(shown(message!.body)).toEqual(['content "Hello"']);
    expect(text(message!.rest)).toBe(", world");
  });

  test("without a framing the octets behind the head are no body", () => {
    const [message] = divideResponses(octets("HTTP/1.1 200 OK\r\n\r\nHello"), undefined);
    expect(message).toMatchObject({ body: [], rest: octets("Hello") });
  });
});

describe("chunks", () => {
  test.each<[what: string, body: string, parts: string[], rest: string]>([
    [
      "extensions and trailers",
      "1;a=b\r\nx\r\n0\r\nA: b\r\n\r\nmore",
      [
        'chunk-size "1;a=b\\r\\n"',
        'content "x"',
        'chunk-end "\\r\\n"',
        'chunk-size "0\\r\\n"',
        'trailer "A: b\\r\\n"',
        'end-of-trailers "\\r\\n"',
      ],
      "more",
    ],
    ["a size that is none", "5g\r\nhello\r\n", ['unreadable "5g\\r\\nhello\\r\\n"'], ""],
    [
      "data that is too long",
      "1\r\nxy\r\n",
      ['chunk-size "1\\r\\n"', 'content "x"', 'unreadable "y\\r\\n"'],
      "",
    ],
    ["data that is cut", "5\r\nhe", ['chunk-size "5\\r\\n"', 'content "he"'], ""],
    [
      "a size that is cut",
      "1\r\nx\r\n1",
      ['chunk-size "1\\r\\n"', 'content "x"', 'chunk-end "\\r\\n"', 'cut-line "1"'],
      "",
    ],
    [
      "a trailer that is none",
      "0\r\nodd\r\n\r\n",
      ['chunk-size "0\\r\\n"', 'unreadable "odd\\r\\n\\r\\n"'],
      "",
    ],
  ])("%s", (_, body, parts, rest) => {
    const [message] = divideResponses(octets(`HTTP/1.1 200 OK\r\n\r\n${body}`), CHUNKED);
    expect(shown(message!.body)).toEqual(parts);
    expect(text(message!.rest)).toBe(rest);
  });
});

const framings = fc.oneof(
  fc.constantFrom<BodyFraming | undefined>({ kind: "none" }, CHUNKED, { kind: "until-close" }, undefined),
  fc.record({ kind: fc.constant("content-length" as const), octets: fc.nat(40) }),
);

// Pieces that look like HTTP, so that the random octets get as far as a body.
const pieces = fc.array(
  fc.constantFrom(
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 100 Continue\r\n",
    "A: b\r\n",
    "\r\n",
    "\n",
    " ",
    "3\r\n",
    "abc",
    "0\r\n",
    "\xff",
  ),
  { maxLength: 14 },
);

test("whatever comes, each octet is in one part, in the order of the wire", () => {
  fc.assert(
    fc.property(pieces, framings, (raw, framing) => {
      const all = raw.join("");
      expect(divideResponses(octets(all), framing).map(wholeText).join("")).toBe(all);
    }),
  );
});

function wholeText({ head, body, rest }: ObservedMessage): string {
  return [...head, ...body].map(({ octets }) => text(octets)).join("") + text(rest);
}
