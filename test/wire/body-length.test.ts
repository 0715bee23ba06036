import { describe, expect, test } from "vitest";
import {
  type BodyFraming,
  type FieldLine,
  FieldSection,
  HTTPException,
  messageBodyLength,
} from "../../src/wire/index.ts";

const CL = "Content-Length";
const TE = "Transfer-Encoding";

function framing(method: string, statusCode: number, ...lines: FieldLine[]): BodyFraming {
  return messageBodyLength({ method, statusCode, fields: new FieldSection(lines) });
}

describe("the rules of RFC 9112 §6.3", () => {
  const none = { kind: "none" };
  const chunked = { kind: "chunked" };
  const untilClose = { kind: "until-close" };
  const length = (octets: number) => ({ kind: "content-length", octets });

  test.each<[rule: string, method: string, statusCode: number, lines: FieldLine[], expected: object]>([
    ["1", "HEAD", 200, [[CL, "5"]], none],
    ["1", "HEAD", 200, [[TE, "chunked"]], none],
    ["1", "HEAD", 200, [], none],
    ["1", "GET", 100, [[CL, "5"]], none],
    ["1", "GET", 101, [], none],
    ["1", "GET", 204, [[TE, "chunked"]], none],
    ["1", "GET", 304, [[CL, "5"]], none],
    ["1", "GET", 204, [[CL, "not a number"]], none],
    ["1, by the very method: methods have letter case", "head", 200, [[CL, "5"]], length(5)],
    ["2", "CONNECT", 200, [[CL, "5"]], none],
    ["2", "CONNECT", 299, [[TE, "chunked"]], none],
    ["2, only for success", "CONNECT", 300, [[CL, "5"]], length(5)],
    ["4", "GET", 200, [[TE, "chunked"]], chunked],
    ["4", "GET", 200, [["transfer-ENCODING", " Chunked "]], chunked],
    ["4", "GET", 200, [[TE, "gzip, chunked"]], chunked],
    ["4", "GET", 200, [[TE, "chunked, gzip"]], untilClose],
    [
      "4",
      "GET",
      200,
      [
        [TE, "chunked"],
        [TE, "gzip"],
      ],
      untilClose,
    ],
    [
      "4",
      "GET",
      200,
      [
        [TE, "gzip"],
        [TE, "chunked"],
      ],
      chunked,
    ],
    ["4", "GET", 200, [[TE, "gzip"]], untilClose],
    ["6", "GET", 200, [[CL, "5"]], length(5)],
    ["6", "GET", 200, [[CL, "0"]], length(0)],
    ["6", "GET", 200, [[CL, "007"]], length(7)],
    ["6", "GET", 205, [[CL, "0"]], length(0)],
    ["6", "GET", 200, [[CL, "9007199254740991"]], length(Number.MAX_SAFE_INTEGER)],
    [
      "5, the same value twice",
      "GET",
      200,
      [
        [CL, "5"],
        [CL, "5"],
      ],
      length(5),
    ],
    ["5, the same value twice", "GET", 200, [[CL, "5 ,\t5"]], length(5)],
    ["8", "GET", 200, [], untilClose],
    ["8", "POST", 404, [["Content-Type", "text/html"]], untilClose],
  ])("rule %s: %s %i %j", (_rule, method, statusCode, lines, expected) => {
    expect(framing(method, statusCode, ...lines)).toEqual(expected);
  });
});

describe("no guess", () => {
  test("both lengths", () => {
    expect(() => framing("GET", 200, [CL, "5"], [TE, "chunked"])).toThrow(HTTPException);
    expect(() => framing("GET", 200, [TE, "identity"], [CL, "5"])).toThrow("RFC 9112 §6.3");
  });

  test.each([
    "",
    " ",
    "+5",
    "-5",
    "0x5",
    "5e0",
    "5.0",
    "5 5",
    "5,6",
    "5,",
    "1_0",
    "\u0665",
    "five",
    "9007199254740992",
    "9".repeat(5000),
  ])("Content-Length: %s", (value) => {
    expect(() => framing("GET", 200, [CL, value])).toThrow(HTTPException);
  });

  test("two Content-Lengths", () => {
    expect(() => framing("GET", 200, [CL, "5"], [CL, "6"])).toThrow("Content-Length");
    expect(() => framing("GET", 200, [CL, "5"], [CL, "05"])).toThrow("Content-Length");
  });

  test.each([
    "",
    "chunked, chunked",
    "chunked, gzip, chunked",
    "chun ked",
    "chunked;q=1",
    "xchunked\x0b",
    "\xa0chunked",
  ])("Transfer-Encoding: %j", (value) => {
    expect(() => framing("GET", 200, [TE, value])).toThrow(HTTPException);
  });

  test("chunked on two lines", () => {
    expect(() => framing("GET", 200, [TE, "chunked"], [TE, "Chunked"])).toThrow("chunked at most once");
  });
});
