import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { MersenneTwister } from "../../src/practice/mersenne-twister.ts";

const SEEDS = ["0", "1", "7", "-7", "4294967295", "4294967296", "123456789012345678901234567890"];

function drawn(seed: string, octets: number): string {
  const twister = new MersenneTwister(BigInt(seed));
  const hex = Buffer.from(Array.from({ length: octets }, () => twister.octet())).toString("hex");
  return `${hex} ${twister.random()}`;
}

test("the octets that httpbin's own test pins", () => {
  expect(drawn("0", 10)).toMatch(/^c5d71484f8cf9bf4b76f /);
});

const python = spawnSync("python3", ["--version"]).status === 0;

// Skipped where there is no python3 to compare with.
test.skipIf(!python)("as Python's random, for seeds of every size", () => {
  const script = `import random
for seed in [${SEEDS.join(", ")}]:
    random.seed(seed)
    octets = bytes(random.randint(0, 255) for _ in range(2000))
    print(octets.hex(), random.random())`;
  const { stdout } = spawnSync("python3", ["-c", script], { encoding: "utf8" });
  expect(SEEDS.map((seed) => `${drawn(seed, 2000)}\n`).join("")).toBe(stdout);
});
