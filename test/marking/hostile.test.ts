// What a teacher sees of hostile submissions: no point for what they forge, all points for what is honest, in a sandbox
// and without one; and nothing of them stays.
//
// Each attack stands beside functions of which none is right, so that whatever it earned would be forged. That a function
// which is right keeps its own points beside a hostile one, and how each check ends, is in test/grading/hostile-seen.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LessonReport, type MarkOptions, markSubmission, type Report } from "../../src/marking/index.ts";
import { mustBeValid } from "../support/format-rules.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import {
  courseOf,
  type Folder,
  handedIn,
  makeFolder,
  RIGHT,
  RIGHT_SLUG,
  WRONG,
  WRONG_SLUG,
} from "../support/hostile-course.ts";
import { eventually, processes, startedBy } from "../support/processes.ts";
import { isMissing } from "../support/sandbox.ts";

const SEEN = readdirSync(fixture("hostile/seen")).map((file) => file.replace(/\.ts$/, ""));
const MARKED = readdirSync(fixture("hostile/marked")).map((file) => file.replace(/\.ts$/, ""));

/** They have all points: the solution, another right answer, and one that leaves a server and a timer behind. */
const OTHER_ANSWER = "98-other-answer";
const HONEST = [RIGHT_SLUG, OTHER_ANSWER, "21-leaves-things-open"];

type Mode = "plain" | "sandboxed";

/** No file of it lies here: no formatter could read it. It ends the process that compiles it. */
const DEEP = "35-is-nested-deep";
const NESTED = `${WRONG}export const deep = ${"(".repeat(60_000)}1${")".repeat(60_000)};\n`;

const SLUGS = [...SEEN, ...MARKED, DEEP, OTHER_ANSWER, WRONG_SLUG];
const MARKED_SLUGS = SLUGS.filter((slug) => slug !== WRONG_SLUG);
const HOSTILE = MARKED_SLUGS.filter((slug) => !HONEST.includes(slug));

/** Bundles in a folder of their own: its path is in the words of every process that is started from them. */
let bundles: string;
/** In the place of the system's temporary folder: whatever is left of a marking lies in it. */
let temporary: string;
let course: Folder;
let submission: Folder;
const usual = process.env.TMPDIR;

beforeAll(() => {
  bundles = mkdtempSync(join(dirname(built), "hostile-marked-"));
  cpSync(built, bundles, { recursive: true });
  course = courseOf(SLUGS);
  submission = makeFolder();
  for (const slug of SEEN)
    submission.put(`exercises/${slug}.ts`, handedIn(`seen/${slug}.ts`, besideOf(slug)));
  for (const slug of MARKED)
    submission.put(`exercises/${slug}.ts`, handedIn(`marked/${slug}.ts`, WRONG_SLUG));
  submission.put(`exercises/${DEEP}.ts`, NESTED);
  submission.put(`exercises/${RIGHT_SLUG}.ts`, RIGHT);
  submission.put(`exercises/${WRONG_SLUG}.ts`, WRONG);
  cpSync(
    join(root, "test/course/other-answers/03-responses.ts"),
    join(submission.path, `exercises/${OTHER_ANSWER}.ts`),
  );
  temporary = join(course.path, "tmp");
  mkdirSync(temporary);
  process.env.TMPDIR = temporary;
});

afterAll(() => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  for (const folder of [course, submission]) folder.remove();
  rmSync(bundles, { recursive: true, force: true });
});

const besideOf = (slug: string) => (HONEST.includes(slug) ? RIGHT_SLUG : WRONG_SLUG);

function mark(options: Partial<MarkOptions>): Promise<Report> {
  const usual = { root: course.path, built: bundles, seed: 11, from: submission.path, lessons: MARKED_SLUGS };
  return markSubmission({ ...usual, ...options });
}

/** Both at once, where there is a sandbox: most of a marking is to start processes, and to wait for deadlines. */
let reports: Readonly<Record<Mode, Report | undefined>>;

beforeAll(async () => {
  const [plain, sandboxed] = await Promise.all([
    mark({}),
    isMissing ? undefined : mark({ sandbox: "required" }),
  ]);
  reports = { plain, sandboxed };
}, 600_000);

describe.each<[string, boolean, Mode, RegExp]>([
  ["without a sandbox", false, "plain", /^none$/],
  ["in a sandbox (skipped where there is no bubblewrap)", isMissing, "sandboxed", /^bubblewrap /],
])("%s", (_, isSkipped, mode, isolation) => {
  describe.skipIf(isSkipped)("a submission", () => {
    let report: Report;

    beforeAll(() => {
      report = reports[mode]!;
    });

    const lessonOf = (slug: string) => report.lessons.find((each) => each.slug === slug)!;

    test("has a verdict, whatever it did, in every format", () => {
      expect(report).toMatchObject({ verdict: "failed", isolation: expect.stringMatching(isolation) });
      expect(report.reason).toBeUndefined();
      mustBeValid(report);
    });

    test.each(HOSTILE)("%s earns nothing", (slug) => {
      const lesson = lessonOf(slug);
      expect(lesson).toMatchObject({ verdict: "failed", points: { earned: 0, most: 53 } });
      expect(passedIn(lesson)).toEqual(PASSED_WITHOUT_POINTS[slug] ?? []);
    });

    test.each(HONEST)("%s earns all points", (slug) => {
      expect(lessonOf(slug)).toMatchObject({ verdict: "passed", points: { earned: 53, most: 53 } });
    });
  });
});

test.skipIf(process.platform === "win32")(
  "no process stays (told by ps, which Windows has not)",
  async () => {
    await eventually("they have gone", () => leftBehind().length === 0);
  },
);

test("no file stays, and no port is open in the process that marked", () => {
  expect(readdirSync(temporary)).toEqual([]);
  expect(process.getActiveResourcesInfo()).not.toContain("TCPServerWrap");
});

/** What was started from the bundles, or by this process: in a sandbox the first are not told apart from others. */
function leftBehind() {
  const all = processes();
  return [
    ...all.filter(({ words }) => words.includes(bundles)),
    ...startedBy(process.pid, all).filter(({ words }) => !words.startsWith("ps ")),
  ];
}

function passedIn({ tasks }: LessonReport): string[] {
  const passed = tasks.flatMap(({ checks }) => checks).filter(({ state }) => state === "passed");
  return passed.map(({ title }) => title);
}

/**
 * The text that it returns is right, and came by node:http: it looks like the client's to whoever is in its process, and
 * here it looks like what it is. The task is a stretch task, which has no points by default.
 */
const PASSED_WITHOUT_POINTS: Readonly<Record<string, unknown>> = {
  "16-fakes-the-wire": expect.arrayContaining(["decodes a body that comes in many pieces"]),
};
