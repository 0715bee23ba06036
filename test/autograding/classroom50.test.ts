// autograder.py, started as Classroom 50's runner starts it: in the checkout of a submission, with its environment, and
// what lies beside it. For `npm ci` another npm stands, which links this project's packages.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launcher } from "../support/course-copy.ts";
import { root } from "../support/grade-file.ts";
import { runToEnd, standIns } from "../support/programs.ts";
import { RUNNER, validateResult } from "../support/service-rules.ts";

const python = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
if (python === undefined) console.log("autograder.py is not tried: there is no Python here.");

const folder = mkdtempSync(join(tmpdir(), "classroom50-"));
/** What Classroom 50 calls CLASSROOM/autograders/ASSIGNMENT/. */
const bundle = join(folder, "bundle");
const submission = join(folder, "submission");
const result = join(submission, "result.json");
let PATH: string;

beforeAll(async () => {
  mkdirSync(bundle);
  copyFileSync(join(root, "autograding/classroom50/autograder.py"), join(bundle, "autograder.py"));
  writeFileSync(join(bundle, "grading.json"), '{ "lessons": { "3": { "tasks": [1, 2] } } }');
  const npm = spawnSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).stdout.trim();
  PATH = standIns(join(folder, "tools"), {
    npm: `if [ "$1" = ci ]; then ln -s "${root}/node_modules" node_modules; else exec "${npm}" "$@"; fi`,
  });
  const out = ["out", join(bundle, "http-by-hand-student.zip")];
  await runToEnd([process.execPath, launcher, "pack-student", ...out], root);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(submission, { recursive: true, force: true });
  mkdirSync(join(submission, "exercises"), { recursive: true });
});

const runner = (env: NodeJS.ProcessEnv = {}) =>
  runToEnd([python!, join(bundle, "autograder.py")], submission, { ...RUNNER, PATH, ...env });

function handIn(text: string): void {
  writeFileSync(join(submission, "exercises/03-responses.ts"), text);
}

const solution = () => readFileSync(join(root, "solutions/03-responses.ts"), "utf8");
const readResult = () => JSON.parse(readFileSync(result, "utf8"));

describe.skipIf(python === undefined || process.platform === "win32")("autograder.py", () => {
  test("an honest submission has its score, and the runner takes the result", async () => {
    handIn(solution());
    const { exitCode, output } = await runner();
    expect(exitCode, output).toBe(0);
    expect(() => validateResult(readResult())).not.toThrow();
    expect(readResult()).toMatchObject({ score: 22, "max-score": 22, submission: RUNNER.SUBMISSION_TAG });
  });

  test("a wrong one is a grade and no failure of the runner", async () => {
    handIn(solution().replaceAll('"client-error"', '"clientError"'));
    expect((await runner()).exitCode).toBe(0);
    expect(() => validateResult(readResult())).not.toThrow();
    expect(readResult().tests.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, false]);
  });

  test("an empty one has no point, and a result that was handed in is not taken", async () => {
    writeFileSync(result, JSON.stringify({ score: 22, "max-score": 22 }));
    expect((await runner()).exitCode).toBe(0);
    expect(readResult()).toMatchObject({ score: 0, "max-score": 22 });
  });

  test("what could not be graded is an error and no grade", async () => {
    const choices = join(bundle, "grading.json");
    const before = readFileSync(choices);
    writeFileSync(choices, "{");
    writeFileSync(result, JSON.stringify({ score: 22, "max-score": 22 }));
    const { exitCode, output } = await runner();
    writeFileSync(choices, before);
    expect(output).toContain("Cannot use");
    expect(exitCode).toBe(2);
    expect(() => readResult()).toThrow("ENOENT");
  });

  test("packages that cannot be installed are one too", async () => {
    const { exitCode } = await runner({ PATH: standIns(join(folder, "broken"), { npm: "exit 7" }) });
    expect(exitCode).not.toBe(0);
    expect(() => readResult()).toThrow("ENOENT");
  });

  test("without the course beside it, it says what is missing", async () => {
    const pack = join(bundle, "http-by-hand-student.zip");
    copyFileSync(pack, join(folder, "kept.zip"));
    rmSync(pack);
    const { exitCode, output } = await runner();
    copyFileSync(join(folder, "kept.zip"), pack);
    expect(output).toBe(
      "http-by-hand-student.zip is not beside autograder.py: `npm run pack:student` makes it.\n",
    );
    expect(exitCode).toBe(1);
  });
});
