// `npm run bench class`: what a submission costs among many, against what it costs alone; and one submission to every
// lesson. Nothing in them times out, and no two are alike.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const launcher = join(root, "bin/http-by-hand.cjs");
const SUBMISSIONS = 200;
const FILE = "03-responses.ts";

export function benchClass() {
  const folder = mkdtempSync(join(tmpdir(), "http-by-hand-bench-"));
  try {
    handIn(join(folder, "class"));
    const alone = secondsOf("grade", "from", join(folder, "class/learner-1"), "lesson", "3");
    const whole = secondsOf("grade:class", join(folder, "class"), "lesson", "3");
    const each = whole / SUBMISSIONS;
    tell(`a class of ${SUBMISSIONS}, lesson 3: ${each.toFixed(2)} s for each (goal: at most 0.5)`);
    tell(`one alone: ${alone.toFixed(2)} s; ratio ${(each / alone).toFixed(2)}`);
    cpSync(join(root, "solutions"), join(folder, "solved/exercises"), { recursive: true });
    const course = secondsOf("grade", "from", join(folder, "solved"));
    tell(`every lesson of one submission: ${course.toFixed(1)} s (goal: at most 10)`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A third each: right, a task not written, and untouched but for a remark. */
function handIn(folder) {
  const right = readFileSync(join(root, "solutions", FILE), "utf8");
  const half = right.replace(
    /(export function statusClass[\s\S]*?\{\n)/,
    '$1  throw new Error("not written yet");\n',
  );
  const stub = readFileSync(join(root, "exercises/.original", FILE), "utf8");
  const texts = [right, half, stub];
  for (let number = 1; number <= SUBMISSIONS; number += 1) {
    const learner = join(folder, `learner-${number}`);
    mkdirSync(learner, { recursive: true });
    writeFileSync(join(learner, FILE), `// ${number}\n${texts[number % texts.length]}`);
  }
}

function secondsOf(...words) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [launcher, ...words], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0 && status !== 1) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1_000;
}

function tell(sentence) {
  console.log(`${sentence}; ${availableParallelism()} processors`);
}
