import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
// @ts-expect-error: plain JavaScript, which has to run before anything is built
import { builtFolder } from "./bin/build.mjs";

const root = import.meta.dirname;
const built: string = await builtFolder(root);

/**
 * Two projects: the project's own tests (`npm test`), which never read what a learner wrote, and the graders, so that
 * `npx vitest run test/graders/03` and an editor's test extension work. They grade the file in exercises/.
 */
export default defineConfig({
  test: {
    // Most tests wait for processes that they started: two of them at a time keep even two cores busier than one does.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
