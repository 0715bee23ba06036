import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeValue, encodeValue, type Json, Opaque, TOO_LARGE } from "../../src/grading/bridge/values.ts";

/** There and back, as text, as on the descriptor. */
function cross(value: unknown, most?: number): unknown {
  return decodeValue(JSON.parse(JSON.stringify(encodeValue(value, most))) as Json);
}

const values: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["-0", -0],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["a bigint", -(2n ** 80n)],
  ["octets", new Uint8Array([0, 13, 10, 128, 255])],
  ["no octets", new Uint8Array()],
  [
    "a Map",
    new Map<unknown, unknown>([
      ["a", 1],
      [{ b: undefined }, new Set([-0])],
    ]),
  ],
  ["a Set", new Set([new Date(0), "x"])],
  ["a Date", new Date(1_234_567_890_123)],
  ["nesting", { list: [1, [2, { three: new Map([[3n, "III"]]) }]], none: undefined }],
  ["a key that begins with $", { $number: "1" }],
  ["two of them", { $undefined: true, $map: [] }],
  ["$object itself", { $object: { $object: 1 } }],
  ["lone surrogates and U+2028", "\ud800\u2028"],
];

describe("values cross and come back the same", () => {
  test.each(values)("%s", (_, value) => {
    expect(cross(value)).toStrictEqual(value);
  });

  test("__proto__ is a key like any other", () => {
    const value = JSON.parse('{"__proto__":{"isAdmin":true},"a":1}') as object;
    const crossed = cross(value) as Record<string, unknown>;
    expect(Object.keys(crossed)).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(crossed)).toBe(Object.prototype);
    expect(crossed.isAdmin).toBeUndefined();
  });

  test("an invalid date", () => {
    expect((cross(new Date(Number.NaN)) as Date).getTime()).toBeNaN();
  });

  test("anything", () => {
    const anything = fc.anything({
      withBigInt: true,
      withMap: true,
      withSet: true,
      withDate: true,
      key: fc.oneof(fc.string(), fc.constantFrom("$number", "$object", "$", "__proto__", "toString")),
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(cross(value)).toStrictEqual(value);
      }),
    );
  });
});

describe("what cannot cross becomes a text", () => {
  test.each<readonly [string, unknown]>([
    ["[function sum]", function sum() {}],
    ["Symbol(s)", Symbol("s")],
    ["[Promise]", Promise.resolve(1)],
    ["[RangeError: far]", new RangeError("far")],
    ["[RegExp]", /a/],
    ["[ArrayBuffer]", new ArrayBuffer(1)],
    ["[a bigint of very many digits]", 10n ** 20_000n],
  ])("%s", (text, value) => {
    expect(cross(value)).toEqual(new Opaque(text));
    expect(cross([value])).toEqual([new Opaque(text)]);
  });

  test("the instance of a class crosses as its fields", () => {
    class Point {
      readonly x = 1;
    }
    expect(cross(new Point())).toStrictEqual({ x: 1 });
  });

  test("a part that is met twice crosses twice, and a circle ends", () => {
    const part = { a: 1 };
    expect(cross([part, part])).toStrictEqual([part, part]);
    const circle: unknown[] = [];
    circle.push(circle);
    expect(cross(circle)).toEqual([new Opaque("[a value that contains itself]")]);
  });

  test("depth ends", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(JSON.stringify(encodeValue(deep))).toMatch(/^\[{41}\{"\$opaque":"\[too deep\]"\}\]{41}$/);
  });

  test.each<readonly [string, unknown]>([
    ["a text", "x".repeat(101)],
    ["texts", ["x".repeat(50), { a: "y".repeat(50) }]],
    ["octets", new Uint8Array(101)],
    ["an array with a length and nothing else", new Array(2 ** 32 - 1)],
    ["keys", { ["k".repeat(101)]: 1 }],
  ])("%s beyond the budget", (_, value) => {
    expect(cross(value, 100)).toEqual(new Opaque(TOO_LARGE));
  });
});

describe("the reader refuses what is no encoded value", () => {
  test.each([
    '{"$nothing":1}',
    '{"$map":[1]}',
    '{"$set":5}',
    '{"$bigint":"five"}',
    '{"$octets":{"toString":1}}',
    "[".repeat(10_000) + "]".repeat(10_000),
  ])("%.20s", (text) => {
    expect(() => decodeValue(JSON.parse(text) as Json)).toThrow();
  });

  test("digits without end are cut, not read", () => {
    expect(decodeValue({ $bigint: "9".repeat(1_000_000) })).toBe(BigInt("9".repeat(10_000)));
  });
});
