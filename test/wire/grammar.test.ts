import { expect, test } from "vitest";
import { isFieldValue, isToken, listMembers, trimOws } from "../../src/wire/index.ts";

const everyOctet = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

test("a token is made of tchar", () => {
  const tchar = "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~";
  expect(everyOctet.filter(isToken).join("")).toBe(tchar);
  expect(isToken(tchar)).toBe(true);
  expect(["", "a b", "a\n", "\u0130"].filter(isToken)).toEqual([]);
});

test("a field value holds any octet but NUL, CR and LF", () => {
  expect(everyOctet.filter((character) => !isFieldValue(character))).toEqual(["\0", "\n", "\r"]);
  expect(isFieldValue("")).toBe(true);
  expect(["a\n", "\u0100", "\u010a", "\u2028", "\ud83d\ude00"].filter(isFieldValue)).toEqual([]);
});

test("optional whitespace is SP and HTAB", () => {
  expect(trimOws(" \t a b\t ")).toBe("a b");
  expect(trimOws("\v\f\xa0\ufeff")).toBe("\v\f\xa0\ufeff");
  expect(trimOws(" \t ")).toBe("");
});

test.each([
  [[], []],
  [["a"], ["a"]],
  [["A, b ,\tC"], ["a", "b", "c"]],
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [["", " , ,a,"], ["a"]],
])("the list members of %j are %j", (values, members) => {
  expect(listMembers(values)).toEqual(members);
});
