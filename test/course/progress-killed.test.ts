// Progress is written by processes that end at any moment. What they have said to be kept is kept.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Progress, updateProgress } from "../../src/course/index.ts";
import { seededRandom } from "../../src/grading/random.ts";

const ROUNDS = 50;
/** Of a change, about: the moments of the kills fall all over it. */
const CHANGE_MS = 4;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "progress-killed-"));
  const input = join(import.meta.dirname, "../../src/course/index.ts");
  const bundle = await rolldown({ input, platform: "node" });
  await bundle.write({ file: join(root, "course.mjs"), format: "esm" });
  await bundle.close();
});

afterAll(() => rm(root, { recursive: true, force: true }));

// Says a page when it is kept, and not before.
const WRITER = `
  import { writeSync } from "node:fs";
  import { updateProgress, withPagesRead } from "./course.mjs";
  const slug = process.argv[1];
  for (let page = Number(process.argv[2]) + 1; ; page += 1) {
    await updateProgress(".", (before) => withPagesRead(before, slug, page));
    writeSync(1, page + "\\n");
  }`;

class Writer {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #said = "";
  #heard: () => void = () => {};

  /** @param from The page that is read already */
  constructor(slug: string, from: number) {
    const words = ["--input-type=module", "-e", WRITER, slug, String(from)];
    this.#child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    this.#closed = once(this.#child, "close");
    this.#child.stdout!.on("data", (octets) => {
      this.#said += String(octets);
      this.#heard();
    });
  }

  get lastSaid(): number {
    return Number(this.#said.trimEnd().split("\n").at(-1));
  }

  /** Waits until it writes, and for a part of the next change, and kills it. @returns The last page that it said */
  async kill(afterMs: number): Promise<number> {
    while (this.#said === "")
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    await setTimeout(afterMs);
    this.#child.kill("SIGKILL");
    await this.#closed;
    return this.lastSaid;
  }
}

const left = async () => (await readdir(root)).filter((name) => name.startsWith(".progress.json."));

test("two processes write and are killed in the middle of it, a hundred kills, and nothing is lost", async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`The moments of the kills come from the seed ${seed}.`);
  const random = seededRandom(seed, "kills");
  const kept = { session: 0, check: 0 };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const writers = [new Writer("session", kept.session), new Writer("check", kept.check)] as const;
    const moments = writers.map((writer) => writer.kill(random.integer(0, 10 * CHANGE_MS) / 10));
    const [session, check] = await Promise.all(moments);
    // As it lies there, before anybody mends anything.
    const { lessons } = JSON.parse(await readFile(join(root, ".progress.json"), "utf8")) as Progress;
    const read = { session: lessons.session!.pagesRead!, check: lessons.check!.pagesRead! };
    // A change may be kept that nobody could say any more.
    expect(read.session - session!, `round ${round}, seed ${seed}`).toBeOneOf([0, 1]);
    expect(read.check - check!, `round ${round}, seed ${seed}`).toBeOneOf([0, 1]);
    Object.assign(kept, read);
    // A lock, and what was half-written, of each at most.
    expect((await left()).length).toBeLessThanOrEqual(4);
  }
  await updateProgress(root, (before) => before);
  expect(await left()).toEqual([]);
  expect(kept.session).toBeGreaterThanOrEqual(ROUNDS);
  expect(kept.check).toBeGreaterThanOrEqual(ROUNDS);
}, 240_000);
