// Courses to break: copies of test/fixtures/whole-course, in which no check finds a fault, with as many lessons as a test
// wants to break.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type CourseCheck,
  type CourseProblem,
  courseSlugs,
  runCheck,
} from "../../src/authoring/check/index.ts";
import { built, fixture, root } from "./grade-file.ts";

/** What a check complained of. */
export interface Complaint extends CourseProblem {
  readonly check: string;
}

export class WholeCourse {
  readonly folder = mkdtempSync(join(tmpdir(), "whole-course-"));

  /** @param slugs Its lessons, in order and with their numbers */
  constructor(slugs: readonly string[] = ["01-numbers"]) {
    // The types of Node are there, for TypeScript.
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
    for (const slug of slugs) copyLesson(slug, this.folder);
    cpSync(fixture("whole-course/exercises/tsconfig.json"), join(this.folder, "exercises/tsconfig.json"));
    this.write("README.md", `| | |\n| --- | --- |\n${slugs.map(rowOf).join("")}`);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Replaces a piece of a file that has to be there. */
  replace(file: string, piece: string | RegExp, by: string): void {
    const before = this.read(file);
    const after = before.replace(piece, () => by);
    if (after === before) throw new Error(`There is no ${piece} in ${file}`);
    this.write(file, after);
  }

  remove(file: string): void {
    rmSync(join(this.folder, file), { recursive: true });
  }

  /** @throws When a check breaks down */
  async complaints(checks: readonly CourseCheck[], slugs = courseSlugs(this.folder)): Promise<Complaint[]> {
    const found: Complaint[] = [];
    for (const check of checks) {
      const { problems, brokeDown } = await runCheck(check, { root: this.folder, built, slugs });
      if (brokeDown !== undefined) throw new Error(`${check.name} broke down: ${brokeDown}`);
      found.push(...problems.map((problem) => ({ check: check.name, ...problem })));
    }
    return found;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const MODEL = "01-numbers";

function copyLesson(slug: string, folder: string): void {
  const model = fixture("whole-course");
  for (const entry of readdirSync(model, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name).slice(model.length + 1);
    if (!entry.isFile() || !file.includes(MODEL)) continue;
    const copy = join(folder, file.replaceAll(MODEL, slug));
    mkdirSync(dirname(copy), { recursive: true });
    const text = readFileSync(join(model, file), "utf8").replaceAll(MODEL, slug);
    writeFileSync(copy, text.replace("# 1. Numbers", `# ${Number(slug.slice(0, 2))}. Numbers`));
  }
}

function rowOf(slug: string): string {
  return `| ${Number(slug.slice(0, 2))} | [Numbers](lessons/${slug}.md): double, half, sum |\n`;
}
