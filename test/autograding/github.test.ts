// The workflows, step by step: each `run:` is run as GitHub's runner does (bash -e), in a small course in whose place
// `actions/checkout` would put one. `npm ci` is left out, because its node_modules is this project's; for sudo, which the
// sandbox is installed by, another program stands.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { launcher } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";
import { runToEnd, standIns } from "../support/programs.ts";
import { isMissing } from "../support/sandbox.ts";
import { reporterReads } from "../support/service-rules.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const WORKFLOWS = ["grade.yml", "grade-class.yml"] as const;
const load = (file: (typeof WORKFLOWS)[number]): Workflow =>
  parse(readFileSync(join(root, "autograding/github", file), "utf8"));
const stepsOf = (file: (typeof WORKFLOWS)[number]) => load(file).jobs.grade!.steps;

const workspace = mkdtempSync(join(tmpdir(), "workspace-"));
const place = (...path: string[]) => join(workspace, ...path);

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace);
});

/** What `actions/checkout` and `npm ci` leave: a course with its packages. */
function checkOut(folder: string, answers: readonly string[]): void {
  cpSync(fixture("tiny-course"), place(folder), { recursive: true });
  cpSync(place(folder, "exercises/.original"), place(folder, "exercises"), { recursive: true });
  for (const slug of answers)
    cpSync(place(folder, `solutions/${slug}.ts`), place(folder, `exercises/${slug}.ts`));
  symlinkSync(join(root, "node_modules"), place(folder, "node_modules"), "junction");
  const scripts = { grade: `node "${launcher}" grade` };
  writeFileSync(place(folder, "package.json"), JSON.stringify({ scripts }));
}

/** Runs the steps of a workflow. @returns The exit code of the one that failed, or 0, and what the job shows */
async function runJob(steps: readonly Step[], expressions: Readonly<Record<string, string>> = {}) {
  const [output, summary] = [place("output"), place("summary")];
  for (const file of [output, summary]) writeFileSync(file, "");
  const PATH = standIns(place("tools"), { sudo: 'echo "sudo $*"' });
  let log = "";
  let exitCode = 0;
  for (const { run, env = {}, "working-directory": folder = "." } of steps) {
    if (run === undefined || run.startsWith("npm ci") || exitCode !== 0) continue;
    const given = Object.entries(env).map(([name, value]) => [name, expressions[value] ?? value]);
    const variables = { PATH, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, CI: "true" };
    const finished = await runToEnd(["bash", "-e", "-c", run], place(folder), {
      ...variables,
      ...Object.fromEntries(given),
    });
    log += finished.output;
    exitCode = finished.exitCode ?? -1;
  }
  const outputs = Object.fromEntries(
    readFileSync(output, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s)),
  );
  return { exitCode, log, outputs, summary: readFileSync(summary, "utf8") };
}

describe.each(WORKFLOWS)("%s", (file) => {
  test("uses GitHub's own actions, of a version, and may read only", () => {
    const used = stepsOf(file).flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(1);
    for (const uses of used) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
    expect(load(file).permissions).toEqual({ contents: "read" });
  });

  test("leaves no token where a submission could read it, and puts no input into a command", () => {
    for (const { uses, run = "", with: inputs } of stepsOf(file)) {
      if (uses?.startsWith("actions/checkout"))
        expect(inputs).toMatchObject({ "persist-credentials": false });
      expect(run).not.toContain("${{");
    }
  });
});

describe.skipIf(process.platform === "win32")("grade.yml, in a learner's repository", () => {
  const steps = stepsOf("grade.yml");

  test("passes with a summary, and the points in its output", async () => {
    checkOut(".", ["01-hello", "02-double", "03-last"]);
    const { exitCode, outputs, summary, log } = await runJob(steps);
    expect(exitCode, log).toBe(0);
    expect(reporterReads(outputs.result!)).toMatchObject({ totalPoints: 3, maxPoints: 3, isFailed: false });
    expect(summary).toContain("Hello");
  });

  test("fails with a remark at each task that does not pass", async () => {
    checkOut(".", ["01-hello"]);
    writeFileSync(place("exercises/02-double.ts"), "export const double = (n: number) => n;\n");
    const { exitCode, outputs, log } = await runJob(steps);
    expect(exitCode).toBe(1);
    expect(reporterReads(outputs.result!)).toMatchObject({ totalPoints: 1, maxPoints: 3, isFailed: true });
    expect(log).toMatch(/^::error file=exercises\/02-double\.ts/m);
  });
});

describe.skipIf(process.platform === "win32")("grade-class.yml, in a teacher's repository", () => {
  const steps = stepsOf("grade-class.yml");
  const mark = (words: string) =>
    runJob(steps, { "${{ matrix.submission }}": "my-class/ada", "${{ inputs.words }}": words });

  test("marks the submission beside the course, in a sandbox or not at all, and keeps the report", async () => {
    checkOut("course", []);
    checkOut("submission", ["01-hello", "02-double", "03-last"]);
    const { exitCode, outputs, log } = await mark("");
    const report = JSON.parse(readFileSync(place("report.json"), "utf8"));
    expect(exitCode, log).toBe(isMissing ? 3 : 0);
    expect(report.verdict).toBe(isMissing ? "could-not-grade" : "passed");
    if (!isMissing) expect(reporterReads(outputs.result!)).toMatchObject({ totalPoints: 3, maxPoints: 3 });
    expect(outputs.artifact).toBe("report-my-class-ada");
    expect(log).toMatch(/^sudo apt-get install .*bubblewrap$/m);
  });

  test("takes more words, and nothing of them is a command", async () => {
    checkOut("course", []);
    checkOut("submission", ["01-hello"]);
    const some = await mark("lessons 1 seed 7");
    expect(some.exitCode).toBe(isMissing ? 3 : 0);
    expect(JSON.parse(readFileSync(place("report.json"), "utf8"))).toMatchObject({ seed: 7 });
    const { exitCode, log } = await mark("lessons 1; touch hacked");
    expect(exitCode).toBe(2);
    expect(log).toContain('Cannot take "1;" for lessons');
  });

  test("keeps the report of a submission that fails, too", () => {
    const [upload] = steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact"));
    expect(upload).toMatchObject({ if: "always()", with: { path: "report.json" } });
  });
});
