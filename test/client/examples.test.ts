import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as client from "../../src/client/index.ts";
import { type SecurePracticeService, startPractice } from "../../src/practice/index.ts";

// The programs in the docstrings of the client's classes, run as they stand. Port 8080 is the practice service there
// and 8443 its https, whose CA "ca.pem" is; what `expression; // value` says is checked.

const folder = join(import.meta.dirname, "../../src/client");

const programs = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const examples = readFileSync(join(folder, file), "utf8").matchAll(/@example\n((?: +\* .+\n)+?) +\*\//g);
    return Array.from(examples, ([, block = ""]) => block.replace(/^ +\* /gm, ""));
  })
  .filter((program) => program.includes(";"));

let practice: SecurePracticeService;
beforeAll(async () => {
  practice = await startPractice({ tls: true });
});
afterAll(() => practice.close());

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

async function run(program: string): Promise<number> {
  let checked = 0;
  const check = (actual: unknown, expected: unknown) => {
    checked += 1;
    expect(actual).toEqual(expected);
  };
  const code = program
    .replaceAll("8080", String(practice.port))
    .replaceAll("8443", String(practice.tls.good.port))
    .replace(/^ *(?!const )(.+); \/\/ (.+)$/gm, "check($1, $2);");
  const names = { ...client, check, readFileSync: () => practice.tls.ca };
  await new AsyncFunction(...Object.keys(names), code)(...Object.values(names));
  return checked;
}

test("the classes and their main calls have a program each", () => {
  expect(programs).toHaveLength(7);
});

test.each(programs)("%s", async (program) => {
  expect(await run(program)).toBeGreaterThan(0);
});
