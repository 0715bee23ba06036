// A grader whose submissions are sandboxed is a grader as any other, and its process may be lost.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grader, openGrader } from "../../src/grading/index.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { eventually, isThere, processes, startedBy } from "../support/processes.ts";
import { isMissing, isolation } from "../support/sandbox.ts";

const right = { file: join(root, "solutions/03-responses.ts"), base: root };
const looping = { file: fixture("hostile/seen/12-loops.ts"), base: root };

describe.skipIf(isMissing)("a grader that sandboxes", () => {
  /** Bundles in a folder of their own: its path is in the words of the process that grades. */
  let bundles: string;
  let grader: Grader;

  beforeAll(async () => {
    bundles = mkdtempSync(join(dirname(built), "sandbox-grader-test-"));
    cpSync(built, bundles, { recursive: true });
    grader = openGrader(await loadLesson(root, "03-responses"), { root, built: bundles, isolation });
  });

  afterAll(async () => {
    await grader.close();
    try {
      await eventually("every process has gone", () => ours().length === 0);
    } finally {
      rmSync(bundles, { recursive: true, force: true });
    }
  });

  const ours = () => processes().filter(({ words }) => words.includes(bundles));

  test("tells the verdict, and does not ask TypeScript, which reads any file", async () => {
    const verdicts: boolean[] = [];
    const grade = await grader.grade(right, { seed: 1, onVerdict: (early) => verdicts.push(early.isPassed) });
    expect(verdicts).toEqual([true]);
    expect(grade).toMatchObject({
      isPassed: true,
      typesNotChecked: expect.stringContaining("not asked"),
      isolation: isolation.tools.name,
      file: "solutions/03-responses.ts",
    });
  });

  test("gives a grade up", async () => {
    const giveUp = new AbortController();
    const grade = grader.grade(looping, { seed: 1, signal: giveUp.signal });
    giveUp.abort(new Error("enough"));
    await expect(grade).rejects.toThrow("enough");
  });

  test("could not grade when its process is lost, with all of its sandboxes, and goes on", async () => {
    const lost = grader.grade(looping, { seed: 1 });
    const all = () => ours().flatMap((each) => [each, ...startedBy(each.pid)]);
    await eventually("a sandbox is there", () =>
      all().some(({ words }) => words.startsWith("/bin/node") && words.includes("host.mjs")),
    );
    const started = all();
    for (const { pid } of ours()) process.kill(pid, "SIGKILL");
    expect(await lost).toMatchObject({
      isPassed: false,
      couldNotGrade: "The grader's process in the sandbox's network was lost: it ended.",
    });
    await eventually("they have gone", () => started.every((each) => !isThere(each)));
    expect((await grader.grade(right, { seed: 1 })).isPassed).toBe(true);
  });
});
