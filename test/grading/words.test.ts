// The small parts that words are made of: values, places, mistakes, and the values that vary.

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Opaque } from "../../src/grading/bridge/values.ts";
import { ifAnswer, ifReturned, ifThrew, isEqual, usualCause } from "../../src/grading/mistake.ts";
import { seededRandom } from "../../src/grading/random.ts";
import { showAlike, showCall, showValue } from "../../src/grading/show.ts";
import { originalPlace, sourcePlace } from "../../src/grading/source-place.ts";

describe("showValue", () => {
  test.each<[text: string, value: unknown]>([
    ['"a\\r\\n\\u0000\\x7f\\x9b\\u2028"', "a\r\n\0\x7f\x9b\u2028"],
    ["-0", -0],
    ["NaN", Number.NaN],
    ["undefined", undefined],
    ["null", null],
    ["12n", 12n],
    ['octets("h\\xe9\\r\\n")', new Uint8Array([104, 233, 13, 10])],
    ['new Date("1970-01-01T00:00:00.000Z")', new Date(0)],
    ['new Date("invalid")', new Date(Number.NaN)],
    ["[function f]", new Opaque("[function f]")],
    ["{ a: [any Uint8Array] }", { a: expect.any(Uint8Array) }],
    ["[]", []],
    ["{}", {}],
    ['[1, "2", [3]]', [1, "2", [3]]],
    ['{ a: 1, "b c": undefined, __proto__: 2 }', JSON.parse('{"a":1,"b c":null,"__proto__":2}')],
    ['Map("a" => 1)', new Map([["a", 1]])],
    ["Set(1, 2)", new Set([1, 2])],
  ])("%s", (text, value) => {
    expect(showValue(value)).toBe(text.replace("undefined, __proto__", "null, __proto__"));
  });

  test("a long value has a line for each member", () => {
    const value = { first: "x".repeat(30), second: ["y".repeat(30)] };
    expect(showValue(value)).toBe(`{\n  first: "${"x".repeat(30)}",\n  second: ["${"y".repeat(30)}"],\n}`);
  });

  test("a text, octets and members without end are cut, and say how many there were", () => {
    expect(showValue("x".repeat(3_000))).toBe(`"${"x".repeat(2_000)}… (3000 characters)"`);
    const pem = `-----BEGIN CERTIFICATE-----\n${"MIIB".repeat(16)}\n-----END CERTIFICATE-----\n`;
    expect(showValue({ ca: pem })).toBe('{ ca: "-----BEGIN CERTIFICATE-----… (119 characters)" }');
    expect(showValue(new Uint8Array(3_000).fill(120))).toBe(`octets("${"x".repeat(2_000)}… (3000 octets)")`);
    expect(showValue(Array(101).fill(0))).toMatch(/ {2}… \(101 members\),\n\]$/);
    const wide = Array(100).fill(Array(100).fill("x".repeat(100)));
    expect(showValue(wide)).toHaveLength(20_001);
  });

  test("of two values both have a line for each member, or neither", () => {
    const long = { first: "x".repeat(50), second: [1, 2] };
    const inLines = (first: string) => `{\n  first: "${first}",\n  second: [1, 2],\n}`;
    expect(showAlike(long, { ...long, first: "x" })).toEqual([inLines("x".repeat(50)), inLines("x")]);
    expect(showAlike({ ...long, first: "x" }, long)).toEqual([inLines("x"), inLines("x".repeat(50))]);
    expect(showAlike({ a: 1 }, { a: 2 })).toEqual(["{ a: 1 }", "{ a: 2 }"]);
    expect(showAlike(long, undefined)[1]).toBe("undefined");
    expect(showAlike(long, [])[1]).toBe("[]");
    expect(showAlike(long, new Uint8Array([104]))[1]).toBe('octets("h")');
    expect(showAlike(long, new Opaque("[function f]"))[1]).toBe("[function f]");
  });

  test("a call is shown as TypeScript", () => {
    expect(showCall("f", ["a\n", 1, undefined])).toBe('f("a\\n", 1, undefined)');
  });
});

describe("a place in the source", () => {
  const source = "one\r\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven";

  test("shows two lines around it, numbered, and a caret", () => {
    expect(sourcePlace(source, { file: "a.ts", line: 9, column: 3 })).toEqual({
      file: "a.ts",
      line: 9,
      column: 3,
      frame: " 7 | seven\n 8 | eight\n 9 | nine\n   |   ^\n10 | ten\n11 | eleven",
    });
  });

  test("stops at both ends of the text", () => {
    expect(sourcePlace(source, { file: "a.ts", line: 1, column: 1 }).frame).toBe(
      "1 | one\n  | ^\n2 | two\n3 | three",
    );
    expect(sourcePlace("only", { file: "a.ts", line: 1, column: 5 }).frame).toBe("1 | only\n  |     ^");
  });

  test("shows of a long line the part around the place, and as much of the lines beside it", () => {
    const long = `${"a".repeat(500_000)}b${"c".repeat(500_000)}`;
    const { frame } = sourcePlace(`${long}\n${long}\nshort`, { file: "a.ts", line: 2, column: 500_001 });
    const part = `…${"a".repeat(158)}b${"c".repeat(160)}…`;
    expect(frame).toBe(`1 | ${part}\n2 | ${part}\n  | ${" ".repeat(159)}^\n3 | …`);
  });

  test("shows a long line from its start where the place is near it", () => {
    expect(sourcePlace("a".repeat(999), { file: "a.ts", line: 1, column: 3 }).frame).toBe(
      `1 | ${"a".repeat(320)}…\n  |   ^`,
    );
  });

  // One line of code that stands for line 3, column 3 of the file.
  const map = JSON.stringify({ version: 3, sources: ["answers/a.ts"], names: [], mappings: "AAEE" });

  test("is found through the source map", () => {
    const place = originalPlace({ map, source, file: "answers/a.ts" }, { line: 1, column: 1 });
    expect(place).toMatchObject({ file: "answers/a.ts", line: 3, column: 3 });
  });

  test("is found in another file of the submission", () => {
    const two = JSON.stringify({
      version: 3,
      sources: ["../b.ts"],
      sourcesContent: [source],
      names: [],
      mappings: "AAEE",
    });
    const place = originalPlace({ map: two, source: "", file: "answers/a.ts" }, { line: 1, column: 1 });
    expect(place).toMatchObject({ file: join("answers", "b.ts"), line: 3, column: 3 });
  });

  test("is not told when it is in a file without a source, or nowhere", () => {
    expect(originalPlace({ map, source, file: "answers/b.ts" }, { line: 1, column: 1 })).toBeUndefined();
    expect(originalPlace({ map, source, file: "answers/a.ts" }, { line: -5, column: 0 })).toBeUndefined();
  });
});

describe("the usual cause", () => {
  const thrown = { name: "B", message: "", classes: ["Error", "B"], fields: {} };

  test("is that of the first mistake that fits", () => {
    const mistakes = [
      ifThrew("B", "thrown"),
      ifReturned([1], "one"),
      ifAnswer(Array.isArray, "a list"),
      "any",
    ];
    expect(usualCause({ thrown }, mistakes)).toEqual({ cause: "thrown" });
    expect(usualCause({ value: [1] }, mistakes)).toEqual({ cause: "one" });
    expect(usualCause({ value: [2] }, mistakes)).toEqual({ cause: "a list" });
    expect(usualCause({ value: 2 }, mistakes)).toEqual({ cause: "any" });
    expect(usualCause({ value: 2 }, mistakes.slice(0, 3))).toEqual({});
  });

  test("is not a bare sentence when the code tripped", () => {
    const slip = { ...thrown, name: "TypeError", classes: ["Error", "TypeError"] };
    expect(usualCause({ thrown: slip }, ["any"])).toEqual({});
    expect(usualCause({ thrown: slip }, ["any", ifThrew("TypeError", "known")])).toEqual({ cause: "known" });
  });

  test("is another one when the look at the answer fails", () => {
    const looks = ifAnswer((value) => (value as { a: { b: boolean } }).a.b, "never");
    expect(usualCause({ value: null }, [looks, "any"])).toEqual({ cause: "any" });
  });
});

describe("isEqual", () => {
  test.each<[received: unknown, expected: unknown]>([
    [{ a: 1, b: undefined }, { a: 1 }],
    [
      [1, new Map([["a", new Uint8Array([1])]])],
      [1, new Map([["a", new Uint8Array([1])]])],
    ],
    [{ a: 5 }, { a: expect.any(Number) }],
  ])("%o is %o", (received, expected) => {
    expect(isEqual(received, expected)).toBe(true);
  });

  test.each<[received: unknown, expected: unknown]>([
    [0, -0],
    ["1", 1],
    [null, undefined],
    [[], {}],
    [[1], new Uint8Array([1])],
    [{ a: 1 }, new Map([["a", 1]])],
    [new Opaque("x"), "x"],
    [
      { asymmetricMatch: new Opaque("[function]"), $$typeof: new Opaque("Symbol(jest.asymmetricMatcher)") },
      1,
    ],
  ])("%o is not %o", (received, expected) => {
    expect(isEqual(received, expected)).toBe(false);
  });
});

describe("values that vary", () => {
  const sample = (seed: number, salt: string) => {
    const random = seededRandom(seed, salt);
    return [random.integer(0, 1e9), random.word(), random.pick([1, 2, 3]), random.integer(0, 1e9)];
  };

  test("come again with the same seed, and not with another seed or in another check", () => {
    expect(sample(1, "a")).toEqual(sample(1, "a"));
    expect(sample(1, "a")).not.toEqual(sample(2, "a"));
    expect(sample(1, "a")).not.toEqual(sample(1, "b"));
  });

  test("stay within their bounds, and reach them", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, salt) => {
        const random = seededRandom(seed, salt);
        const drawn = Array.from({ length: 200 }, () => random.integer(-1, 1));
        expect(new Set(drawn)).toEqual(new Set([-1, 0, 1]));
        expect(random.word()).toMatch(/^[a-z]{6,10}$/);
      }),
    );
  });
});
