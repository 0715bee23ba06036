// Nobody gets to say goodbye: the course is killed, or its window closed, while a submission runs. No process stays.

import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";
import { MENU, takeChoice } from "../support/menu.ts";
import { eventually, isThere, type Process, startedBy } from "../support/processes.ts";
import { PseudoTerminal } from "../support/pseudo-terminal.ts";

let course: CourseCopy;
let terminal: PseudoTerminal;

beforeEach(() => {
  course = copyCourse(fixture("tiny-course"));
});

afterEach(async () => {
  terminal.kill();
  await terminal.exitCode();
  course.remove();
});

/** What a submission does for ever, once it has said that it is there. */
const ENDLESS = {
  loops: "for (;;);",
  allocates: "const all: unknown[] = []; for (;;) all.push(new Array(1_000));",
  waits: "await new Promise(() => {});",
} as const;

function submit(kind: keyof typeof ENDLESS): void {
  const file = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(course.path("running"))}, "");\n${ENDLESS[kind]}\n`;
  writeFileSync(course.path("exercises/01-hello.ts"), file);
}

/** Everything below the terminal, at a moment when the submission runs. */
async function running(): Promise<Process[]> {
  await eventually("the submission runs", () => existsSync(course.path("running")));
  const started = startedBy(terminal.pid);
  expect(started.some(({ words }) => words.includes("host.mjs"))).toBe(true);
  return started;
}

/** TypeScript would look at it for seconds: at any moment in them it is seen, on a busy machine too. */
const LONG_TO_CHECK = `export const hello = (name: string) => name;
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Four = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
type Pairs<A, B> = A extends string ? (B extends string ? [A, B] : never) : never;
export const pair: Pairs<Four, \`\${Digit}\${Digit}\`> = ["0000", "00"];
`;

const allGone = (started: readonly Process[]) => () => started.every((each) => !isThere(each));

function start(words: readonly string[]): void {
  terminal = new PseudoTerminal(course.folder, ["lesson", "1", ...words], { underShell: true });
}

async function checkInSession(): Promise<void> {
  start([]);
  await terminal.waitFor(MENU);
  await takeChoice(terminal, "Check my answers");
}

const killed = (started: readonly Process[]) => process.kill(started[0]!.pid, "SIGKILL");
const closed = () => terminal.kill();

describe.skipIf(process.platform === "win32")("no process stays (told by ps, which Windows has not)", () => {
  test.each<
    [
      what: string,
      kind: keyof typeof ENDLESS,
      begin: () => unknown,
      end: (started: readonly Process[]) => void,
    ]
  >([
    ["a session, killed while a submission loops", "loops", checkInSession, killed],
    ["a session whose window is closed", "loops", checkInSession, closed],
    ["a check, killed while a submission allocates", "allocates", () => start(["check"]), killed],
    ["a check, killed while a submission waits", "waits", () => start(["check"]), killed],
    ["watch, killed", "loops", () => start(["watch"]), killed],
    ["watch whose window is closed", "loops", () => start(["watch"]), closed],
  ])("%s", async (_what, kind, begin, end) => {
    submit(kind);
    await begin();
    const started = await running();
    end(started);
    await eventually("every process has gone", allGone(started));
  });

  test("a check, killed while TypeScript looks at the file", async () => {
    copyFileSync(join(root, "exercises/tsconfig.json"), course.path("exercises/tsconfig.json"));
    writeFileSync(course.path("exercises/01-hello.ts"), LONG_TO_CHECK);
    start(["check"]);
    let started: Process[] = [];
    await eventually("the compiler runs", () => {
      started = startedBy(terminal.pid);
      return started.some(({ words }) => words.includes("http-by-hand-types-"));
    });
    killed(started);
    await eventually("every process has gone", allGone(started));
  });
});
