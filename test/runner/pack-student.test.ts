// `npm run pack:student`, and what a learner does with what it makes: unpacked elsewhere, with this project's packages.

import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finished } from "../support/course-copy.ts";
import { launcher } from "../support/course-copy.ts";
import { root } from "../support/grade-file.ts";
import { unzip } from "../support/unzip.ts";

const folder = mkdtempSync(join(tmpdir(), "pack-student-"));
/** The unpacked course, and its own launcher. */
const unpacked = join(folder, "http-by-hand");
const own = join(unpacked, "bin/http-by-hand.cjs");

function run(program: string, cwd: string, words: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words.split(" ")], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (octets) => (output += String(octets)));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ output, exitCode }));
  });
}

const pack = (words: string, env: NodeJS.ProcessEnv = {}) =>
  run(launcher, root, `pack-student ${words}`.trim(), env);
const learn = (words: string) => run(own, unpacked, words);

let packed: Finished;

beforeAll(async () => {
  // As npm starts it: in the folder of the package, with the one where it was typed beside it.
  packed = await pack("", { npm_lifecycle_event: "pack:student", INIT_CWD: folder });
  await unzip(join(folder, "http-by-hand-student.zip"), folder);
  symlinkSync(join(root, "node_modules"), join(unpacked, "node_modules"), "junction");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it writes one file, where it was typed, and says what to do with it", () => {
  expect(packed.exitCode).toBe(0);
  expect(packed.output).toMatch(
    /^Packed \d+ files, \d\.\d MB, without solutions: http-by-hand-student\.zip\./,
  );
  expect(readdirSync(folder).sort()).toEqual(["http-by-hand", "http-by-hand-student.zip"]);
});

test("it writes a folder as well, and into none that has something in it", async () => {
  const other = join(folder, "class", "course");
  expect((await pack(`out ${other}`)).exitCode).toBe(0);
  expect(readFileSync(join(other, "README.md"), "utf8")).toContain("npm run lesson 1");
  writeFileSync(join(other, "README.md"), "mine");
  const again = await pack(`out ${other}`);
  expect(again.output).toMatch(/is no empty folder, and nothing of it is\s+to\s+be\s+overwritten/);
  expect(again.exitCode).toBe(2);
  expect(readFileSync(join(other, "README.md"), "utf8")).toBe("mine");
  rmSync(join(folder, "class"), { recursive: true });
});

test.each([
  ["out class.tar.gz", /Cannot write a \.gz file\./],
  ["out no/such/folder/class.zip", /Cannot write no\/such\/folder\/class\.zip/],
  ["ouut x", /Cannot tell what "ouut" means here\./],
])("%s is told in a sentence", async (words, sentence) => {
  const { output, exitCode } = await pack(words);
  expect(output).toMatch(sentence);
  expect(output).not.toMatch(/\n\s+at /);
  expect(exitCode).toBe(2);
});

test("help", async () => {
  expect(await pack("help")).toMatchObject({ exitCode: 0, output: expect.stringContaining("out class.zip") });
});

describe("in the unpacked pack", () => {
  test("a lesson is read, its file made from the stub, and a hint shown", async () => {
    expect((await learn("lesson 3 read")).output).toContain("Responses");
    const { output, exitCode } = await learn("lesson 3 hint 2");
    expect(output).toContain("Hint 1 of 3");
    expect(exitCode).toBe(0);
  });

  test("check tells what is not written, and passes what is right", async () => {
    const empty = await learn("lesson 3 check 2");
    expect(empty.output).toContain("not written yet");
    expect(empty.exitCode).toBe(1);
    cpSync(join(root, "solutions/03-responses.ts"), join(unpacked, "exercises/03-responses.ts"));
    const right = await learn("lesson 3 check");
    expect(right.output).toContain("go on  npm run lesson next");
    expect(right.output).not.toContain("solution");
    expect(right.exitCode).toBe(0);
  });

  test("try goes through the learner's file", async () => {
    expect((await learn("lesson 3 try 2")).output).toContain('"client-error"');
    expect((await learn("lesson 3 try statusClass(204)")).output).toContain('"successful"');
  });

  test("grade marks all of it", async () => {
    const { output, exitCode } = await learn("grade lessons 1,3");
    expect(output).toMatch(/Lesson 3, Responses: passed/);
    expect(output).toContain("exercises/01-connections.ts is not there.");
    expect(exitCode).toBe(1);
  });

  test("reset puts the stub back, and keeps a copy", async () => {
    expect((await learn("lesson 3 reset")).exitCode).toBe(0);
    const stub = readFileSync(join(unpacked, "exercises/.original/03-responses.ts"), "utf8");
    expect(readFileSync(join(unpacked, "exercises/03-responses.ts"), "utf8")).toBe(stub);
    expect(readdirSync(join(unpacked, ".attempts")).length).toBeGreaterThan(0);
  });

  test.each(["lesson 3 solution", "lesson 3 diff", "lesson 3 solution 1", "lesson 3 solution 1 give-up"])(
    "%s says that there is none, who may have one, and remembers nothing",
    async (words) => {
      const before = readFileSync(join(unpacked, ".progress.json"), "utf8");
      const { output, exitCode } = await learn(words);
      expect(output.replaceAll("\n", " ")).toContain(
        "This copy of the course has no solution of lesson 3; the teacher who handed it out may have one.",
      );
      expect(output).not.toContain("give-up");
      expect(exitCode).toBe(2);
      expect(readFileSync(join(unpacked, ".progress.json"), "utf8")).toBe(before);
    },
  );

  test("help offers none, nor what packs a course", async () => {
    const { output } = await learn("lesson help");
    expect(output).not.toMatch(/solution|give-up|pack:/);
    expect(output).toContain("npm run lesson 3 hint 2");
  });

  test("doctor grades the stub instead, and finds nothing in the way", async () => {
    const { output, exitCode } = await learn("doctor");
    expect(output).toMatch(/Grading: (\d+) of \1 checks of the stub of lesson 1/);
    expect(exitCode).toBe(0);
  });

  test("it cannot be packed once more", async () => {
    const { output, exitCode } = await learn("pack-student");
    expect(output).toContain("it is a student pack already");
    expect(exitCode).toBe(2);
    expect(existsSync(join(unpacked, "http-by-hand-student.zip"))).toBe(false);
  });
});

test("a newer pack over an older one keeps what was written", async () => {
  const answer = join(unpacked, "exercises/02-requests.ts");
  writeFileSync(answer, "// mine\n");
  const progress = readFileSync(join(unpacked, ".progress.json"), "utf8");
  await unzip(join(folder, "http-by-hand-student.zip"), folder);
  expect(readFileSync(answer, "utf8")).toBe("// mine\n");
  expect(readFileSync(join(unpacked, ".progress.json"), "utf8")).toBe(progress);
});
