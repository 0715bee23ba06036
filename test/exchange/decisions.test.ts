import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  framingRule,
  LASTING,
  persistenceReason,
  refusedRule,
  WatchedCodec,
} from "../../src/exchange/decisions.ts";
import {
  type BodyFraming,
  type FieldLine,
  FieldSection,
  HTTPException,
  isPersistent,
  messageBodyLength,
} from "../../src/wire/index.ts";

/** Method of the request, status code and fields of the response, the rule of RFC 9112 §6.3 that decides. */
test.each<[method: string, statusCode: number, fields: FieldLine[], rule: number]>([
  ["HEAD", 200, [["Content-Length", "5"]], 1],
  ["GET", 204, [["Content-Length", "5"]], 1],
  ["GET", 304, [], 1],
  ["CONNECT", 200, [["Content-Length", "5"]], 2],
  ["GET", 200, [["Transfer-Encoding", "gzip, chunked"]], 4],
  ["GET", 200, [["Transfer-Encoding", "gzip"]], 4],
  ["GET", 200, [["Content-Length", "5"]], 6],
  ["CONNECT", 404, [["Content-Length", "5"]], 6],
  ["GET", 200, [], 8],
])("%s, %i, %j: rule %i", (method, statusCode, fields, rule) => {
  const message = { method, statusCode, fields: new FieldSection(fields) };
  expect(framingRule(message, messageBodyLength(message))).toBe(rule);
});

test.each<[fields: FieldLine[], rule: number]>([
  [
    [
      ["Transfer-Encoding", "chunked"],
      ["Content-Length", "5"],
    ],
    3,
  ],
  [[["Transfer-Encoding", "chunked, chunked"]], 4],
  [[["Content-Length", "5, 6"]], 5],
])("%j is refused by rule %i", (fields, rule) => {
  const message = { method: "GET", statusCode: 200, fields: new FieldSection(fields) };
  expect(() => messageBodyLength(message)).toThrow(HTTPException);
  expect(refusedRule(message)).toBe(rule);
});

const connection = fc
  .constantFrom([], ["close"], ["keep-alive"], ["Keep-Alive, CLOSE"], ["upgrade"])
  .map((values) => new FieldSection(values.map((value) => ["Connection", value])));
const framing = fc.constantFrom<BodyFraming>(
  { kind: "none" },
  { kind: "content-length", octets: 1 },
  { kind: "chunked" },
  { kind: "until-close" },
);
const version = fc
  .constantFrom([0, 9], [1, 0], [1, 1], [1, 2])
  .map(([major, minor]) => [major!, minor!] as const);

test("the reason agrees with what the client decides, always", () => {
  fc.assert(
    fc.property(
      fc.record({ version, requestFields: connection, responseFields: connection, framing }),
      (exchange) => {
        expect(LASTING.includes(persistenceReason(exchange))).toBe(isPersistent(exchange));
      },
    ),
  );
});

describe("a watched codec", () => {
  test("does what the built-in one does, and remembers", () => {
    const codec = new WatchedCodec();
    const fields = new FieldSection([["Content-Length", "5"]]);
    const decided = codec.parts.messageBodyLength!({ method: "GET", statusCode: 200, fields });
    expect(decided).toEqual({ kind: "content-length", octets: 5 });
    expect(codec.framing).toEqual({ rule: 6, statusCode: 200, framing: decided });
  });

  test("remembers a refusal too, and passes it on", () => {
    const codec = new WatchedCodec();
    const fields = new FieldSection([["Content-Length", "five"]]);
    expect(() => codec.parts.messageBodyLength!({ method: "GET", statusCode: 200, fields })).toThrow(
      HTTPException,
    );
    expect(codec.framing).toEqual({ rule: 5, statusCode: 200, refusal: expect.stringContaining('"five"') });
  });
});
