// The packages beside a pack: which, whether they are what the lock asks for, and where the lock says that they lie.
// For npm a program stands that writes files without a network.

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fetchPackages, findPlatforms, loadPackPackages, USUAL_PLATFORMS } from "../../src/packing/index.ts";
import type { PackageLock } from "../../src/packing/pack-package.ts";
import { root } from "../support/grade-file.ts";

const sum = (text: string) => `sha512-${createHash("sha512").update(text).digest("base64")}`;
const locked = (spec: string, more: object = {}) => ({
  version: spec.slice(spec.lastIndexOf("@") + 1),
  integrity: sum(spec),
  ...more,
});

const LOCK: PackageLock = {
  lockfileVersion: 3,
  packages: {
    "": {},
    "node_modules/tool": locked("tool@1.0.0", {
      optionalDependencies: { "@tool/linux": "1.0.0", "@tool/musl": "1.0.0", "@tool/win32": "1.0.0" },
    }),
    "node_modules/@tool/linux": locked("@tool/linux@1.0.0", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }),
    "node_modules/@tool/musl": locked("@tool/musl@1.0.0", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }),
    "node_modules/@tool/win32": locked("@tool/win32@1.0.0", { os: ["win32"], cpu: ["x64"] }),
    "node_modules/@tool/win32/node_modules/deep": locked("deep@2.0.0"),
    "node_modules/other": locked("other@1.0.0", { optionalDependencies: { "@other/aix": "1.0.0" } }),
    "node_modules/@other/aix": locked("@other/aix@1.0.0", { os: ["aix"], cpu: ["ppc64"] }),
  },
};

const folder = mkdtempSync(join(tmpdir(), "npm-stand-in-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An npm that writes into each file what `content` says of its package. */
function npmThat(name: string, content: string) {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(
    file,
    `const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const words = process.argv.slice(2);
const folder = words[words.indexOf("--pack-destination") + 1];
for (const spec of words.slice(words.indexOf("--pack-destination") + 2)) {
  const at = spec.lastIndexOf("@");
  const file = spec.slice(0, at).replace("@", "").replace("/", "-") + "-" + spec.slice(at + 1) + ".tgz";
  ${content}
}`,
  );
  return { npm_execpath: file };
}

const HONEST = npmThat("honest", "writeFileSync(join(folder, file), spec);");

describe("platforms", () => {
  test("are found by their names, those that everything has packages for", () => {
    expect(findPlatforms("win32-x64, linux-x64-musl", LOCK).map(({ name }) => name)).toEqual([
      "win32-x64",
      "linux-x64-musl",
    ]);
    expect(() => findPlatforms("aix-ppc64", LOCK)).toThrow(
      'There are no packages for "aix-ppc64", but for linux-x64, linux-x64-musl and win32-x64.',
    );
  });

  test("the usual ones are known to the lock of the course", async () => {
    const { lock } = await loadPackPackages(root);
    expect(findPlatforms(USUAL_PLATFORMS, lock)).toHaveLength(3);
  });
});

describe("packages", () => {
  test("are those that the platforms need, and the lock names where each lies", async () => {
    const { files, lock } = await fetchPackages(LOCK, findPlatforms("linux-x64", LOCK), HONEST);
    expect(files.map(({ path }) => path)).toEqual([
      "packages/tool-1.0.0.tgz",
      "packages/tool-linux-1.0.0.tgz",
      "packages/other-1.0.0.tgz",
      ".npmrc",
    ]);
    expect(lock.packages["node_modules/@tool/linux"]!.resolved).toBe("file:packages/tool-linux-1.0.0.tgz");
    expect(lock.packages["node_modules/@tool/win32"]!.resolved).toBeUndefined();
  });

  test("bring what lies in them along", async () => {
    const { files } = await fetchPackages(LOCK, findPlatforms("win32-x64", LOCK), HONEST);
    expect(files.map(({ path }) => path)).toContain("packages/deep-2.0.0.tgz");
  });

  test.each([
    [
      "changed",
      "writeFileSync(join(folder, file), spec + '!');",
      /^What npm fetched as tool@1\.0\.0 is not what/,
    ],
    ["forgetful", "", /^npm fetched no tool-1\.0\.0\.tgz\.$/],
    [
      "offline",
      "console.error('npm error code X\\nnpm error FetchError: request failed.'); process.exit(1);",
      /^npm could not fetch the packages: request failed\.$/,
    ],
  ])("of an npm that is %s are refused", async (name, content, sentence) => {
    const platforms = findPlatforms("linux-x64", LOCK);
    await expect(fetchPackages(LOCK, platforms, npmThat(name, content))).rejects.toThrow(sentence);
  });
});
