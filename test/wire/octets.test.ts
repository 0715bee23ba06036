import { expect, test } from "vitest";
import { concatOctets, copyOctets, decodeLatin1, encodeLatin1 } from "../../src/wire/index.ts";

test("every octet is one character, both ways", () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  expect(Array.from(decodeLatin1(all), (character) => character.charCodeAt(0))).toEqual([...all]);
  expect(encodeLatin1(decodeLatin1(all))).toEqual(all);
});

test("long octets come through whole", () => {
  const long = Uint8Array.from({ length: 100_001 }, (_, index) => index % 251);
  expect(Buffer.from(encodeLatin1(decodeLatin1(long))).equals(long)).toBe(true);
});

test.each([
  ["a\u010a", 1],
  ["\u20ac", 0],
  ["ok \ud83d\ude00", 3],
])("%j has no octets: the place is said", (text, position) => {
  expect(() => encodeLatin1(text)).toThrow(RangeError);
  expect(() => encodeLatin1(text)).toThrow(`at position ${position}`);
});

test("copyOctets shares no memory, concatOctets may", () => {
  const piece = Uint8Array.of(1, 2);
  expect(concatOctets([piece])).toBe(piece);
  expect(concatOctets([piece, Uint8Array.of(3)])).toEqual(Uint8Array.of(1, 2, 3));
  expect(concatOctets([])).toEqual(new Uint8Array(0));
  const copy = copyOctets([piece]);
  piece[0] = 9;
  expect(copy).toEqual(Uint8Array.of(1, 2));
});
