// No process stays: not after a grade, not when the grader is killed, not with vitest alone.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { compileSubmission } from "../../src/grading/compile.ts";
import { gradeLesson } from "../../src/grading/index.ts";
import { Submission } from "../../src/grading/submission.ts";
import { copyCourse, launcher } from "../support/course-copy.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { eventually, isThere, type Process, processes, startedBy } from "../support/processes.ts";

/** Bundles in a folder of their own: its path is in the words of every process that is started from them. */
let bundles: string;

beforeAll(() => {
  bundles = mkdtempSync(join(root, "dist/processes-test-"));
  cpSync(built, bundles, { recursive: true });
});

afterAll(() => rmSync(bundles, { recursive: true, force: true }));

const ours = () => processes().filter(({ words }) => words.includes(bundles));

async function grade(file: string) {
  const lesson = await loadLesson(root, "03-responses");
  return gradeLesson(lesson, { file }, { root, built: bundles, seed: 1 });
}

describe.skipIf(process.platform === "win32")(
  "no process stays (told by ps; skipped on Windows, which has none)",
  () => {
    test.each([
      "test/fixtures/hostile/ends-the-process.ts",
      "test/fixtures/hostile/writes-to-descriptors.ts",
    ])("after %s", async (file) => {
      expect((await grade(join(root, file))).checks.length).toBeGreaterThan(40);
      await eventually("every process has gone", () => ours().length === 0);
    });

    test("when a submission was closed, not even in the system's table", async () => {
      const compiled = await compileSubmission(join(root, "solutions/03-responses.ts"), {
        root,
        built: bundles,
      });
      const submission = new Submission(compiled, bundles);
      const outcome = await submission.call("Task 2", "statusClass", [204]);
      expect(outcome).toEqual({ kind: "returned", value: "successful" });
      // The shell that is its parent, and itself.
      expect(ours()).toHaveLength(2);
      await submission.close();
      // Ended and not waited for, it would stay there for as long as this process lives.
      const undead = processes().filter(
        ({ parent, state }) => parent === process.pid && state.startsWith("Z"),
      );
      expect([...ours(), ...undead]).toEqual([]);
    });

    test("after a submission that starts processes, but for one that left group and environment", async () => {
      await grade(fixture("hostile/starts-processes.ts"));
      const isOutOfReach = ({ words }: Process) => (isLinux ? /-child-3/ : /-child-[23]/).test(words);
      const left = () => ours().filter((each) => !isOutOfReach(each));
      const outOfReach = ours().filter(isOutOfReach);
      try {
        await eventually("every process has gone", () => left().length === 0);
        // Only a sandbox reaches this one. It also shows that the submission did start what it was to start.
        expect(outOfReach).toHaveLength(isLinux ? 1 : 2);
      } finally {
        for (const { pid } of outOfReach) process.kill(pid, "SIGKILL");
      }
    });

    test("after the grader was killed in the middle of an endless loop", async () => {
      const course = copyCourse();
      writeFileSync(
        course.path("exercises/03-responses.ts"),
        loopsIn(course.path("child"), course.path("looping")),
      );
      const grader = spawn(process.execPath, [launcher, "lesson", "3", "check"], {
        cwd: course.folder,
        stdio: "ignore",
      });
      try {
        await eventually("the submission loops", () => existsSync(course.path("looping")));
        const started = startedBy(grader.pid!);
        // The one that the submission started is below its process, and that below the shell.
        expect(started.length).toBeGreaterThanOrEqual(3);
        expect(started.map(({ words }) => words).join("\n")).toContain(course.path("child"));
        grader.kill("SIGKILL");
        await eventually("they have gone", () => started.every((each) => !isThere(each)));
      } finally {
        grader.kill("SIGKILL");
        course.remove();
      }
    });

    test("after vitest alone, which tells failures and exits with 1", async () => {
      const course = copyCourse();
      for (const part of ["src", "bin", "package.json", "vitest.config.ts"]) {
        cpSync(join(root, part), course.path(part), { recursive: true });
      }
      symlinkSync(join(root, "node_modules"), course.path("node_modules"), "junction");
      try {
        const { output, exitCode } = await runVitest(course.folder);
        expect(output).toContain("Task 2 is not written yet");
        expect(output).toMatch(/Tests +\d+ failed \(\d+\)/);
        expect(exitCode).toBe(1);
        await eventually("every process has gone", () =>
          processes().every(({ words }) => !words.includes(course.folder)),
        );
      } finally {
        course.remove();
      }
    });
  },
);

/** Only there a process that left its group is found by its environment. */
const isLinux = process.platform === "linux";

const loopsIn = (child: string, looping: string) => `
import { writeFileSync } from "node:fs";

const { spawn } = process.getBuiltinModule("node:child_process");
spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000_000)", ${JSON.stringify(child)}]);
writeFileSync(${JSON.stringify(looping)}, "");
for (;;);
`;

function runVitest(folder: string): Promise<{ output: string; exitCode: number | null }> {
  // Without what the vitest around this test says about itself.
  const { PATH, HOME } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["node_modules/vitest/vitest.mjs", "run", "--project", "graders", "test/graders/03"],
      { cwd: folder, env: { PATH, HOME, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (octets) => {
        output += String(octets);
      });
    }
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ output, exitCode }));
  });
}
