import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPassed, loadProgress, recordPassed } from "../../src/course/index.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "progress-"));
});

afterEach(() => rm(root, { recursive: true }));

const file = () => join(root, ".progress.json");
const stored = async () => JSON.parse(await readFile(file(), "utf8"));
const MAY = new Date("2026-05-01T10:00:00Z");
const JUNE = new Date("2026-06-01T10:00:00Z");

describe("loadProgress", () => {
  it("takes a missing file for no progress, and writes nothing", async () => {
    expect(await loadProgress(root)).toEqual({ progress: { version: 1, lessons: {} } });
    expect(await readdir(root)).toEqual([]);
  });

  it.each([
    ["an empty file", "", "it is not JSON"],
    ["half a file", '{"version": 1, "les', "it is not JSON"],
    ["a list", "[]", "it is not a JSON object"],
    ["another version", '{"version": 2}', "its version is 2 and this course reads version 1"],
    ["no lessons", '{"version": 1}', 'it has no object under "lessons"'],
    [
      "a wrong date",
      '{"version":1,"lessons":{"a":{"passedAt":7}}}',
      'its lesson "a" has no date under "passedAt"',
    ],
  ])("sets %s aside and says why", async (_title, text, reason) => {
    await writeFile(file(), text);
    expect(await loadProgress(root)).toEqual({
      progress: { version: 1, lessons: {} },
      setAside: { file: ".progress.json.broken-1", reason },
    });
    expect(await readdir(root)).toEqual([".progress.json.broken-1"]);
    expect(await readFile(join(root, ".progress.json.broken-1"), "utf8")).toBe(text);
  });

  it("never writes over what was set aside before", async () => {
    await writeFile(join(root, ".progress.json.broken-1"), "first");
    await writeFile(file(), "second");
    expect((await loadProgress(root)).setAside?.file).toBe(".progress.json.broken-2");
    expect(await readFile(join(root, ".progress.json.broken-1"), "utf8")).toBe("first");
  });
});

describe("recordPassed", () => {
  it("makes the file, as JSON that a person can merge", async () => {
    const { progress } = await recordPassed(root, "03-responses", MAY);
    await recordPassed(root, "01-connections", MAY);
    expect(isPassed(progress, "03-responses")).toBe(true);
    expect(isPassed(progress, "01-connections")).toBe(false);
    expect(await readFile(file(), "utf8")).toBe(`{
  "version": 1,
  "lessons": {
    "01-connections": {
      "passedAt": "2026-05-01T10:00:00.000Z"
    },
    "03-responses": {
      "passedAt": "2026-05-01T10:00:00.000Z"
    }
  }
}
`);
  });

  it("keeps the first date", async () => {
    await recordPassed(root, "03-responses", JUNE);
    await recordPassed(root, "03-responses", MAY);
    await recordPassed(root, "03-responses", JUNE);
    expect((await stored()).lessons["03-responses"].passedAt).toBe(MAY.toISOString());
  });

  it("keeps fields and slugs that it does not know", async () => {
    const lessons = { "99-later": { stars: 3 }, "03-responses": { hints: [1] } };
    await writeFile(file(), JSON.stringify({ version: 1, name: "Ada", lessons }));
    await recordPassed(root, "03-responses", MAY);
    expect(await stored()).toEqual({
      version: 1,
      name: "Ada",
      lessons: { "99-later": { stars: 3 }, "03-responses": { hints: [1], passedAt: MAY.toISOString() } },
    });
  });

  it("loses nothing when lessons are recorded at once, and leaves no temporary file", async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `${index + 10}-lesson`);
    await Promise.all(slugs.map((slug) => recordPassed(root, slug, MAY)));
    expect(Object.keys((await stored()).lessons)).toEqual(slugs);
    expect(await readdir(root)).toEqual([".progress.json"]);
  });

  it("starts afresh beside a broken file, and reports it", async () => {
    await writeFile(file(), "{");
    const { progress, setAside } = await recordPassed(root, "03-responses", MAY);
    expect(setAside?.file).toBe(".progress.json.broken-1");
    expect(Object.keys(progress.lessons)).toEqual(["03-responses"]);
    expect((await readdir(root)).sort()).toEqual([".progress.json", ".progress.json.broken-1"]);
  });
});
