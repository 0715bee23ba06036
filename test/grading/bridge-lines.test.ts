import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isReadable,
  lineSplitter,
  MAX_LINE_CHARACTERS,
  MAX_LINE_MARKS,
} from "../../src/grading/bridge/lines.ts";
import { readReply } from "../../src/grading/bridge/read-reply.ts";

function linesOf(pieces: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  const take = lineSplitter((line) => lines.push(line));
  for (const piece of pieces) take(piece);
  return lines;
}

describe("lines", () => {
  test("are the same at every cut, inside characters too", () => {
    const octets = new TextEncoder().encode("é\n\n€ 😀\nrest");
    for (let cut = 0; cut <= octets.length; cut += 1) {
      expect(linesOf([octets.subarray(0, cut), octets.subarray(cut)])).toEqual(["é", "", "€ 😀"]);
    }
  });

  test("are the same in any segmentation", () => {
    const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", " "));
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat()), (lines, cuts) => {
        const octets = new TextEncoder().encode(lines.map((each) => `${each}\n`).join(""));
        const borders = [0, ...cuts.map((cut) => cut % (octets.length + 1)), octets.length].sort(
          (a, b) => a - b,
        );
        const pieces = borders.slice(1).map((end, index) => octets.subarray(borders[index], end));
        expect(linesOf(pieces)).toEqual(lines);
      }),
    );
  });

  test("end at a limit", () => {
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x20);
    const lines: string[] = [];
    const take = lineSplitter((line) => lines.push(line));
    const pieces = MAX_LINE_CHARACTERS / mebibyte.length;
    for (let piece = 0; piece < pieces; piece += 1) take(mebibyte);
    take(new Uint8Array([0x0a]));
    expect(lines[0]).toHaveLength(MAX_LINE_CHARACTERS);
    for (let piece = 0; piece < pieces; piece += 1) take(mebibyte);
    expect(() => take(mebibyte)).toThrow(RangeError);
  });
});

describe("a line can be read", () => {
  const listOf = (count: number) => `[${"0,".repeat(count)}0]`;

  test("with so many members in it, and no more", () => {
    expect(isReadable(listOf(MAX_LINE_MARKS - 1))).toBe(true);
    expect(isReadable(listOf(MAX_LINE_MARKS))).toBe(false);
    expect(() => readReply(`{"id":1,"returned":${listOf(MAX_LINE_MARKS)}}`)).toThrow(RangeError);
  });

  test("with any number of brackets and commas in its texts", () => {
    expect(isReadable(JSON.stringify([`"\\${"[{,".repeat(MAX_LINE_MARKS)}`]))).toBe(true);
    expect(isReadable(JSON.stringify(["\\", `\\"${"[{,".repeat(MAX_LINE_MARKS)}`]))).toBe(true);
  });

  test("when it has no more characters than a line", () => {
    expect(isReadable(" ".repeat(MAX_LINE_CHARACTERS))).toBe(true);
    expect(isReadable(" ".repeat(MAX_LINE_CHARACTERS + 1))).toBe(false);
  });
});

describe("replies", () => {
  const threw = { name: "E", message: "m", classes: ["Error"], fields: { a: { $undefined: true } } };

  test.each<readonly [object, object]>([
    [
      { id: 1, returned: { $number: "-0" } },
      { id: 1, returned: -0 },
    ],
    [
      { id: 1, returned: { $undefined: true } },
      { id: 1, returned: undefined },
    ],
    [
      { id: 2, threw },
      { id: 2, threw: { ...threw, fields: { a: undefined } } },
    ],
    [
      { event: "exit", code: 3 },
      { event: "exit", code: 3 },
    ],
    [
      { event: "ready", pid: 7 },
      { event: "ready", pid: 7 },
    ],
  ])("%j", (reply, received) => {
    expect(readReply(JSON.stringify(reply))).toEqual(received);
  });

  test("a message is cut", () => {
    const long = JSON.stringify({ event: "uncaught", threw: { ...threw, message: "x".repeat(1_000_000) } });
    expect(readReply(long)).toMatchObject({ threw: { message: "x".repeat(4_000) } });
  });

  test("names are as many as a sentence can have, and no longer", () => {
    const functions = Array<string>(2_000).fill("f".repeat(1_000));
    const line = JSON.stringify({ id: 1, returned: true, exports: { functions, others: [] } });
    const names = Array(1_000).fill("f".repeat(400));
    expect(readReply(line)).toMatchObject({ exports: { functions: names, others: [] } });
  });

  test.each([
    "",
    "null",
    "5",
    "[]",
    "{}",
    '{"id":1}',
    '{"id":"1","returned":1}',
    '{"id":1.5,"returned":1}',
    '{"__proto__":{"id":1,"returned":1}}',
    '{"event":"exit","code":"0"}',
    '{"event":"exit"}',
    '{"event":"toString"}',
    '{"event":"uncaught","threw":null}',
    '{"id":1,"threw":{"name":1,"message":"","classes":[],"fields":{}}}',
    '{"id":1,"threw":{"name":"","message":"","classes":"Error","fields":{}}}',
    '{"id":1,"threw":{"name":"","message":"","classes":[],"fields":[]}}',
    '{"id":1,"threw":{"name":"","message":"","classes":[],"fields":{},"at":{"line":"1"}}}',
    '{"id":1,"returned":true,"exports":["a"]}',
  ])("%s is none", (line) => {
    expect(() => readReply(line)).toThrow();
  });
});
