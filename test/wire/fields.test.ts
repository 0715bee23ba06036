import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FieldSection,
  HTTPException,
  parseFieldLine,
  parseFieldSection,
  requestHead,
  serializeFieldSection,
} from "../../src/wire/index.ts";
import { text } from "./support.ts";

/** Lines that are written and read as they stand. */
const lines: [line: string, name: string, value: string][] = [
  ["Content-Type: text/html", "Content-Type", "text/html"],
  ["X: a:b:c", "X", "a:b:c"],
  ["X: ", "X", ""],
  ["X: a  b\tc", "X", "a  b\tc"],
  ["X: \xe9\xff", "X", "\xe9\xff"],
  ["!#$%&'*+-.^_`|~09Az: 1", "!#$%&'*+-.^_`|~09Az", "1"],
  ["__proto__: 1", "__proto__", "1"],
];

describe("a field line", () => {
  test.each(lines)("%j is read", (line, name, value) => {
    expect(parseFieldLine(line)).toEqual([name, value]);
  });

  test.each(lines)("%j is written", (line, name, value) => {
    const head = requestHead({ method: "GET", target: "/", host: "h", fields: [[name, value]] });
    expect(text(head)).toBe(`GET / HTTP/1.1\r\nHost: h\r\n${line}\r\n\r\n`);
  });

  test.each([
    ["X:1", "1"],
    ["X:\t 1 \t", "1"],
    ["X:\xa01\xa0", "\xa01\xa0"],
    ["X:", ""],
  ])("%j: only SP and HTAB go from the ends of a value", (line, value) => {
    expect(parseFieldLine(line)).toEqual(["X", value]);
  });

  test.each([
    "",
    "no colon",
    ": no name",
    "X : blank before the colon",
    "X\t: tab before the colon",
    " X: blank in front",
    "X Y: two words",
    "X(1): a separator",
    "X\xe9: not ASCII",
    "X: a\0b",
    "X: a\rb",
    "X: a\nb",
    "X: \u20ac",
  ])("%j is refused", (line) => {
    expect(() => parseFieldLine(line)).toThrow(HTTPException);
    expect(() => parseFieldLine(line)).toThrow(JSON.stringify(line));
  });
});

describe("a field section", () => {
  const parse = (...lines: string[]) => [...parseFieldSection(lines, { lines: 5 })];

  test("keeps order, letter case and repeated lines", () => {
    expect(parse("B: 1", "a: 2", "b: 3")).toEqual([
      ["B", "1"],
      ["a", "2"],
      ["b", "3"],
    ]);
  });

  test.each([
    [["X: a", " b"], "a b"],
    [["X: a  ", "\t  b "], "a b"],
    [["X:", " b"], "b"],
    [["X: a", " b", "\tc"], "a b c"],
    [["X: a", "  ", " b"], "a b"],
  ])("%j: obs-fold becomes one SP", (folded, value) => {
    expect(parse(...folded, "Y: 1")).toEqual([
      ["X", value],
      ["Y", "1"],
    ]);
  });

  test("a fold with nothing to continue is refused", () => {
    expect(() => parse(" a: 1")).toThrow(HTTPException);
  });

  test("the limit counts lines, continuations too", () => {
    expect(parse("A: 1", " 2", " 3", "B: 4", "C: 5")).toHaveLength(3);
    expect(() => parse("A: 1", " 2", " 3", "B: 4", "C: 5", " 6")).toThrow("got more than 5 headers");
  });
});

describe("FieldSection", () => {
  const fields = new FieldSection([
    ["Set-Cookie", "a=1, b"],
    ["Accept", "x"],
    ["set-cookie", "c=2"],
    ["ACCEPT", "y"],
  ]);

  test("get combines lines of a name, but never Set-Cookie", () => {
    expect(fields.get("accept")).toBe("x, y");
    expect(fields.get("SET-COOKIE")).toBe("a=1, b");
    expect(fields.get("Host")).toBeUndefined();
  });

  test("getAll keeps lines apart", () => {
    expect(fields.getAll("Set-Cookie")).toEqual(["a=1, b", "c=2"]);
    expect(fields.getAll("constructor")).toEqual([]);
  });

  test("has, append, iteration", () => {
    const grown = new FieldSection(fields);
    expect(grown.has("host")).toBe(false);
    grown.append("Host", "");
    expect(grown.has("host")).toBe(true);
    expect([...grown].map(([name]) => name)).toEqual([
      "Set-Cookie",
      "Accept",
      "set-cookie",
      "ACCEPT",
      "Host",
    ]);
    expect([...fields], "the section that it was made from").toHaveLength(4);
  });
});

test("what is written is read, for any field lines", () => {
  const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/);
  const value = fc.stringMatching(/^([!-~\x80-\xff]([\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/);
  const property = fc.property(fc.array(fc.tuple(name, value), { maxLength: 20 }), (fields) => {
    const written = serializeFieldSection(fields);
    expect([...parseFieldSection(written.split("\r\n").slice(0, -1), { lines: 20 })]).toEqual(fields);
  });
  fc.assert(property);
});

test.each<[name: string, value: string]>([
  ["A ", "b"],
  ["", "b"],
  ["A", "b\r\nC: d"],
  ["A", "b\n c"],
  ["A", "\0"],
  ["A", "\u010d\u010a"],
])("%j: %j is not written", (name, value) => {
  expect(() => serializeFieldSection([["X", "1"], [name, value]])).toThrow(TypeError); // biome-ignore format: pairs
});

test("set replaces the lines of a name by one, where the first was", () => {
  const fields = new FieldSection([["A", "1"], ["b", "2"], ["a", "3"]]); // biome-ignore format: pairs
  fields.set("a", "4");
  fields.set("C", "5");
  expect([...fields]).toEqual([["a", "4"], ["b", "2"], ["C", "5"]]); // biome-ignore format: pairs
  expect([fields.getAll("A"), fields.has("B"), fields.get("c")]).toEqual([["4"], true, "5"]);
});
