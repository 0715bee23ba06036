import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ChunkedDecoder,
  concatOctets,
  encodeChunk,
  HTTPException,
  IncompleteRead,
  LineTooLong,
  parseChunkSize,
} from "../../src/wire/index.ts";
import { octets, segmentations, text } from "./support.ts";

interface Decoded {
  readonly content: string;
  readonly done: boolean;
  readonly trailers: readonly (readonly [string, string])[];
  readonly rest: string;
}

function decode(pieces: readonly Uint8Array[]): Decoded {
  const decoder = new ChunkedDecoder();
  const content = text(concatOctets(pieces.map((piece) => decoder.push(piece))));
  const { done, trailers, rest } = decoder;
  return { content, done, trailers, rest: text(rest) };
}

describe("parseChunkSize", () => {
  test.each([
    ["0", 0],
    ["5", 5],
    ["1a", 26],
    ["1A", 26],
    ["0000a", 10],
    ["1a;name=value", 26],
    ['1a ; n="a;b"', 26],
    ["5 ", 5],
    ["5;", 5],
    ["5;\xff", 5],
    ["1fffffffffffff", Number.MAX_SAFE_INTEGER],
  ])("%j is %i octets", (line, size) => {
    expect(parseChunkSize(line)).toBe(size);
  });

  test.each([
    "",
    " ",
    " 5",
    "-5",
    "-0",
    "+5",
    "0x5",
    "5g",
    "g",
    "5 5",
    "1_0",
    "5.0",
    ";5",
    "\uff15",
    "5\v",
    "5;a\rb",
    "20000000000000",
    "f".repeat(400),
  ])("%j is refused", (line) => {
    expect(() => parseChunkSize(line)).toThrow(HTTPException);
  });
});

/** What each chunk holds, and how that is written. */
const bodies: [chunks: string[], written: string][] = [
  [[], ""],
  [["hello"], "5\r\nhello\r\n"],
  [["hello", " ", "world!"], "5\r\nhello\r\n1\r\n \r\n6\r\nworld!\r\n"],
  [["0123456789abcdef0123456789"], "1A\r\n0123456789abcdef0123456789\r\n"],
  [["\r\n0\r\n\r\n"], "7\r\n\r\n0\r\n\r\n\r\n"],
  [["\0\xff"], "2\r\n\0\xff\r\n"],
];

describe("chunks, both ways", () => {
  test.each(bodies)("%j is written as %j", (chunks, written) => {
    expect(text(concatOctets(chunks.map((chunk) => encodeChunk(octets(chunk)))))).toBe(written);
  });

  test.each(bodies)("%j is read from %j, however it is cut", (chunks, written) => {
    for (const pieces of segmentations(octets(`${written}0\r\n\r\n`))) {
      expect(decode(pieces)).toEqual({ content: chunks.join(""), done: true, trailers: [], rest: "" });
    }
  });

  test.each(bodies)("%j: what follows the body is left over", (chunks, written) => {
    for (const pieces of segmentations(octets(`${written}0\r\n\r\nHTTP/1.1 200 OK\r\n`))) {
      const decoded = decode(pieces);
      expect(decoded).toMatchObject({ content: chunks.join(""), done: true, rest: "HTTP/1.1 200 OK\r\n" });
    }
  });

  test.each(bodies)("%j: content comes out before its chunk is complete", (chunks, written) => {
    const decoder = new ChunkedDecoder();
    let content = "";
    for (const octet of octets(written)) content += text(decoder.push(Uint8Array.of(octet)));
    expect(content).toBe(chunks.join(""));
    expect(decoder.done).toBe(false);
  });

  test("what is written is read, for any content, chunks and cuts", () => {
    const property = fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 })),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (chunks, sizes) => {
        const whole = concatOctets([...chunks.map(encodeChunk), octets("0\r\n\r\n")]);
        const pieces: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < whole.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          pieces.push(whole.subarray(at, at + size));
          at += size;
        }
        expect(decode(pieces)).toMatchObject({ content: text(concatOctets(chunks)), done: true, rest: "" });
      },
    );
    fc.assert(property);
  });
});

describe("after the last-chunk", () => {
  test("trailers are kept, and their fields are not content", () => {
    const body = "5\r\nhello\r\n0;last\r\nX-Sum: 1\r\nx-sum:2 \r\n\r\n";
    for (const pieces of segmentations(octets(body))) {
      expect(decode(pieces)).toEqual({
        content: "hello",
        done: true,
        trailers: [
          ["X-Sum", "1"],
          ["x-sum", "2"],
        ],
        rest: "",
      });
    }
  });

  test("the last-chunk may have many zeros", () => {
    expect(decode([octets("000\r\n\r\n")]).done).toBe(true);
  });

  test("octets pushed later join the rest", () => {
    const decoder = new ChunkedDecoder();
    decoder.push(octets("0\r\n\r\nab"));
    expect(text(decoder.push(octets("cd")))).toBe("");
    expect(text(decoder.rest)).toBe("abcd");
  });
});

describe("what is not a chunked body is refused, however it is cut", () => {
  test.each([
    ["LF alone after the size", "5\nhello\r\n0\r\n\r\n"],
    ["LF alone after the data", "5\r\nhello\n0\r\n\r\n"],
    ["LF alone at the end", "0\r\n\n"],
    ["LF alone after a trailer", "0\r\nA: 1\n\r\n"],
    ["no size", "\r\nhello\r\n"],
    ["a negative size", "-5\r\nhello\r\n"],
    ["less data than announced", "6\r\nhello\r\n0\r\n\r\n"],
    ["more data than announced", "4\r\nhello\r\n0\r\n\r\n"],
    ["two other octets after the data", "5\r\nhelloXX0\r\n\r\n"],
    ["CR in a trailer", "0\r\nA: 1\rB: 2\r\n\r\n"],
    ["a trailer with a blank before the colon", "0\r\nA : 1\r\n\r\n"],
  ])("%s", (_case, body) => {
    for (const pieces of segmentations(octets(body))) expect(() => decode(pieces)).toThrow(HTTPException);
  });

  test.each([
    "",
    "5",
    "5\r",
    "5\r\n",
    "5\r\nhel",
    "5\r\nhello",
    "5\r\nhello\r\n",
    "0",
    "0\r\n",
    "0\r\n\r",
    "0\r\nA: 1\r\n",
  ])("%j is not complete", (body) => {
    for (const pieces of segmentations(octets(body))) {
      const decoder = new ChunkedDecoder();
      for (const piece of pieces) decoder.push(piece);
      expect(decoder.done).toBe(false);
      const end = expect(() => decoder.end());
      end.toThrow(IncompleteRead);
      end.toThrow(expect.objectContaining({ partial: new Uint8Array(0), expected: undefined }));
    }
  });

  test("end() after the end is quiet", () => {
    const decoder = new ChunkedDecoder();
    decoder.push(octets("0\r\n\r\n"));
    expect(() => decoder.end()).not.toThrow();
  });
});

describe("limits", () => {
  const LINE = 65_536;
  const extension = (lineOctets: number) => `0;${"x".repeat(lineOctets - 4)}\r\n`;
  const trailer = (lineOctets: number) => `A: ${"x".repeat(lineOctets - 5)}\r\n`;

  test.each([
    ["chunk size", extension],
    ["trailer line", (size: number) => `0\r\n${trailer(size)}`],
  ])("%s: 65536 octets with CRLF, and no more", (what, body) => {
    expect(decode([octets(`${body(LINE)}\r\n`)]).done).toBe(true);
    expect(() => decode([octets(body(LINE + 1))])).toThrow(new LineTooLong(what, LINE));
  });

  test("a line without an end is refused before its end", () => {
    expect(() => decode([octets("1".repeat(LINE)), octets("1")])).toThrow(LineTooLong);
    expect(() => decode([octets("5\r\nhello"), octets("XXX")]), "no LF after the data").toThrow(
      HTTPException,
    );
  });

  test("100 trailers, and no more", () => {
    expect(decode([octets(`0\r\n${"A: 1\r\n".repeat(100)}\r\n`)]).trailers).toHaveLength(100);
    expect(() => decode([octets(`0\r\n${"A: 1\r\n".repeat(101)}`)])).toThrow("got more than 100 trailers");
  });
});

test("the size is read by the function given to the decoder", () => {
  const decoder = new ChunkedDecoder((line) => (line === "five" ? 5 : 0));
  expect(text(decoder.push(octets("five\r\nhello\r\nend\r\n\r\n")))).toBe("hello");
  expect(decoder.done).toBe(true);
});
