import { expect, test } from "vitest";
import { readKeys } from "../../src/runner/keys.ts";

test.each([
  ["h", ["h"]],
  ["\r", ["enter"]],
  ["\n", ["enter"]],
  ["\x1b", ["escape"]],
  ["\x03", ["ctrl-c"]],
  ["\x1b[A\x1bOA", ["up", "up"]],
  ["\x1b[B\x1bOB", ["down", "down"]],
  ["\x1b[5~\x1b[6~", ["page-up", "page-down"]],
  ["h\x1b[Aq", ["h", "up", "q"]],
  // What is not known stays whole: no part of it is a key of its own.
  ["\x1b[1;5H", ["\x1b[1;5H"]],
  ["ü😀", ["ü", "😀"]],
  ["", []],
])("%j is %j", (text, keys) => {
  expect(readKeys(text)).toEqual(keys);
});
