import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
// @ts-expect-error: plain JavaScript, which has to run before anything is built
import { builtFolder } from "./bin/build.mjs";

const root = import.meta.dirname;
const built: string = await builtFolder(root);

/**
 * Files that take longest, the longest first. Vitest knows no durations in a fresh clone, and would begin some of these
 * last, when there is nothing left to run beside them.
 */
const LONG = [
  "marking/hostile",
  "grading/open-grader",
  "authoring/check/graded-answers",
  "grading/hostile-seen",
  "runner/session",
  "runner/watch",
  "course/failure-screens",
  "grading/hostile-calls",
  "runner/grade",
  "grading/hostile-unseen",
  "runner/debug",
  "grading/trial-lessons",
  "runner/update",
  "runner/commands",
  "autograding/gradescope",
  "runner/grade-class",
  "grading/check-types",
  "marking/hidden",
].map((name) => join("test", `${name}.test.ts`));

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(relative(root, moduleId));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/**
 * Two projects: the project's own tests (`npm test`), which never read what a learner wrote, and the graders, so that
 * `npx vitest run test/graders/03` and an editor's test extension work. They grade the file in exercises/.
 */
export default defineConfig({
  test: {
    // Most tests wait for processes that they started: two of them at a time keep even two cores busier than one does.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "tests",
          root,
          include: ["test/**/*.test.ts"],
          exclude: ["test/graders/**", "test/fixtures/**"],
          env: { HTTP_BY_HAND_BUILT: built },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias: { "#grader": join(built, "grader.mjs") } },
        test: {
          name: "graders",
          root,
          include: ["test/graders/*.test.ts"],
          testTimeout: 60_000,
          server: { deps: { external: [/\/grader\.mjs$/] } },
        },
      },
    ],
  },
});
