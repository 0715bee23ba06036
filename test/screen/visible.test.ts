import { expect, test } from "vitest";
import { visible, visibleLines, visibleOctets } from "../../src/screen/visible.ts";

test.each([
  ["plain text stays as it is: é 漢", "plain text stays as it is: é 漢"],
  ["\x1b[31mred\x07", "\\x1b[31mred\\x07"],
  ["\x9b2J", "\\x9b2J"],
  ["a\r\n\tb", "a\\r\\n\\tb"],
  ["user\u202egnp.exe", "user\\u202egnp.exe"],
  ["zero\u200bwidth", "zero\\u200bwidth"],
  ["half a pair: \ud83d", "half a pair: \\ud83d"],
  ["tag \u{e0041}", "tag \\u{e0041}"],
])("visible(%j)", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("visibleLines ends a line at LF and CRLF, and shows a CR alone", () => {
  expect(visibleLines("a\n\tb\r\nc\rd")).toEqual(["a", "    b", "c\\rd"]);
});

test("visibleOctets shows every octet that is not printable US-ASCII, and doubles a backslash", () => {
  expect(visibleOctets(new Uint8Array([0x00, 0x09, 0x0a, 0x0d, 0x20, 0x5c, 0x7e, 0x7f, 0xc3, 0xa9]))).toBe(
    "\\x00\\t\\n\\r \\\\~\\x7f\\xc3\\xa9",
  );
});
