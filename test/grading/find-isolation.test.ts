// What does not work is no sandbox, and has a reason in a sentence; what works a little is none either.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findIsolation } from "../../src/grading/index.ts";
import { built, root } from "../support/grade-file.ts";
import { isMissing, isolation } from "../support/sandbox.ts";

let folder: string;
const { PATH } = process.env;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "http-by-hand-programs-"));
  // A sandbox has another user.
  chmodSync(folder, 0o755);
  process.env.PATH = folder + delimiter + PATH;
});

afterEach(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a program in the place of bubblewrap. */
async function reasonWith(script: string): Promise<string | undefined> {
  writeFileSync(join(folder, "bwrap"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const found = await findIsolation({ root, built });
  return found.kind === "none" ? found.reason : undefined;
}

const SAYS_ITS_VERSION = '[ "$1" = --version ] && echo bubblewrap 0.9.0 && exit';

test.skipIf(process.platform !== "linux")("one that is too old", async () => {
  expect(await reasonWith("echo bubblewrap 0.6.1")).toBe(
    `A sandbox needs bubblewrap 0.8 or newer, and ${folder}/bwrap is 0.6.1.`,
  );
});

test.skipIf(process.platform !== "linux")("one that may not, in its own words", async () => {
  const words = "bwrap: No permissions to create new namespace.";
  expect(await reasonWith(`${SAYS_ITS_VERSION}; echo "${words}" >&2; exit 1`)).toBe(
    `bubblewrap 0.9.0 makes no sandbox here: ${words}`,
  );
});

test.skipIf(process.platform === "linux")("a system without any", async () => {
  expect(await findIsolation({ root, built })).toMatchObject({ reason: /^A sandbox needs Linux/ });
});

describe.skipIf(isMissing)("one that leaves a hole", () => {
  // Carries the real one out, without a word, or with some in the place of a word.
  const without = (word: string, instead = "") => `${SAYS_ITS_VERSION}
for each do
  shift
  if [ "$each" = "${word}" ]; then set -- "$@" ${instead}; else set -- "$@" "$each"; fi
done
exec ${isolation.tools.bwrap} "$@"`;

  test("in its network", async () => {
    expect(await reasonWith(without("--unshare-net"))).toMatch(
      /^bubblewrap 0\.9\.0 makes no sandbox here: (the network has the address|a port outside can be reached)/,
    );
  });

  test("in its files", async () => {
    expect(await reasonWith(without("--remount-ro", "--dir"))).toMatch(/here: \/probe can be written\.$/);
    const course = `--ro-bind ${root} ${root} --remount-ro`;
    expect(await reasonWith(without("--remount-ro", course))).toContain(`${root} can be seen`);
  });

  test("in nothing", async () => {
    expect(await reasonWith(without("nothing"))).toBeUndefined();
  });
});
