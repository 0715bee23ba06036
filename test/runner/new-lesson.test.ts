// `npm run lesson:new` without npm, in a copy of the whole repository: what it writes works as any lesson does.

import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { COURSE_CHECKS, runCheck } from "../../src/authoring/check/index.ts";
import { newLesson } from "../../src/runner/commands/new-lesson.ts";
import type { Context } from "../../src/runner/context.ts";
import { UsageError } from "../../src/runner/parse-command.ts";
import { launcher } from "../support/course-copy.ts";
import { built, root } from "../support/grade-file.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SLUG = "21-sieves";
const PARTS = ["autograding", "bin", "docs", "exercises", "lessons", "solutions", "src", "test"];
const FILES = [
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "LICENSE",
];

let folder: string;

const path = (...parts: string[]) => join(folder, ...parts);
const text = (file: string) => readFileSync(path(file), "utf8");

function run(...words: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [launcher, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { output: stdout + stderr, exitCode: status };
}

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "new-lesson-"));
  for (const part of PARTS) cpSync(join(root, part), path(part), { recursive: true });
  for (const file of FILES) copyFileSync(join(root, file), path(file));
  symlinkSync(join(root, "node_modules"), path("node_modules"), "junction");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Does what `npm run lesson:new` does, in this process: a refusal is quick to ask for. */
async function refusalOf(word: string): Promise<UsageError> {
  const context = { root: folder } as unknown as Context;
  const outcome = await newLesson(context, [word]).catch((error: unknown) => error);
  if (outcome instanceof UsageError) return outcome;
  throw new Error(`"${word}" was not refused`, { cause: outcome });
}

test("without a word it explains, and writes nothing", () => {
  const { output, exitCode } = run("lesson:new");
  expect(output).toMatch(/^npm run lesson:new 21-name {4}the first files of a lesson/);
  expect(exitCode).toBe(0);
});

test.each([
  ["21", 'Cannot name a lesson "21".'],
  ["21-Sieves", 'Cannot name a lesson "21-Sieves".'],
  ["00-sieves", 'Cannot name a lesson "00-sieves".'],
  ["../21-sieves", 'Cannot name a lesson "../21-sieves".'],
  ["03-sieves", "The lesson 03-responses has the number 3."],
  ["21-responses", 'The lesson 03-responses has the name "responses".'],
  ["21-words", '"words" is a command of `npm run lesson`, so no lesson can be called that.'],
])("it refuses %s in one sentence", async (word, sentence) => {
  expect((await refusalOf(word)).message).toBe(sentence);
});

test("it refuses a lesson of which some file is there, and writes none", async () => {
  const file = "test/course/other-answers/22-nets.ts";
  writeFileSync(path(file), "mine");
  const { message, next } = await refusalOf("22-nets");
  expect(message).toBe(`There is a file ${file} already.`);
  expect(next).toBe("Move it away, or take another name.");
  expect(readdirSync(path("lessons"))).not.toContain("22-nets.md");
  expect(text(file)).toBe("mine");
  rmSync(path(file));
});

describe("a new lesson", () => {
  beforeAll(async () => {
    const { output, exitCode } = run("lesson:new", SLUG);
    expect(output).toMatch(
      /^Wrote a small lesson that works, and a row in README\.md:\n\n- lessons\/21-sieves\.md\n/,
    );
    expect(exitCode).toBe(0);
  });

  test("has its row in the README, behind that of the lesson before it", () => {
    expect(text("README.md")).toMatch(
      /\n\| 3 \| .+\n(?:\| \d+ \| .+\n)*\| 21 \| \[Sieves\]\(lessons\/21-sieves\.md\): TODO: /,
    );
  });

  test.each(COURSE_CHECKS.map((check) => [check.name, check] as const))(
    "is right by %s, but for what is still to do",
    async (name, check) => {
      const { problems, brokeDown } = await runCheck(check, { root: folder, built, slugs: [SLUG] });
      expect(brokeDown).toBeUndefined();
      expect(problems.filter(({ isTodo }) => !isTodo)).toEqual([]);
      if (name === "todos") expect(problems.length).toBeGreaterThan(20);
    },
  );

  test("can be read, tried and checked, and vitest alone grades it", () => {
    expect(run("lesson", "21", "read").output).toMatch(/^# 21\. Sieves\n/);
    copyFileSync(path(`solutions/${SLUG}.ts`), path(`exercises/${SLUG}.ts`));
    expect(run("lesson", "sieves", "try", "2").output).toContain("404");
    expect(run("lesson", "21", "check")).toMatchObject({ exitCode: 0 });
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const graded = spawnSync(process.execPath, [vitest, "run", `test/graders/${SLUG}`], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        NO_COLOR: "1",
        FORCE_COLOR: undefined,
        VITEST: undefined,
        VITEST_POOL_ID: undefined,
        VITEST_WORKER_ID: undefined,
      },
    });
    expect(graded.status, graded.stdout + graded.stderr).toBe(0);
    expect(graded.stdout).toMatch(/Tests {2}3 passed/);
  });
});
