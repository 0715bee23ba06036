// The learner's functions under a debugger, from a terminal and from an editor that starts it all.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseCommand } from "../../src/runner/parse-command.ts";
import { type CourseCopy, copyCourse, launcher, runLesson } from "../support/course-copy.ts";
import { Debugger } from "../support/debugger.ts";
import { root } from "../support/grade-file.ts";
import { eventually, processes } from "../support/processes.ts";

const ANSWER = `export function statusClass(statusCode: number): string {
  console.log("asked for", statusCode);
  const first = Math.floor(statusCode / 100);
  return first === 4 ? "client-error" : "successful";
}
`;
/** Longer than a call may take where no debugger is. */
const LONGER_THAN_THE_DEADLINE_MS = 2_500;

let course: CourseCopy;
let started: Started | undefined;

beforeEach(() => {
  course = copyCourse();
  writeFileSync(course.path("exercises/03-responses.ts"), ANSWER);
});

afterEach(() => {
  started?.child.kill("SIGKILL");
  started = undefined;
  course.remove();
});

const answerUrl = () => pathToFileURL(course.path("exercises/03-responses.ts")).href;

/** `npm run lesson 3 debug …` under way. */
interface Started {
  readonly child: ChildProcess;
  output(): string;
}

function start(words: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [launcher, "lesson", "3", "debug", ...words], {
    cwd: course.folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (octets) => (output += String(octets)));
  started = { child, output: () => output };
  return started;
}

async function portOf({ output }: Started): Promise<number> {
  await eventually("it waits for a debugger", () => /a debugger at 127\.0\.0\.1:\d+/.test(output()));
  return Number(/127\.0\.0\.1:(\d+)/.exec(output())![1]);
}

/** Number of the process that runs the learner's file. */
function learnerOf({ child }: Started): number {
  const found = processes().filter(({ parent, words }) => parent === child.pid && words.includes("host.mjs"));
  expect(found).toHaveLength(1);
  return found[0]!.pid;
}

async function exitCodeOf({ child }: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

const isGone = (pid: number) => processes().every((each) => each.pid !== pid || each.state.startsWith("Z"));

describe.skipIf(process.platform === "win32")(
  "a debugger (processes are told by ps: skipped on Windows)",
  () => {
    test("stops before the call and at a line of the TypeScript, for longer than any deadline", async () => {
      const run = start(["statusClass(404)"]);
      const port = await portOf(run);
      expect(run.output()).toMatch(/exercises\/03-responses\.ts/);
      const debug = await Debugger.attach(port, [{ url: answerUrl(), line: 4 }]);
      const learner = learnerOf(run);
      expect((await debug.stop()).url).toBe("http-by-hand://course/call.ts");
      await debug.post("Debugger.resume");
      const stop = await debug.stop();
      expect(stop).toMatchObject({ url: answerUrl(), line: 4 });
      expect(await debug.evaluate(stop.callFrameId, "statusCode")).toBe(404);
      expect(await debug.evaluate(stop.callFrameId, "first")).toBe(4);
      await setTimeout(LONGER_THAN_THE_DEADLINE_MS);
      await debug.post("Debugger.resume");
      expect(await exitCodeOf(run)).toBe(0);
      expect(run.output()).toMatch(
        /A debugger is there\.[\s\S]+Returned:\n {4}"client-error"[\s\S]+Nothing was judged/,
      );
      expect(debug.printed).toEqual([["asked for", 404]]);
      expect(run.output()).toContain("asked for 404");
      await eventually("the learner's process is gone", () => isGone(learner));
    });

    test("steps from the call into the learner's function", async () => {
      const run = start(["2"]);
      const debug = await Debugger.attach(await portOf(run));
      await debug.stop();
      await debug.post("Debugger.stepOver");
      expect((await debug.stop()).url).toBe("http-by-hand://course/call.ts");
      await debug.post("Debugger.stepInto");
      expect(await debug.stop()).toMatchObject({ url: answerUrl(), line: 2 });
      // As when DevTools are closed: the call goes on.
      debug.close();
      expect(await exitCodeOf(run)).toBe(0);
      expect(run.output()).toContain('"client-error"');
    });

    test.each([
      ["waiting", "SIGINT", 130],
      ["stopped", "SIGINT", 130],
      ["waiting", "SIGKILL", null],
      ["stopped", "SIGKILL", null],
    ] as const)("%s when %s comes, it leaves no process", async (state, signal, code) => {
      const run = start(["statusClass(404)"]);
      const port = await portOf(run);
      const learner = learnerOf(run);
      const debug = state === "stopped" ? await Debugger.attach(port) : undefined;
      await debug?.stop();
      run.child.kill(signal);
      expect(await exitCodeOf(run)).toBe(code);
      await eventually("the learner's process is gone", () => isGone(learner));
    });

    test("that starts the program and follows it into the learner's process is not waited for again", async () => {
      const portFile = course.path("port");
      writeFileSync(course.path("bootloader.cjs"), bootloader(portFile));
      const run = start(["statusClass(404)"], { NODE_OPTIONS: `--require ${course.path("bootloader.cjs")}` });
      await eventually("the learner's process waits for its debugger", () => existsSync(portFile));
      const debug = await Debugger.attach(Number(readFileSync(portFile, "utf8")), [
        { url: answerUrl(), line: 3 },
      ]);
      await debug.stop();
      await debug.post("Debugger.resume");
      expect(await debug.stop()).toMatchObject({ url: answerUrl(), line: 3 });
      await debug.post("Debugger.resume");
      expect(await exitCodeOf(run)).toBe(0);
      expect(run.output()).not.toContain("Waiting for a debugger");
      expect(run.output()).toContain('"client-error"');
    });

    test("may take a port that is asked for, and one that is not free is said so", async () => {
      const other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      const { port } = other.address() as { port: number };
      const { output, exitCode } = await runLesson(course, ["3", "debug", "2", "port", String(port)]);
      expect(output).toMatch(new RegExp(`^Port ${port} is not free\\.\\n`));
      expect(exitCode).toBe(2);
      other.close();
      await once(other, "close");
      const run = start(["2", "port", String(port)]);
      expect(await portOf(run)).toBe(port);
    });
  },
);

test("a file that cannot be read waits for no debugger", async () => {
  writeFileSync(course.path("exercises/03-responses.ts"), "export function (\n");
  const { output, exitCode } = await runLesson(course, ["3", "debug", "2"]);
  expect(output).toMatch(/^The file cannot be read as TypeScript/);
  expect(exitCode).toBe(0);
});

test("a function that throws is told as by try", async () => {
  copyFileSync(course.path("exercises/.original/03-responses.ts"), course.path("exercises/03-responses.ts"));
  const run = start(["2"]);
  const debug = await Debugger.attach(await portOf(run));
  await debug.stop();
  await debug.post("Debugger.resume");
  expect(await exitCodeOf(run)).toBe(0);
  expect(run.output()).toMatch(/Task 2 is not written yet\./);
});

describe(".vscode/launch.json", () => {
  const text = readFileSync(join(root, ".vscode/launch.json"), "utf8");
  const { configurations, inputs } = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
  const [launch, attach] = configurations;

  test("starts what exists, with a command that can be read", () => {
    const inWorkspace = (path: string) => path.replace(/^\$\{workspaceFolder\}/, root);
    expect(existsSync(inWorkspace(launch.program))).toBe(true);
    const words = (task: string) =>
      launch.args.map((word: string) =>
        word.replace(/^\$\{fileBasenameNoExtension\}$/, "03-responses").replace(/^\$\{input:task\}$/, task),
      );
    const [program, ...rest] = words("");
    expect(program).toBe("lesson");
    expect(parseCommand(rest)).toEqual({ kind: "debug", lesson: "03-responses" });
    expect(parseCommand(words("2").slice(1))).toMatchObject({ task: 2 });
    expect(parseCommand(words("statusClass(404)").slice(1))).toMatchObject({ call: "statusClass(404)" });
    expect(inputs.map(({ id }: { id: string }) => id)).toEqual(["task"]);
  });

  test("follows into processes, and takes a map from memory", () => {
    for (const each of [launch, attach])
      expect(each).toMatchObject({ type: "node", pauseForSourceMap: true, resolveSourceMapLocations: null });
    expect(launch).toMatchObject({ request: "launch", autoAttachChildProcesses: true });
    expect(attach).toMatchObject({ request: "attach", port: 9229 });
  });

  test("is named as the course names it", () => {
    const shown = readFileSync(join(root, "src/screen/debug.ts"), "utf8");
    expect(shown).toContain(attach.name);
    expect(readFileSync(join(root, "README.md"), "utf8")).toContain(launch.name);
  });
});

/**
 * What the debugger of VS Code has each Node run first: it opens the inspector, tells where, and stands still. The file
 * that tells is there with its content or not at all.
 */
function bootloader(portFile: string): string {
  return `
if (!process.argv[1]?.endsWith("host.mjs") || !require("node:worker_threads").isMainThread) return;
const inspector = require("node:inspector");
inspector.open(0, "127.0.0.1");
const { renameSync, writeFileSync } = require("node:fs");
writeFileSync(${JSON.stringify(`${portFile}.new`)}, new URL(inspector.url()).port);
renameSync(${JSON.stringify(`${portFile}.new`)}, ${JSON.stringify(portFile)});
inspector.waitForDebugger();
`;
}
