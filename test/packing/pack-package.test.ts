import { describe, expect, test } from "vitest";
import { type PackageLock, packLock, packPackage } from "../../src/packing/pack-package.ts";

const WHOLE = {
  name: "course",
  version: "1.0.0",
  scripts: { lesson: "a", check: "b" },
  dependencies: { a: "1.0.0", highlighter: "1.0.0" },
  devDependencies: { tool: "1.0.0" },
};

const LOCK: PackageLock = {
  lockfileVersion: 3,
  packages: {
    "": { version: "1.0.0", dependencies: { a: "1.0.0", highlighter: "1.0.0" } },
    "node_modules/a": {
      version: "1.0.0",
      dependencies: { shared: "^2.0.0" },
      optionalDependencies: { binding: "1.0.0", gone: "1.0.0" },
      peerDependencies: { peer: "1.0.0", maybe: "1.0.0" },
      peerDependenciesMeta: { maybe: { optional: true } },
    },
    "node_modules/a/node_modules/shared": { version: "2.0.0", dependencies: { deep: "1.0.0" } },
    "node_modules/binding": { version: "1.0.0", os: ["linux"], devOptional: true },
    "node_modules/deep": { version: "1.0.0" },
    "node_modules/highlighter": { version: "1.0.0", dependencies: { shared: "^1.0.0" } },
    "node_modules/maybe": { version: "1.0.0", devOptional: true },
    "node_modules/peer": { version: "1.0.0" },
    "node_modules/shared": { version: "1.0.0" },
    "node_modules/tool": { version: "1.0.0", dev: true },
  },
};

const PACKAGE = packPackage(WHOLE, ["lesson"], ["highlighter"]);

test("a pack's package.json has some scripts and dependencies, and no developers' tools", () => {
  expect(PACKAGE).toEqual({
    name: "course",
    version: "1.0.0",
    scripts: { lesson: "a" },
    dependencies: { a: "1.0.0" },
  });
});

describe("a pack's lock", () => {
  test("has what its dependencies need, each copy by its place, and nothing else", () => {
    expect(Object.keys(packLock(LOCK, PACKAGE).packages)).toEqual([
      "",
      "node_modules/a",
      "node_modules/a/node_modules/shared",
      "node_modules/binding",
      "node_modules/deep",
      "node_modules/peer",
    ]);
  });

  test("says of what was a developer's and an option that it is an option", () => {
    const { packages } = packLock(LOCK, PACKAGE);
    expect(packages["node_modules/binding"]).toEqual({ version: "1.0.0", os: ["linux"], optional: true });
    expect(packages[""]).toEqual({ version: "1.0.0", dependencies: { a: "1.0.0" } });
  });

  test("cannot be had where the course's lacks something that is needed", () => {
    const { "node_modules/peer": _, ...packages } = LOCK.packages;
    expect(() => packLock({ ...LOCK, packages }, PACKAGE)).toThrow(
      "package-lock.json has no peer, which node_modules/a needs: run `npm install`.",
    );
  });
});
