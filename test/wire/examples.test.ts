import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as wire from "../../src/wire/index.ts";

const folder = join(import.meta.dirname, "../../src/wire");

/** Lines ` * call(…) // value` under an `@example`. */
const examples = readdirSync(folder).flatMap((file) => {
  const lines = readFileSync(join(folder, file), "utf8").matchAll(/^ \* (\w+\(.*\)) \/\/ (.+)$/gm);
  return Array.from(lines, ([, call = "", value = ""]) => ({ call, value }));
});

test("every public function with an example is here", () => {
  const names = examples.map(({ call }) => call.split("(")[0]);
  expect(names.sort()).toEqual([
    "decodeLatin1",
    "decodeLatin1",
    "hostField",
    "listMembers",
    "nextState",
    "parseChunkSize",
    "parseFieldLine",
    "parseStatusLine",
    "serializeFieldSection",
    "trimOws",
  ]);
});

test.each(examples)("$call is $value", ({ call, value }) => {
  const run = new Function(...Object.keys(wire), `return [${call}, ${value}]`);
  const [actual, expected] = run(...Object.values(wire));
  expect(actual).toEqual(expected);
});
