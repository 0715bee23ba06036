import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RequestReader } from "../../src/practice/request-reader.ts";
import {
  concatOctets,
  encodeChunk,
  hostField,
  type RequestParts,
  requestHead,
} from "../../src/wire/index.ts";
import { octets, segmentations, text } from "./support.ts";

const GET: RequestParts = { method: "GET", target: "/", host: "h", fields: [] };

/** What the practice service, which shares no code with the client, reads from the octets. */
function readBack(pieces: readonly Uint8Array[]) {
  const reader = new RequestReader();
  for (const piece of pieces) reader.push(piece);
  const event = reader.next();
  if (event?.kind !== "request") throw new Error(`Expected a request, got ${JSON.stringify(event)}`);
  return event.request;
}

// biome-ignore format: one head a line reads as the table it is
/** Used both ways: the parts, what they are on the wire, and the fields that a reader finds there. */
const heads: [parts: Partial<RequestParts>, written: string, read: string[][]][] = [
  [{}, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", [["Host", "h"]]],
  [{ host: "::1", port: 81 }, "GET / HTTP/1.1\r\nHost: [::1]:81\r\n\r\n", [["Host", "[::1]:81"]]],
  [{ method: "M-SEARCH", target: "/a?b=%20&c" }, "M-SEARCH /a?b=%20&c HTTP/1.1\r\nHost: h\r\n\r\n", [["Host", "h"]]],
  [{ fields: [["B", "1"], ["a", "\xe9"], ["b", ""]] }, "GET / HTTP/1.1\r\nHost: h\r\nB: 1\r\na: \xe9\r\nb: \r\n\r\n", [["Host", "h"], ["B", "1"], ["a", "\xe9"], ["b", ""]]],
  [{ fields: [["Accept", "x"], ["hOsT", "o:81"]] }, "GET / HTTP/1.1\r\nAccept: x\r\nhOsT: o:81\r\n\r\n", [["Accept", "x"], ["hOsT", "o:81"]]],
];

describe("both ways", () => {
  test.each(heads)("%j is written", (parts, written) => {
    expect(text(requestHead({ ...GET, ...parts }))).toBe(written);
  });

  test.each(heads)("%j is read by the practice service, however it is cut", (parts, written, read) => {
    const { method, target } = { ...GET, ...parts };
    for (const pieces of segmentations(octets(written))) {
      expect(readBack(pieces)).toMatchObject({ method, target, version: "HTTP/1.1", fields: read });
    }
  });

  test("any head and chunked content that is written is read back", () => {
    const tchar = fc.constantFrom(..."!#$%&'*+-.^_`|~09AZaz");
    const token = fc.string({ unit: tchar, minLength: 1, maxLength: 12 });
    const visible = fc.string({ unit: fc.constantFrom(..."!09AZaz~,:\x80\xa0\xff") });
    const property = fc.property(
      token,
      fc.array(
        fc.tuple(
          token.map((name) => `X-${name}`),
          visible,
        ),
        { maxLength: 8 },
      ),
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 5 }),
      (method, fields, chunks) => {
        const all: [string, string][] = [...fields, ["Transfer-Encoding", "chunked"]];
        const head = requestHead({ ...GET, method, fields: all });
        const request = readBack([head, ...chunks.map(encodeChunk), octets("0\r\n\r\n")]);
        expect(request.method).toBe(method);
        expect(request.fields.slice(1)).toEqual(all);
        expect(text(request.body)).toBe(text(concatOctets(chunks)));
      },
    );
    fc.assert(property);
  });
});

describe("nothing that changes the structure is written", () => {
  const injected = ["a\r\nX: 1", "a\n", "\ra", "a\0"];

  test.each([...injected, "", "G T", "GET:", " GET", "G\xc9T", "GET\x7f"])("method %j", (method) => {
    expect(() => requestHead({ ...GET, method })).toThrow(TypeError);
  });

  test.each([
    ...injected.map((text) => `/${text}`),
    "",
    "/a b",
    "/\t",
    "/\xe9",
    "/\u2603",
    "/\x7f",
    "/\u010a",
  ])("request-target %j", (target) => {
    expect(() => requestHead({ ...GET, target })).toThrow(TypeError);
  });

  test.each([...injected, "", "X:", "X ", " X", "\xe9"])("field name %j", (name) => {
    expect(() => requestHead({ ...GET, fields: [[name, "1"]] })).toThrow(TypeError);
  });

  test.each([...injected, "a\r\n b", "\u20ac", "a\u010d\u010aY: b", "\ud83d\ude00"])(
    "field value %j",
    (value) => {
      expect(() => requestHead({ ...GET, fields: [["X", value]] })).toThrow(TypeError);
    },
  );

  test.each(["h\r\nX: 1", "h\0", "\u010a"])("host %j", (host) => {
    expect(() => requestHead({ ...GET, host })).toThrow(TypeError);
  });
});

test.each([
  ["example.com", undefined, "example.com"],
  ["example.com", 8080, "example.com:8080"],
  ["::1", undefined, "[::1]"],
  ["fe80::1%eth0", 81, "[fe80::1]:81"],
])("Host for %s and port %s is %s", (host, port, expected) => {
  expect(hostField(host, port)).toBe(expected);
});
