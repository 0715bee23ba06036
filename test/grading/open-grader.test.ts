// A grader that stays open says what one says that was opened for the grade: run after run, whatever the submissions
// before have done. And it leaves nothing behind. (`npm run check:course wrong-answers` has every wrong answer graded by one.)

import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lesson, loadLesson } from "../../src/course/index.ts";
import { type Grade, type Grader, openGrader } from "../../src/grading/index.ts";
import { built, fixture, gradeAlone, root } from "../support/grade-file.ts";
import { endings } from "../support/hostile.ts";
import { processes } from "../support/processes.ts";

const SLUG = "03-responses";
const SEED = 20_260;
const solution = join(root, `solutions/${SLUG}.ts`);

let lesson: Lesson;
let warm: Grader;
/** Bundles in a folder of their own: its path is in the words of every process that is started from them. */
let bundles: string;
/** Where what is not a file of this repository is put. */
let folder: string;

beforeAll(async () => {
  lesson = await loadLesson(root, SLUG);
  bundles = mkdtempSync(join(dirname(built), "open-grader-test-"));
  cpSync(built, bundles, { recursive: true });
  folder = mkdtempSync(fixture("graders-"));
  warm = openGrader(lesson, { root, built: bundles });
});

afterAll(async () => {
  await warm.close();
  for (const each of [bundles, folder]) rmSync(each, { recursive: true, force: true });
});

/**
 * What a grade says, but for what is another each time: durations, ports, how often a timer prints, and which call is lost
 * when the process dies between two.
 */
function said({ checks, isPassed, couldNotGrade, diagnostics }: Grade) {
  return {
    isPassed,
    couldNotGrade,
    types: diagnostics.count,
    checks: checks.map(({ task, title, state, points, output, failure }) => ({
      check: `${task} ${title}`,
      state,
      points,
      output: [...new Set(output?.split("\n"))],
      reason: failure?.reason,
      cause: failure?.cause,
      asked: failure?.reason === "crashed" ? undefined : withoutPorts(failure?.asked),
      texts: [failure?.message, failure?.expected, failure?.received].map(withoutPorts),
      // A loop is met wherever it is.
      line: failure?.place?.line,
    })),
  };
}

function withoutPorts(text: string | undefined): string | undefined {
  return text?.replace(/("127\.0\.0\.1", |127\.0\.0\.1:)\d+/g, "$1PORT");
}

/** These hang until they are ended, check by check; other tests grade them, and two grades of each take half a minute. */
const HANGING =
  /\/(does-not-come-back|uses-up-memory|writes-to-descriptors|loads\/loops|loads\/never-settles)\.ts$/;

/**
 * Of these the words are a race between two processes, and others each time: which of the forged answers comes in time, and
 * in which line of its loop one is met. Other tests say what they are worth.
 */
const RACING = new Set(["marked/30-answers-before-it-is-asked.ts", "goes-round-in-turns.ts"]);

/** Of these TypeScript has its say too. What it says of the others depends on no grader, and it takes longer than one. */
const WITH_TYPES = [
  `solutions/${SLUG}.ts`,
  `exercises/.original/${SLUG}.ts`,
  "test/course/wrong-answers/03-responses/getText/decodes-piece-by-piece.ts",
  "test/course/wrong-answers/03-responses/parseStatusLine/returns-the-worked-example.ts",
];

const COMPARED = [...WITH_TYPES, ...hostileFiles()];

/** One that keeps its deadlines waiting twice, once warm and once cold. */
const SLOW_MS = 180_000;

describe("a warm grade is the cold one", () => {
  test.each(COMPARED)(
    "%s",
    async (file) => {
      const submission = { file: copyWithoutTxt(join(root, file)) };
      const run = { seed: SEED, withoutTypes: !WITH_TYPES.includes(file) };
      const one = await warm.grade(submission, run);
      const other = await gradeAlone(lesson, submission, run);
      expect(said(one)).toEqual(said(other));
      expect(one.couldNotGrade).toBeUndefined();
    },
    SLOW_MS,
  );

  test("and after all that, the solution passes", async () => {
    const grade = await warm.grade({ file: solution }, { seed: SEED, withoutTypes: true });
    expect(endings(grade)).toEqual([]);
    expect(grade.isPassed).toBe(true);
  });
});

describe("a grade", () => {
  test("tells its verdict before TypeScript has had its say", async () => {
    const verdicts: Grade[] = [];
    const file = fixture("types/wrong-in-both-ways.ts.txt");
    const submission = { file: copyWithoutTxt(file) };
    const whole = await warm.grade(submission, { seed: 1, onVerdict: (grade) => verdicts.push(grade) });
    expect(whole.diagnostics.count).toBeGreaterThan(0);
    expect(verdicts).toHaveLength(1);
    expect(said(verdicts[0]!)).toEqual({ ...said(whole), types: 0 });
  });

  test("that is given up ends, and the next one is as if it had not been", async () => {
    const outdated = new AbortController();
    const loops = fixture("hostile/does-not-come-back.ts");
    const given = warm.grade({ file: loops }, { seed: 1, signal: outdated.signal });
    const next = warm.grade({ file: solution }, { seed: 1 });
    outdated.abort();
    await expect(given).rejects.toThrow(/abort/i);
    expect(endings(await next)).toEqual([]);
  });

  test("after the thread has ended has a new thread, and the grader as it is then", async () => {
    const grader = join(folder, "changes.test.ts");
    copyFileSync(fixture("graders/ends-its-thread.test.ts"), grader);
    const files = { ...lesson.files, grader };
    const open = openGrader({ ...lesson, files }, { root, built: bundles });
    try {
      const first = await open.grade({ file: solution }, { seed: 1 });
      expect(first).toMatchObject({ isPassed: false, couldNotGrade: expect.any(String) });
      copyFileSync(fixture("graders/skips.test.ts"), grader);
      const second = await open.grade({ file: solution }, { seed: 1 });
      expect(second.couldNotGrade).toBeUndefined();
      expect(second.checks.map(({ state }) => state)).toEqual(["passed", "not-run", "not-run"]);
    } finally {
      await open.close();
    }
  });
});

// Read from /proc and told by ps.
describe.skipIf(process.platform !== "linux")("nothing is left (of Linux only)", () => {
  const ours = () => processes().filter(({ words }) => words.includes(bundles));
  /** Ended, and not waited for. Those of a thread that did not end as it should stay, and are not of these tests. */
  const undead = () =>
    processes().filter(({ parent, state }) => parent === process.pid && state.startsWith("Z"));
  const undeadBefore = new Set<number>();
  const left = () => [...ours(), ...undead().filter(({ pid }) => !undeadBefore.has(pid))];
  beforeAll(async () => {
    await warm.close();
    for (const { pid } of undead()) undeadBefore.add(pid);
  });

  const listeners = () => process.eventNames().map((name) => [name, process.listenerCount(name)]);

  test("when it was closed: no process, no port, no listener", async () => {
    const before = { listeners: listeners(), ports: openPorts() };
    expect(ours()).toEqual([]);
    const open = openGrader(lesson, { root, built: bundles, task: 3 });
    expect((await open.grade({ file: solution }, { seed: 1 })).isPassed).toBe(true);
    expect(ours().length).toBeGreaterThan(0);
    await open.close();
    expect(left()).toEqual([]);
    expect({ listeners: listeners(), ports: openPorts() }).toEqual(before);
  });

  test("when it was closed before it was ready, or in the middle of an endless loop", async () => {
    const unready = openGrader(lesson, { root, built: bundles });
    await unready.close();
    const busy = openGrader(lesson, { root, built: bundles, task: 2 });
    const grade = busy.grade({ file: fixture("hostile/does-not-come-back.ts") }, { seed: 1 });
    await busy.close();
    expect((await grade).isPassed).toBe(false);
    expect(left()).toEqual([]);
  });

  test(
    "of fifty runs: memory stays where it was after a few",
    async () => {
      const open = openGrader(lesson, { root, built: bundles, task: 2 });
      const used: number[] = [];
      try {
        for (let run = 0; run < 50; run += 1) {
          const { isPassed } = await open.grade({ file: solution }, { seed: run, withoutTypes: true });
          expect(isPassed).toBe(true);
          used.push(process.memoryUsage.rss() / 1024 / 1024);
        }
      } finally {
        await open.close();
      }
      const most = (from: number, to: number) => Math.max(...used.slice(from, to));
      expect(most(40, 50) - most(0, 10)).toBeLessThan(MOST_GROWTH_MIB);
    },
    SLOW_MS,
  );
});

/** Without new threads now and then it would be more. */
const MOST_GROWTH_MIB = 48;

function hostileFiles(): string[] {
  return (
    readdirSync(fixture("hostile"), { recursive: true, encoding: "utf8" })
      .map((name) => name.replaceAll("\\", "/"))
      .filter((name) => /\.ts(\.txt)?$/.test(name))
      // It starts processes that outlive it, which is another test's subject.
      .filter((name) => name !== "starts-processes.ts")
      // Those have tests of their own, by a warm grader.
      .filter((name) => !/^(?:un)?seen\//.test(name))
      .filter((name) => !RACING.has(name))
      .map((name) => `test/fixtures/hostile/${name}`)
      .filter((path) => !HANGING.test(path))
      .sort()
      // A third of them, for time: each is graded by a process of its own in any case.
      .filter((_, index) => index % 3 === 0)
  );
}

/** What no compiler may see has another ending in the repository. */
function copyWithoutTxt(file: string): string {
  if (!file.endsWith(".txt")) return file;
  const copy = join(
    folder,
    file
      .split("/")
      .at(-1)!
      .replace(/\.txt$/, ""),
  );
  copyFileSync(file, copy);
  return copy;
}

/** Ports on which this process listens. */
function openPorts(): string[] {
  const inodes = new Set(
    readdirSync("/proc/self/fd").flatMap((fd) => /socket:\[(\d+)\]/.exec(linkOf(fd))?.[1] ?? []),
  );
  const rows = ["tcp", "tcp6"].flatMap((kind) => readFileSync(`/proc/self/net/${kind}`, "utf8").split("\n"));
  const LISTEN = "0A";
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((cells) => cells[3] === LISTEN && inodes.has(cells[9] ?? ""))
    .map((cells) => cells[1]!);
}

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    // The one that read the folder.
    return "";
  }
}
