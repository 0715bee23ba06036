import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { watchFolder } from "../../../src/runner/watch/watch-folder.ts";

let folder: string;
let watched: { close(): void } | undefined;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "watched-")), "exercises");
  mkdirSync(folder);
  writeFileSync(join(folder, "a.ts"), "1");
});

afterEach(() => {
  watched?.close();
  rmSync(join(folder, ".."), { recursive: true });
});

/** Watches, and gives a promise of the next save. */
function start(listen?: Parameters<typeof watchFolder>[2]): () => Promise<void> {
  let tell = () => {};
  watched = watchFolder(folder, () => tell(), listen);
  return () =>
    new Promise((resolve) => {
      tell = resolve;
    });
}

const noEvents = () => ({ close() {} });
const noWatches = () => {
  throw new Error("ENOSPC: System limit for number of file watchers reached");
};
/** Tells that it is broken, as soon as it is there. */
const broken = (_: string, __: () => void, giveUp: () => void) => {
  setImmediate(giveUp);
  return { close() {} };
};

describe.each([
  ["the file system tells", undefined],
  ["it tells nothing", noEvents],
  ["it has no watches left", noWatches],
  ["it fails later", broken],
] as const)("a save is seen where %s", (_, listen) => {
  test("in place, by rename, of a neighbour, and of a file that comes again", async () => {
    const next = start(listen);
    let save = next();
    writeFileSync(join(folder, "a.ts"), "22");
    await save;

    save = next();
    writeFileSync(join(folder, "..", "new.ts"), "333");
    renameSync(join(folder, "..", "new.ts"), join(folder, "a.ts"));
    await save;

    save = next();
    writeFileSync(join(folder, "beside.ts"), "4");
    await save;

    save = next();
    rmSync(join(folder, "a.ts"));
    await save;
    save = next();
    writeFileSync(join(folder, "a.ts"), "55555");
    await save;
  });
});

test("a folder that is replaced is still watched", async () => {
  const next = start();
  let save = next();
  rmSync(folder, { recursive: true });
  await save;
  save = next();
  mkdirSync(folder);
  writeFileSync(join(folder, "a.ts"), "1");
  await save;
});

test("what is no TypeScript is no save", async () => {
  let saves = 0;
  let look = () => {};
  watched = watchFolder(
    folder,
    () => {
      saves += 1;
    },
    (_, tell) => {
      look = tell;
      return { close() {} };
    },
  );
  writeFileSync(join(folder, "notes.txt"), "1");
  look();
  const seen = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (saves === 0) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  writeFileSync(join(folder, "a.ts"), "22");
  await seen;
  expect(saves).toBe(1);
});
