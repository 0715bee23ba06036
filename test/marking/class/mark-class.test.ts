// A class: each gets a report, whatever the others handed in, and what is known is not found again.

import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadCourse } from "../../../src/course/index.ts";
import { type ClassProgress, findSubmissions, markClass, type Report } from "../../../src/marking/index.ts";
import { parseChoices } from "../../../src/marking/parse-choices.ts";
import { reportSchema } from "../../../src/marking/report.ts";
import { tarFile, tarGzOf } from "../../support/archives.ts";
import { type CourseCopy, copyCourse } from "../../support/course-copy.ts";
import { built, fixture, root } from "../../support/grade-file.ts";
import { isMissing } from "../../support/sandbox.ts";

let tiny: CourseCopy;
let folder: string;
let cache: string;

beforeAll(() => {
  tiny = copyCourse(fixture("tiny-course"));
});

afterAll(() => tiny.remove());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "class-"));
  cache = mkdtempSync(join(tmpdir(), "verdicts-"));
});

afterEach(() => {
  for (const each of [folder, cache]) rmSync(each, { recursive: true });
});

function handIn(learner: string, slug: string, text: string) {
  const file = join(folder, learner, "exercises", `${slug}.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const solution = (slug: string) => readFileSync(tiny.path(`solutions/${slug}.ts`), "utf8");

async function mark(options: Partial<Parameters<typeof markClass>[0]> = {}): Promise<Map<string, Report>> {
  const { submissions } = findSubmissions(folder);
  const marked = await markClass({ root: tiny.folder, built, seed: 7, submissions, cache, ...options });
  for (const { report } of marked) expect(reportSchema.parse(report)).toEqual(report);
  return new Map(marked.map(({ learner, report }) => [learner, report]));
}

const WHOLE = { lessons: ["01-hello", "02-double"] };

describe("a class of very different people", () => {
  let marked: Map<string, Report>;
  const told: ClassProgress[] = [];
  const temporary = mkdtempSync(join(tmpdir(), "temporary-"));

  beforeEach(async () => {
    if (marked !== undefined) return;
    for (const slug of WHOLE.lessons) handIn("right", slug, solution(slug));
    handIn("half", "01-hello", solution("01-hello"));
    handIn("broken", "01-hello", "export const hello = ;");
    handIn("ends", "01-hello", "process.exit(0);\nexport const hello = 1;");
    writeFileSync(join(folder, "damaged.zip"), "PK");
    mkdirSync(join(folder, "empty"));
    writeFileSync(
      join(folder, "packed.tar.gz"),
      await tarGzOf([tarFile("01-hello.ts", solution("01-hello"))]),
    );
    // Where nobody else has anything.
    vi.stubEnv("TMPDIR", temporary);
    marked = await mark({ ...WHOLE, onProgress: (progress) => told.push(progress) });
    vi.unstubAllEnvs();
  });

  afterAll(() => rmSync(temporary, { recursive: true }));

  test("each has a verdict, and its points", () => {
    expect([...marked].map(([learner, { verdict, points }]) => [learner, verdict, points?.earned])).toEqual([
      ["broken", "failed", 0],
      ["damaged", "could-not-grade", undefined],
      ["empty", "failed", 0],
      ["ends", "failed", 0],
      ["half", "failed", 1],
      ["packed", "failed", 1],
      ["right", "passed", 2],
    ]);
  });

  test("what cannot be read has its reason, and no points, not even none", () => {
    const { reason, points, lessons } = marked.get("damaged")!;
    expect(reason).toMatch(/^Cannot take the submission damaged\.zip: /);
    expect(points).toBeUndefined();
    expect(lessons.map(({ verdict }) => verdict)).toEqual(["could-not-grade", "could-not-grade"]);
  });

  test("TypeScript has not been asked, and the report says so", () => {
    const [lesson] = marked.get("right")!.lessons;
    expect(lesson!.typesNotChecked).toMatch(/^TypeScript is not asked where a class is marked/);
    expect(lesson!.diagnostics).toBeUndefined();
  });

  test("progress goes from nothing to all", () => {
    expect(told[0]).toEqual({ done: 0, all: 14, notGraded: 0 });
    expect(told.at(-1)).toEqual({ done: 14, all: 14, notGraded: 2 });
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: 15 }, (_, index) => index));
  });

  test.skipIf(process.platform === "win32")("nothing stays in the folder for temporary files", () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});

const durations = (report: Report) =>
  report.lessons.flatMap(({ tasks, durationMs }) => [durationMs, ...tasks.flatMap(({ checks }) => checks)]);

describe("what is known is not found again", () => {
  const kept = () => readdirSync(cache).length;

  test("by the next run: it takes the verdict as it was, with its times", async () => {
    handIn("ada", "01-hello", solution("01-hello"));
    const first = await mark({ lessons: ["01-hello"] });
    expect(kept()).toBe(1);
    const again = await mark({ lessons: ["01-hello"] });
    expect(durations(again.get("ada")!)).toEqual(durations(first.get("ada")!));
  });

  test("nor for another learner who handed in the same", async () => {
    for (const learner of ["ada", "ben", "eve"]) handIn(learner, "01-hello", solution("01-hello"));
    const marked = await mark({ lessons: ["01-hello"] });
    expect(kept()).toBe(1);
    expect(durations(marked.get("eve")!)).toEqual(durations(marked.get("ada")!));
  });

  test("other choices weigh it anew", async () => {
    handIn("ada", "01-hello", solution("01-hello"));
    const first = await mark({ lessons: ["01-hello"] });
    const { lessons } = await loadCourse(tiny.folder);
    const choices = parseChoices('{ "lessons": { "1": { "points": { "1": 10 } } } }', lessons);
    const again = await mark({ choices });
    expect(again.get("ada")!.points).toEqual({ earned: 10, most: 10 });
    expect(durations(again.get("ada")!)).toEqual(durations(first.get("ada")!));
    expect(kept()).toBe(1);
  });

  test("but where the file, what it imports, the seed, or the grader is another one", async () => {
    handIn("ada", "01-hello", 'export { hello } from "./02-double.ts";');
    handIn("ada", "02-double", solution("01-hello"));
    await mark({ lessons: ["01-hello"] });
    handIn("ada", "02-double", 'export const hello = () => "no";');
    const changed = await mark({ lessons: ["01-hello"] });
    expect(changed.get("ada")!.verdict).toBe("failed");
    expect(kept()).toBe(2);
    await mark({ lessons: ["01-hello"], seed: 8 });
    expect(kept()).toBe(3);
    const course = copyCourse(tiny.folder);
    writeFileSync(
      course.path("test/graders/01-hello.test.ts"),
      `${readFileSync(tiny.path("test/graders/01-hello.test.ts"), "utf8")}// changed\n`,
    );
    await mark({ root: course.folder, lessons: ["01-hello"] });
    expect(kept()).toBe(4);
    course.remove();
  });

  test("nor what may have been the machine's doing: it is looked at again", async () => {
    handIn("ada", "01-hello", "export const hello = () => new Promise(() => {});");
    const marked = await mark({ lessons: ["01-hello"] });
    expect(marked.get("ada")!.lessons[0]!.tasks[0]!.state).toBe("timed-out");
    expect(kept()).toBe(0);
  });

  test("a file of verdicts that is damaged is as good as none", async () => {
    handIn("ada", "01-hello", solution("01-hello"));
    await mark({ lessons: ["01-hello"] });
    const [file] = readdirSync(cache);
    writeFileSync(join(cache, file!), '{ "verdict": "passed" }');
    const again = await mark({ lessons: ["01-hello"] });
    expect(again.get("ada")!.points).toEqual({ earned: 1, most: 1 });
  });
});

test("a grader that is gone is nobody's fault, and the other lesson is marked", async () => {
  const course = copyCourse(tiny.folder);
  rmSync(course.path("test/graders/02-double.test.ts"));
  handIn("ada", "01-hello", solution("01-hello"));
  const ada = (await mark({ root: course.folder, ...WHOLE })).get("ada")!;
  expect(ada.lessons.map(({ verdict }) => verdict)).toEqual(["passed", "could-not-grade"]);
  expect(ada).toMatchObject({ verdict: "could-not-grade" });
  course.remove();
});

test("what is interrupted keeps what is known", async () => {
  for (const learner of ["ada", "ben", "eve"])
    for (const slug of WHOLE.lessons) handIn(learner, slug, `// ${learner}\n${solution(slug)}`);
  const abort = new AbortController();
  const onProgress = ({ done }: ClassProgress) => done === 1 && abort.abort();
  const marked = await mark({ ...WHOLE, size: 1, signal: abort.signal, onProgress });
  expect(marked.get("ada")!.lessons[0]!.verdict).toBe("passed");
  for (const report of marked.values()) expect(report.reason).toBe("The marking was interrupted.");
});

test.skipIf(isMissing)("in a sandbox, which each report names", async () => {
  copyFileSync(tiny.path("solutions/01-hello.ts"), join(folder, "01.ts"));
  handIn("ada", "01-hello", solution("01-hello"));
  handIn("ben", "01-hello", 'import "node:fs";\nexport const hello = (name: string) => name;');
  const marked = await mark({ lessons: ["01-hello"], sandbox: "required" });
  for (const report of marked.values()) expect(report.isolation).toMatch(/^bubblewrap /);
  expect(marked.get("ada")!.verdict).toBe("passed");
  expect(marked.get("ben")!.verdict).toBe("failed");
});

test("a lesson of this course, of two that differ", async () => {
  for (const learner of ["ada", "ben"])
    cpSync(join(root, "solutions/03-responses.ts"), join(folder, learner, "03-responses.ts"));
  writeFileSync(
    join(folder, "ben/03-responses.ts"),
    readFileSync(join(root, "exercises/.original/03-responses.ts")),
  );
  const marked = await mark({ root, lessons: ["03-responses"] });
  expect(marked.get("ada")!.verdict).toBe("passed");
  expect(marked.get("ben")!.points!.earned).toBe(0);
});
