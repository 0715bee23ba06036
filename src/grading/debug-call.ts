// A call like one that is tried, with a debugger at the learner's process: it stops before the call, knows the lines of
// the learner's file, and may take all the time it likes.

import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../course/lesson.ts";
import type { DebuggerDoor } from "./bridge/messages.ts";
import { type Compiled, compileSubmission } from "./compile.ts";
import type { Trial } from "./grade.ts";
import { LearnerProcess } from "./learner-process.ts";
import type { EngineOptions, SubmissionFile } from "./open-grader.ts";
import { BESIDE } from "./source-place.ts";
import { type Deadlines, Submission } from "./submission.ts";
import { moduleAround, tryInSubmission } from "./try-call.ts";

/** How far the way to a debugger is. */
export type DebugStep =
  /** It can attach, on loopback. */
  | { readonly kind: "waiting"; readonly port: number }
  /** It is there, and goes on to the stop before the call. */
  | { readonly kind: "attached" };

export interface DebugOptions extends Pick<EngineOptions, "root" | "built"> {
  /** Where debuggers look by themselves, if it is free, when left out. */
  readonly port?: number;
  readonly onStep: (step: DebugStep) => void;
}

/** The port was asked for, and is another program's. */
export class PortTaken extends Error {
  override name = "PortTaken";
}

/** Where Chrome, VS Code and WebStorm look for a Node that waits for them. */
const USUAL_PORT = 9229;

/** Whoever stops at a line takes longer than any of these. */
const NO_DEADLINES: Deadlines = {
  load: Number.POSITIVE_INFINITY,
  call: Number.POSITIVE_INFINITY,
  later: Number.POSITIVE_INFINITY,
  aftermath: Number.POSITIVE_INFINITY,
};

/** The practice service has no patience without end: a day. */
const PATIENT = { times: { headMs: 86_400_000, contentMs: 86_400_000 } };

const STOP = `
  // Step into the call below, or continue to a breakpoint of yours.
  debugger;`;

/**
 * Has a submission carry out a call as `tryCall` does, once a debugger is there. One that cannot be compiled waits for
 * none.
 *
 * @throws {PortTaken} When the port was given, and is not free
 */
export async function debugCall(
  lesson: Lesson,
  call: string,
  { file }: SubmissionFile,
  { onStep, port, ...options }: DebugOptions,
): Promise<Trial> {
  const beside = moduleAround(lesson, call, STOP);
  const compiled = withSourceMap(await compileSubmission(file, { ...options, beside }), file);
  // With all of the environment: a debugger that follows a program into the processes it starts leaves its way there.
  const learner = new LearnerProcess(options.built, { environment: process.env });
  const submission = new Submission(compiled, options.built, { process: learner, deadlinesMs: NO_DEADLINES });
  try {
    if (!("problem" in compiled)) await letDebuggerIn(learner, port, onStep);
    return await tryInSubmission(lesson, call, submission, PATIENT);
  } finally {
    await submission.close();
  }
}

/** Comes back when a debugger is there. Where the process is gone instead, the call will tell. */
async function letDebuggerIn(
  learner: LearnerProcess,
  port: number | undefined,
  onStep: DebugOptions["onStep"],
): Promise<void> {
  let door = await openDoor(learner, port ?? USUAL_PORT);
  if (door?.kind === "taken" && port !== undefined) throw new PortTaken(`Port ${port} is not free.`);
  if (door?.kind === "taken") door = await openDoor(learner, 0);
  if (door?.kind === "open") {
    onStep({ kind: "waiting", port: door.port });
    const outcome = await learner.ask({ ask: "await-debugger" }, Number.POSITIVE_INFINITY);
    if (outcome.kind !== "returned") return;
  }
  onStep({ kind: "attached" });
}

/** Undefined where the process is gone. No line of the learner's has run in it yet: what it says is to be trusted. */
async function openDoor(learner: LearnerProcess, port: number): Promise<DebuggerDoor | undefined> {
  const outcome = await learner.ask({ ask: "open-inspector", port }, Number.POSITIVE_INFINITY);
  return outcome.kind === "returned" ? (outcome.value as DebuggerDoor) : undefined;
}

/** The name of the lines around the call, which are in no file, in a debugger. */
const CALL_URL = "http-by-hand://course/call.ts";

/** Names the sources by where they are, and puts the map where a debugger finds it. */
function withSourceMap(compiled: Compiled, file: string): Compiled {
  if ("problem" in compiled) return compiled;
  const map = JSON.parse(compiled.map) as { sources: string[] };
  const sources = map.sources.map((source) => sourceUrl(source, file));
  const octets = Buffer.from(JSON.stringify({ ...map, sources }));
  const comment = `//# sourceMappingURL=data:application/json;base64,${octets.toString("base64")}`;
  return { ...compiled, code: `${compiled.code.replace(/^\/\/# sourceMappingURL=.*$/gm, "")}${comment}` };
}

/** @param source As rolldown names it: from the folder in which it would have written */
function sourceUrl(source: string, file: string): string {
  if (source.endsWith(BESIDE)) return CALL_URL;
  return pathToFileURL(resolve(dirname(file), "dist", source)).href;
}
