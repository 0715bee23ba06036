// The command of an author, as its own process.

import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { launcher } from "../support/course-copy.ts";
import { WholeCourse } from "../support/whole-course.ts";

let course: WholeCourse;

beforeEach(() => {
  course = new WholeCourse(["01-numbers", "02-more"]);
});

afterEach(() => course.dispose());

function run(...words: string[]) {
  const { stdout, status } = spawnSync(process.execPath, [launcher, "check-course", ...words], {
    cwd: course.folder,
    encoding: "utf8",
  });
  return { output: stdout, status };
}

describe("npm run check:course", () => {
  test("ends with 0, and counts what it has looked at", () => {
    expect(run("sets", "stubs")).toEqual({
      output: expect.stringMatching(
        /^ok {5}sets: [\s\S]*^ok {5}stubs: [\s\S]*\n\n2 passed, 0 failed \(\d+ s\)\n$/m,
      ),
      status: 0,
    });
  });

  test("ends with 1 after all checks, and tells file, problem and advice", () => {
    course.remove("solutions/01-numbers.ts");
    course.replace("exercises/02-more.ts", "Task 1 is", "This is");
    const { output, status } = run("stubs", "sets");
    expect(status).toBe(1);
    expect(output).toContain(`  solutions/01-numbers.ts
    Lesson 01-numbers has no solution.
    Copy the stub and write what its tasks ask for.
`);
    expect(output).toContain(
      "  exercises/02-more.ts:9\n    It differs from exercises/.original/02-more.ts.\n",
    );
    expect(output).toMatch(/\n\n0 passed, 2 failed \(\d+ s\)\n$/);
  });

  test("looks at one lesson", () => {
    course.remove("solutions/01-numbers.ts");
    expect(run("sets", "lesson", "2")).toMatchObject({ status: 0 });
    expect(run("sets", "lesson", "numbers")).toMatchObject({ status: 1 });
  });

  test("ends with 3 when a check broke down, and runs the others", () => {
    course.remove("exercises/tsconfig.json");
    const { output, status } = run("types", "graders");
    expect(status).toBe(3);
    expect(output).toMatch(/^BROKEN types: [\s\S]*^ {4}It broke down: TypeScript [\s\S]*^ok {5}graders: /m);
  });

  test("ends with 2 when it was typed wrongly", () => {
    expect(run("lesson", "9")).toEqual({
      output: expect.stringContaining('There is no lesson "9": the course has 01-numbers and 02-more.'),
      status: 2,
    });
    expect(run("nonsense")).toMatchObject({ status: 2 });
  });

  test("lists the checks", () => {
    const { output, status } = run("help");
    expect(status).toBe(0);
    expect(output).toMatch(/^ {2}wrong-answers: Each wrong answer fails/m);
  });
});
