import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as wire from "../../src/wire/index.ts";

const folder = join(import.meta.dirname, "../../src/wire");

/** Lines ` * expression // value` under an `@example`. */
const examples = readdirSync(folder).flatMap((file) => {
  const lines = readFileSync(join(folder, file), "utf8").matchAll(/^ \* (\S.*[)\]]) \/\/ (.+)$/gm);
  return Array.from(lines, ([, expression = "", value = ""]) => ({ expression, value }));
});

test("every part of the codec has an example", () => {
  const isShown = (name: string) => examples.some(({ expression }) => expression.includes(`${name}(`));
  expect([...Object.keys(wire.builtinCodec), "FieldSection"].filter((name) => !isShown(name))).toEqual([]);
});

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

test.each(examples)("$expression is $value", async ({ expression, value }) => {
  const run = new AsyncFunction(...Object.keys(wire), `return [${expression}, ${value}]`);
  const [actual, expected] = await run(...Object.values(wire));
  expect(actual).toEqual(expected);
});
