// From save to verdict: `npm run bench watch`. `npm run lesson 3 watch` beside `vitest --watch`, which runs the same grader,
// with the submission in its own process. Both watch a copy of the same file, and take turns in one run, because the
// figures of a busy machine say nothing and their ratio does. Both are measured from outside: from the save to the line in
// which they tell the result.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { builtFolder } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const SLUG = "03-responses";
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const GOAL_MS = 100;
const GOAL_RATIO = 1 / 3;
/** Until TypeScript, and what is started ahead, have come to rest: a person does not save twice in that time. */
const PAUSE_MS = 1_500;

/** Prints the medians. BENCH_ROUNDS in the environment says how many saves. */
export async function benchWatch() {
  const scratch = mkdtempSync(join(tmpdir(), "http-by-hand-bench-"));
  const watches = [];
  try {
    const [ours, vitest] = [await startOurs(scratch), await startVitest(scratch)];
    watches.push(ours, vitest);
    const pairs = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const pair = [await ours.save(round), await vitest.save(round)];
      // The first is for the compiler.
      if (round > 0) pairs.push(pair);
    }
    report(pairs);
  } finally {
    for (const each of watches) each.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function report(pairs) {
  const [own, other] = [0, 1].map((side) => Math.round(median(pairs.map((pair) => pair[side]))));
  const ratio = median(pairs.map(([one, two]) => one / two)).toFixed(2);
  console.log(
    `save to verdict, lesson 3: ${own} ms (goal: ${GOAL_MS}); vitest --watch, same grader in process: ${other} ms; ` +
      `ratio ${ratio} (goal: at most ${GOAL_RATIO.toFixed(2)}); medians of ${pairs.length} saves`,
  );
  console.log(
    "  In both, a piece of a response leaves when the client has read the one before: no pause is counted on either side.",
  );
}

/** The course as a learner has it, in a folder of its own. */
function startOurs(scratch) {
  const course = join(scratch, "ours");
  for (const part of ["lessons", "exercises", "test/graders"]) {
    mkdirSync(join(course, part), { recursive: true });
    cpSync(join(root, part), join(course, part), { recursive: true });
  }
  const file = join(course, `exercises/${SLUG}.ts`);
  save(file, "start");
  const words = [join(root, "bin/http-by-hand.cjs"), "lesson", "3", "watch"];
  return startWatch(words, course, file, /Lesson 3, Responses: (passed)/);
}

/** A project whose one test file is the grader, and whose "#grader" asks the submission directly. */
async function startVitest(scratch) {
  const project = join(scratch, "vitest");
  mkdirSync(project);
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  cpSync(join(root, `test/graders/${SLUG}.test.ts`), join(project, `${SLUG}.test.ts`));
  const file = join(project, "submission.ts");
  save(file, "start");
  const alias = {
    "#grader": await bundleInProcessGrader(project),
    [`#submission/${SLUG}`]: file,
    "#client": join(await builtFolder(root), "client.mjs"),
  };
  const test = `{ reporters: [{ onTestRunEnd: ${tellResult} }] }`;
  writeFileSync(
    join(project, "vitest.config.mjs"),
    `export default { resolve: { alias: ${JSON.stringify(alias)} }, test: ${test} };\n`,
  );
  const words = [join(root, "node_modules/vitest/vitest.mjs"), "--watch", "--root", project];
  return startWatch(words, project, file, /RUN passed (\d+) of \1\n/);
}

/** A reporter that tells as little as can be told. Its source goes into the configuration. */
function tellResult(modules, _errors, reason) {
  const tests = modules.flatMap((each) => [...each.children.allTests()]);
  console.log(`RUN ${reason} ${tests.filter((each) => each.ok()).length} of ${tests.length}`);
}

/** `bench-grader.ts` as one file of JavaScript, so that a save has vitest transform the submission and nothing else. */
async function bundleInProcessGrader(project) {
  const file = join(project, "grader.mjs");
  const bundle = await rolldown({
    input: join(root, "bin/bench-grader.ts"),
    cwd: root,
    platform: "node",
    external: /^(node:|#|vitest|rolldown|@peculiar|reflect-metadata)/,
    transform: { target: "node20" },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
  return file;
}

/** The solution, which passes every check, and is another file each time. */
function save(file, round) {
  const text = readFileSync(join(root, `solutions/${SLUG}.ts`), "utf8");
  writeFileSync(file, `${text}\n// save ${round}\n`);
}

/** A watch that is up and has told its first result. */
async function startWatch(words, cwd, file, result) {
  const child = spawn(process.execPath, words, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: environment(),
  });
  let output = "";
  let hear = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
      hear();
    });
  }
  const told = () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No result in a minute:\n${output}`)), 60_000);
      hear = () => {
        if (!result.test(output)) return;
        clearTimeout(timer);
        resolve(performance.now());
      };
      hear();
    });
  await told();
  return {
    async save(round) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      output = "";
      const start = performance.now();
      save(file, round);
      return (await told()) - start;
    },
    close: () => child.kill("SIGINT"),
  };
}

/** As a person has it, also where this runs inside of something else. */
function environment() {
  const { CI, VITEST, ...rest } = process.env;
  return { ...rest, NO_COLOR: "1" };
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
