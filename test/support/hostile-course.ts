// Lesson 3 under many names: one marking then marks as many submissions to it, each with a grader and processes of its
// own, and with a place of its own in the report.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fixture, root } from "./grade-file.ts";

/** A folder for one test. */
export interface Folder {
  readonly path: string;
  put(path: string, content: string | Buffer): string;
  remove(): void;
}

export function makeFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  return {
    path: folder,
    put(path, content) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A course without what TypeScript needs: what it says of types changes no point. */
export function courseOf(slugs: readonly string[]): Folder {
  const course = makeFolder();
  const lesson = read("lessons/03-responses.md");
  for (const slug of slugs) {
    course.put(`lessons/${slug}.md`, lesson.replace(/^# 3\./, `# ${Number(slug.slice(0, 2))}.`));
    course.put(`test/graders/${slug}.test.ts`, read("test/graders/03-responses.test.ts"));
  }
  return course;
}

/** The right answer to lesson 3. */
export const RIGHT = read("solutions/03-responses.ts");
/** None of it is right. */
export const WRONG = read("test/fixtures/hostile/nothing-right.ts");

/** Of the same submission, which an exercise may import. */
export const RIGHT_SLUG = "00-honest";
export const WRONG_SLUG = "99-nothing-right";

/**
 * A hostile fixture as it is handed in. It stands on the solution, which nobody hands in, and has what is right from there.
 *
 * @param beside Slug of what it stands on instead
 */
export function handedIn(path: string, beside: string): string {
  return readFileSync(fixture("hostile", path), "utf8").replaceAll(
    /"(?:\.\.\/)+solutions\/03-responses\.ts"/g,
    `"./${beside}.ts"`,
  );
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
