import { describe, expect, test } from "vitest";
import { parseJson, renderJson } from "../../src/practice/json.ts";

describe("renderJson", () => {
  // Expected texts as Python's json.dumps(…, indent=2, sort_keys=True) writes them.
  test.each([
    [{}, "{}"],
    [[], "[]"],
    [
      { b: [1, []], a: { d: null, c: true } },
      '{\n  "a": {\n    "c": true,\n    "d": null\n  },\n  "b": [\n    1,\n    []\n  ]\n}',
    ],
    ['é€🦊\x7f\n"\\', '"\\u00e9\\u20ac\\ud83e\\udd8a\\u007f\\n\\"\\\\"'],
    [{ 10: 1, 9: 2, Z: 3, a: 4 }, '{\n  "10": 1,\n  "9": 2,\n  "Z": 3,\n  "a": 4\n}'],
  ])("%j", (value, text) => expect(renderJson(value)).toBe(`${text}\n`));
});

describe("parseJson keeps what JavaScript's own would lose", () => {
  test.each(["12345678901234567890", "1.0", "-0.0", "1e400", '{\n  "__proto__": 1\n}', '"a\\"b\\\\"'])(
    "%s",
    (text) => {
      expect(renderJson(parseJson(text) ?? "nothing")).toBe(`${text}\n`);
    },
  );

  test.each([
    ["-0", "0"],
    ["1e5", "100000.0"],
    ["1.10", "1.1"],
    ["0.0001", "0.0001"],
    ["1E-7", "1e-07"],
    ["12.5e-6", "1.25e-05"],
    ["1e16", "1e+16"],
    ["-1.5e300", "-1.5e+300"],
    ["9007199254740993.0", "9007199254740992.0"],
    ["123456789.123456789", "123456789.12345679"],
  ])("%s comes back as Python writes it, %s", (text, written) => {
    expect(renderJson(parseJson(text) ?? "nothing")).toBe(`${written}\n`);
  });

  test("the last of several members counts", () => {
    expect(renderJson(parseJson('{"a":1,"b":[{},[ ]],"a":2}') ?? "nothing")).toBe(
      '{\n  "a": 2,\n  "b": [\n    {},\n    []\n  ]\n}\n',
    );
  });

  test.each(["", '{"a":', "NaN", "01", "[1,]", "\ufeff1", "'a'"])("%j is not JSON", (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  test("a long string is read, endless nesting is not", () => {
    const long = JSON.stringify('a"é\\'.repeat(200_000));
    expect(parseJson(long)).toBe(JSON.parse(long));
    expect(parseJson("[".repeat(100_000) + "]".repeat(100_000))).toBeUndefined();
  });
});
