// Whatever is handed in, only exercise files come out of it, as octets, in a folder of ours.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TakenSubmission, takeSubmission } from "../../../src/marking/intake/take-submission.ts";
import { tarFile, tarGzOf, zipOf } from "../../support/archives.ts";

const SLUGS = ["01-hello", "02-double", "03-last"];
const HELLO = "export const hello = 1;\n";

let folder: string;
let taken: TakenSubmission | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intake-"));
});

afterEach(() => {
  taken?.dispose();
  taken = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** What is taken, by slug: its text, or why it is refused. */
async function take(from: string): Promise<Record<string, string>> {
  taken?.dispose();
  taken = await takeSubmission("/nowhere", SLUGS, from);
  const { base, files, refused } = taken;
  const texts = [...files].map(([slug, { path }]) => [slug, readFileSync(join(base, path), "utf8")]);
  return Object.fromEntries([...texts, ...refused]);
}

describe("a folder", () => {
  test.each(["exercises/01-hello.ts", "01-hello.ts", "class-main/exercises/01-hello.ts", "mine/01-hello.ts"])(
    "has its exercise in %s",
    async (path) => {
      put(path, HELLO);
      put(".git/config", "");
      expect(await take(folder)).toEqual({ "01-hello": HELLO });
      expect(taken!.files.get("01-hello")).toEqual({
        path: "exercises/01-hello.ts",
        octets: HELLO.length,
        sha256: createHash("sha256").update(HELLO).digest("hex"),
      });
    },
  );

  test("gives nothing else, and is not written to", async () => {
    put("exercises/01-hello.ts", HELLO);
    for (const other of [
      "exercises/helper.ts",
      "package.json",
      "exercises/tsconfig.json",
      "exercises/99-x.ts",
    ])
      put(other, "{}");
    const before = readdirSync(folder, { recursive: true });
    await take(folder);
    expect(readdirSync(join(taken!.base, "exercises"))).toEqual(["01-hello.ts"]);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  test("is gone from the temporary folder when it was graded", async () => {
    put("01-hello.ts", HELLO);
    await take(folder);
    taken!.dispose();
    expect(existsSync(taken!.base)).toBe(false);
  });

  test.skipIf(process.platform === "win32")("has files that are taken, and others that are not", async () => {
    symlinkSync(put("solution.ts", HELLO), join(folder, "01-hello.ts"));
    spawnSync("sh", ["-c", `mkfifo "${join(folder, "02-double.ts")}"`]);
    linkSync(join(folder, "solution.ts"), join(folder, "03-last.ts"));
    expect(await take(folder)).toEqual({
      "01-hello": "is a symbolic link",
      "02-double": "is not a file",
      "03-last": HELLO,
    });
  });

  test.skipIf(process.platform === "win32")("is not left by a link for a folder", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
    writeFileSync(join(elsewhere, "01-hello.ts"), HELLO);
    symlinkSync(elsewhere, join(folder, "exercises"));
    put("02-double.ts", HELLO);
    const refused = "cannot be taken: exercises is a link or a file, and no folder";
    expect(await take(folder)).toEqual({ "01-hello": refused, "02-double": HELLO, "03-last": refused });
    rmSync(elsewhere, { recursive: true });
  });

  test("may have files of 256 KiB and no larger ones", async () => {
    put("01-hello.ts", " ".repeat(256 * 1024));
    put("02-double.ts", " ".repeat(256 * 1024 + 1));
    expect(await take(folder)).toEqual({
      "01-hello": " ".repeat(256 * 1024),
      "02-double": "is larger than 256 KiB",
    });
  });
});

describe("a ZIP file", () => {
  const zip = (...entries: Parameters<typeof zipOf>[0]) => put("mine.zip", zipOf(entries));

  test("has its exercises below the folder that GitHub puts around everything", async () => {
    const from = zip(
      { name: "course-main/", text: "", mode: 0o040755 },
      { name: "course-main/README.md", text: "" },
      { name: "course-main/exercises/01-hello.ts", text: HELLO, isDeflated: true },
      { name: "__MACOSX/course-main/._README.md", text: "" },
    );
    expect(await take(from)).toEqual({ "01-hello": HELLO });
  });

  test("has links, twins and bombs, which are not taken", async () => {
    const bomb = Buffer.alloc(1024 * 1024);
    const from = zip(
      { name: "01-hello.ts", text: "../../etc/passwd", mode: 0o120777 },
      { name: "02-double.ts", text: HELLO },
      { name: "02-double.ts", text: "// the other" },
      { name: "03-last.ts", text: bomb, isDeflated: true, toldOctets: 100 },
    );
    expect(await take(from)).toEqual({
      "01-hello": "is a symbolic link",
      "02-double": "stands in the archive twice",
      "03-last": "is larger than 256 KiB",
    });
  });

  test("that tells the truth about a large file is not inflated", async () => {
    expect(await take(zip({ name: "01-hello.ts", text: Buffer.alloc(300_000), isDeflated: true }))).toEqual({
      "01-hello": "is larger than 256 KiB",
    });
  });

  test("cannot lead out of its folder", async () => {
    const from = zip({ name: "../exercises/01-hello.ts", text: HELLO });
    await expect(take(from)).rejects.toThrow(/^It is damaged: invalid relative path/);
  });

  test("of too many entries is not read", async () => {
    const entries = Array.from({ length: 2_001 }, (_, index) => ({
      name: `node_modules/${index}`,
      text: "",
    }));
    await expect(take(zip(...entries))).rejects.toThrow("more than 2000 entries");
  });

  test.each([
    [{ toldChecksum: 1 }, "its octets have another checksum."],
    [{ toldOctets: 20 }, "it has 24 octets in place of 20."],
    [{ toldOctets: 30 }, "it has 24 octets in place of 30."],
  ])(
    "with a file that is not what the archive tells of it is damaged, and no zero: %j",
    async (told, how) => {
      const from = zip(
        { name: "README.md", text: "", ...told },
        { name: "01-hello.ts", text: HELLO, ...told },
      );
      await expect(take(from)).rejects.toThrow(`It is damaged, in 01-hello.ts: ${how}`);
    },
  );

  test("that is encrypted is not read, and one that has a file as its folder neither", async () => {
    expect(await take(zip({ name: "01-hello.ts", text: HELLO, flags: 1 }))).toEqual({
      "01-hello": "is encrypted, or compressed in a way that is not usual",
    });
    const refused = "cannot be taken: exercises is a link or a file, and no folder";
    expect(await take(zip({ name: "exercises", text: "../other", mode: 0o120777 }))).toEqual(
      Object.fromEntries(SLUGS.map((slug) => [slug, refused])),
    );
  });

  test("that is cut off is damaged", async () => {
    const whole = zipOf([{ name: "01-hello.ts", text: HELLO }]);
    await expect(take(put("cut.zip", whole.subarray(0, -10)))).rejects.toThrow(/^It is damaged: /);
  });
});

describe("a .tar.gz", () => {
  const tar = async (...entries: Parameters<typeof tarGzOf>[0]) => put("mine.tar.gz", await tarGzOf(entries));

  test("has its exercises in ./exercises", async () => {
    const from = await tar(
      { header: { name: "./exercises/", type: "directory", size: 0 } },
      tarFile("./exercises/01-hello.ts", HELLO),
      tarFile("./exercises/helper.ts", ""),
      tarFile("./exercises/02-double.ts", "// two"),
      tarFile("./README.md", ""),
    );
    expect(await take(from)).toEqual({ "01-hello": HELLO, "02-double": "// two" });
  });

  test("has links, twins and large files, which are not taken", async () => {
    const from = await tar(
      { header: { name: "01-hello.ts", type: "symlink", linkname: "/etc/passwd", size: 0 } },
      { header: { name: "02-double.ts", type: "link", linkname: "01-hello.ts", size: 0 } },
      tarFile("03-last.ts", HELLO),
      tarFile("./03-last.ts", HELLO),
    );
    expect(await take(from)).toEqual({
      "01-hello": "is a symbolic link",
      "02-double": "is a link to another entry",
      "03-last": "stands in the archive twice",
    });
    expect(await take(await tar(tarFile("01-hello.ts", " ".repeat(300_000))))).toEqual({
      "01-hello": "is larger than 256 KiB",
    });
  });

  test("that leads out of its folder leads nowhere", async () => {
    expect(await take(await tar(tarFile("../01-hello.ts", HELLO)))).toEqual({});
    expect(await take(await tar(tarFile("/01-hello.ts", HELLO)))).toEqual({ "01-hello": HELLO });
  });

  test("of too many entries is not read", async () => {
    const entries = Array.from({ length: 2_001 }, (_, index) => tarFile(`node_modules/${index}`, ""));
    await expect(take(await tar(...entries))).rejects.toThrow("more than 2000 entries");
  });

  test("that unpacks to more than 64 MiB is not read", async () => {
    const from = put("large.tar.gz", gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 }));
    await expect(take(from)).rejects.toThrow("unpacks to more than 64 MiB");
  });

  test("that is cut off is damaged", async () => {
    const whole = await tarGzOf([tarFile("01-hello.ts", HELLO)]);
    await expect(take(put("cut.tar.gz", whole.subarray(0, -10)))).rejects.toThrow(/^It is damaged: /);
  });
});

test("what is neither folder nor archive is said to be so", async () => {
  await expect(take(put("a.txt", "hello"))).rejects.toThrow("neither a folder nor a .zip or .tar.gz");
  await expect(take(join(folder, "nothing"))).rejects.toThrow("It is not there.");
});

test("a ZIP that GitHub made of a learner's repository has no answers, and is not taken for one without work", async () => {
  const from = put("main.zip", zipOf([{ name: "course-main/exercises/tsconfig.json", text: "{}" }]));
  await expect(take(from)).rejects.toThrow("a ZIP that GitHub or `git archive` makes leaves them out");
  put("unpacked/exercises/tsconfig.json", "{}");
  await expect(take(join(folder, "unpacked"))).rejects.toThrow("It is the course without any exercise");
});

test("an archive of more than 10 MiB is not read", async () => {
  await expect(take(put("large.zip", Buffer.alloc(10 * 1024 * 1024 + 1)))).rejects.toThrow(
    "larger than 10 MiB",
  );
});
