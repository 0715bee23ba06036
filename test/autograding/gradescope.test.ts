// Gradescope's autograder, from the packing to the results: unpacked as Gradescope lays it out, in a temporary folder.
// Of setup.sh everything runs but apt-get and npm, for which others stand: the packages are this project's.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Finished, launcher } from "../support/course-copy.ts";
import { root } from "../support/grade-file.ts";
import { eventually } from "../support/processes.ts";
import { runToEnd, standIns } from "../support/programs.ts";
import { isMissing } from "../support/sandbox.ts";
import { GRADESCOPE } from "../support/service-rules.ts";
import { unzip } from "../support/unzip.ts";

const isWindows = process.platform === "win32";
const isRoot = process.getuid?.() === 0;
if (isWindows) console.log("Gradescope's scripts are not tried on Windows: its images are Ubuntu's.");
if (!isRoot)
  console.log("That Gradescope's autograder drops its rights is not tried: these tests are not run by root.");

const isResult = new Ajv2020({ allErrors: true }).compile(GRADESCOPE);

/** What Gradescope calls /autograder. */
const autograder = mkdtempSync(join(tmpdir(), "autograder-"));
const results = join(autograder, "results/results.json");
const tools = mkdtempSync(join(tmpdir(), "stand-ins-"));
const withoutSandbox = { PATH: standIns(join(tools, "none"), { bwrap: "exit 1" }) };

let packed: Finished;
let setUp: Finished;

beforeAll(async () => {
  if (isWindows) return;
  // Also for the user without rights that the autograder takes.
  for (const folder of [autograder, tools]) chmodSync(folder, 0o755);
  const choices = join(tools, "grading.json");
  writeFileSync(choices, '{ "lessons": { "3": { "points": { "2": 60 } }, "4": {} } }');
  const words = ["choices", choices, "lessons", "3", "out", join(tools, "autograder.zip")];
  packed = await runToEnd([process.execPath, launcher, "pack-gradescope", ...words], root);
  await unzip(join(tools, "autograder.zip"), join(autograder, "source"));
  // As Gradescope builds its image.
  copyFileSync(join(autograder, "source/run_autograder"), join(autograder, "run_autograder"));
  const PATH = standIns(join(tools, "setup"), {
    "apt-get": `echo apt-get "$@"`,
    npm: `echo npm "$@"; ln -s "${root}/node_modules" node_modules`,
  });
  setUp = await runToEnd(["bash", join(autograder, "source/setup.sh")], autograder, { PATH });
});

afterAll(() => {
  for (const folder of [autograder, tools]) rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  for (const part of ["submission", "results"])
    rmSync(join(autograder, part), { recursive: true, force: true });
  mkdirSync(join(autograder, "submission"));
});

function submit(path: string, text: string): void {
  const file = join(autograder, "submission", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const solution = () => readFileSync(join(root, "solutions/03-responses.ts"), "utf8");

async function runAutograder(env: NodeJS.ProcessEnv = {}) {
  const finished = await runToEnd([join(autograder, "run_autograder")], autograder, env);
  return { ...finished, ...readResults() };
}

/** As Gradescope reads them. */
function readResults() {
  const read = JSON.parse(readFileSync(results, "utf8"));
  expect(isResult(read), JSON.stringify(isResult.errors)).toBe(true);
  const tests: { status: string; score?: number; max_score?: number }[] = read.tests ?? [];
  const sum = (name: "score" | "max_score") => tests.reduce((points, each) => points + (each[name] ?? 0), 0);
  return { read, states: tests.map(({ status }) => status), points: [sum("score"), sum("max_score")] };
}

describe.skipIf(isWindows)("the autograder", () => {
  test("is packed without solutions, and set up", () => {
    expect(packed.output).toMatch(/^Packed \d+ files, \d\.\d MB, without solutions/);
    expect(existsSync(join(autograder, "source/course/solutions"))).toBe(false);
    expect(setUp.exitCode, setUp.output).toBe(0);
    expect(setUp.output).toMatch(/apt-get install .*bubblewrap/);
    expect(setUp.output).toContain("npm ci");
    expect(existsSync(join(autograder, "source/course/dist"))).toBe(true);
  });

  test("an honest submission has its points, by the choices and lessons that were packed", async () => {
    submit("exercises/03-responses.ts", solution());
    const { read, states, points, exitCode } = await runAutograder();
    expect(states).toEqual(["passed", "passed", "passed", "passed"]);
    expect(points).toEqual([107, 107]);
    expect(read.extra_data.isolation).toMatch(isMissing ? /^none/ : /^bubblewrap/);
    expect(exitCode).toBe(0);
  });

  test("a wrong one has those of what is right, and reads why the rest is not; without a sandbox, too", async () => {
    submit("03-responses.ts", solution().replaceAll('"client-error"', '"clientError"'));
    const { read, states, points } = await runAutograder(withoutSandbox);
    expect(states).toEqual(["passed", "failed", "passed", "passed"]);
    expect(points[0]).toBeLessThan(107);
    expect(points[0]).toBeGreaterThanOrEqual(47);
    expect(read.tests[1].output).toContain("clientError");
    expect(read.extra_data.isolation).toBe("none");
  });

  test("an empty one has none, and is told so", async () => {
    const { read, states, points } = await runAutograder();
    expect(states).toEqual(["failed", "failed", "failed", "failed"]);
    expect(points).toEqual([0, 107]);
    expect(read.tests[0].output).toBe("exercises/03-responses.ts is not there.");
  });

  test("a damaged one has none", async () => {
    submit("exercises/03-responses.ts", "export function statusClass( {\0");
    const syntax = await runAutograder();
    expect(syntax.points).toEqual([0, 107]);
    rmSync(join(autograder, "submission/exercises/03-responses.ts"));
    symlinkSync("/etc/passwd", join(autograder, "submission/exercises/03-responses.ts"));
    const link = await runAutograder();
    expect(link.read.tests[0].output).toContain("is a symbolic link");
    expect(link.points).toEqual([0, 107]);
  });
});

describe.skipIf(isWindows)("what could not be graded has a result without points", () => {
  test("from the beginning, also where the autograder is killed", async () => {
    submit("exercises/03-responses.ts", `${solution()}\nfor (;;) {}\n`);
    const child = spawn(join(autograder, "run_autograder"), {
      cwd: autograder,
      detached: true,
      stdio: "ignore",
    });
    await eventually("a result", () => existsSync(results) && readFileSync(results, "utf8").endsWith("\n"));
    process.kill(-child.pid!, "SIGKILL");
    await once(child, "exit");
    const { read, states } = readResults();
    expect(read.output).toMatch(/^Could not be graded, and not because of the submission: run it again\./);
    expect(states).toEqual([]);
  });

  test("where it is asked to end", async () => {
    submit("exercises/03-responses.ts", `${solution()}\nfor (;;) {}\n`);
    const child = spawn(join(autograder, "run_autograder"), {
      cwd: autograder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    await eventually("a result", () => existsSync(results) && readFileSync(results, "utf8").endsWith("\n"));
    child.kill("SIGTERM");
    await once(child, "close");
    const { read, points } = readResults();
    expect(read.output).toMatch(/^Could not be graded/);
    expect(points).toEqual([0, 0]);
  });

  test("where the course is set up wrong, with the reason in the instructor's log", async () => {
    const choices = join(autograder, "source/grading.json");
    const before = readFileSync(choices);
    writeFileSync(choices, '{ "lessons": { "99": {} } }');
    const { read, output, states } = await runAutograder();
    writeFileSync(choices, before);
    expect(read.output).toContain("The command ended with exit code 2.");
    expect(output).toContain("Cannot use");
    expect(states).toEqual([]);
  });
});

describe.skipIf(!isRoot)("without a sandbox, under root", () => {
  test("a submission is another user's: it writes no result, and stops none", async () => {
    submit(
      "exercises/03-responses.ts",
      `import { writeFileSync } from "node:fs";
const forged = JSON.stringify({ score: 107, output: "forged" });
for (const file of ${JSON.stringify([results, join(autograder, "source/course/package.json")])}) {
  try { writeFileSync(file, forged); } catch {}
}
process.kill(process.ppid, "SIGKILL");
export const statusClass = () => process.getuid();
`,
    );
    const { read, points } = await runAutograder(withoutSandbox);
    expect(read.extra_data.isolation).toBe("none");
    expect(JSON.stringify(read)).not.toContain("forged");
    expect(points).toEqual([0, 107]);
    expect(readFileSync(join(autograder, "source/course/package.json"), "utf8")).not.toContain("forged");
  });

  test("whoever kills the command itself gets no points, and no result of its own", async () => {
    submit(
      "exercises/03-responses.ts",
      `import { readdirSync, readFileSync } from "node:fs";
for (const id of readdirSync("/proc").filter((name) => /^\\d+$/.test(name))) {
  try {
    if (readFileSync("/proc/" + id + "/cmdline", "utf8").includes("http-by-hand.cjs\\0grade\\0from\\0${autograder}"))
      process.kill(Number(id), "SIGKILL");
  } catch {}
}
`,
    );
    const { read, states } = await runAutograder(withoutSandbox);
    expect(read.output).toContain("The command ended with exit code 137.");
    expect(states).toEqual([]);
  });
});

describe("pack:gradescope refuses with a sentence", () => {
  test.each([
    ["lessons 9", /There is no lesson "9"/],
    ["lessons x/y", /Cannot take "x\/y" for lessons/],
    ["choices nothing.json", /Cannot read nothing\.json/],
    ["out a.tgz", /Cannot write a \.tgz file\./],
  ])("%s", async (words, sentence) => {
    const { output, exitCode } = await runToEnd(
      [process.execPath, launcher, "pack-gradescope", ...words.split(" ")],
      root,
    );
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });

  test("choices that cannot be", async () => {
    const choices = join(tools, "wrong.json");
    writeFileSync(choices, '{ "lessons": { "3": { "tasks": [9] } } }');
    const words = ["choices", choices, "out", join(tools, "wrong.zip")];
    const { output, exitCode } = await runToEnd(
      [process.execPath, launcher, "pack-gradescope", ...words],
      root,
    );
    expect(output).toMatch(/Cannot use/);
    expect(exitCode).toBe(2);
    expect(existsSync(join(tools, "wrong.zip"))).toBe(false);
  });
});
