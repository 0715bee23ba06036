// A thread of the learner's process that the learner's code cannot block. It ends the process when the grader is gone
// (also in the middle of an endless loop, which outlives a parent that is killed) and when memory runs out (octets of
// buffers are not in the heap that Node limits). Asked where the submission is, it looks.

import { statfsSync } from "node:fs";
import { type Debugger, type InspectorNotification, Session } from "node:inspector";
import { Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { lineSplitter } from "../bridge/lines.ts";
import { SUBMISSION_NAME } from "../bridge/messages.ts";
import { endMarked, MARK } from "./end-marked.ts";

const GRADER_DESCRIPTOR = 4;
const MEMORY_LIMIT_OCTETS = 384 * 1024 * 1024;
const MEMORY_CHECK_MS = 50;
/** In the sandbox's folder in memory. Its octets have a limit of their own, and an empty file takes a kibibyte beside them. */
const MOST_FILES = 10_000;
/** Of the 128 MiB that the heap may have. A loop beyond this is busy looking for memory more than with anything else. */
const FULL_HEAP_OCTETS = 112 * 1024 * 1024;
/** More than a full heap and all of Node take: what the rest is made of is buffers. */
const MANY_BUFFERS_OCTETS = 256 * 1024 * 1024;

/** How long a look at the main thread may take, and for how long one that turns its event loop is watched in it. */
const ATTACH_MS = 1_500;
const WAITING_LOOK_MS = 150;

export interface WatchdogData {
  /** Number of the group. Undefined on Windows, where what is left is for the grader to end, and when started by hand. */
  readonly group: number | undefined;
  /** Path of the folder in memory that is the submission's alone. Undefined where there is no sandbox. */
  readonly ownFolder: string | undefined;
}

const { group, ownFolder } = workerData as WatchdogData;
const { [MARK]: mark } = process.env;
const grader = new Socket({ fd: GRADER_DESCRIPTOR, readable: true, writable: true });

/** With everything that the submission started. */
function endProcess(): void {
  if (mark !== undefined) endMarked(mark);
  try {
    if (group !== undefined) process.kill(-group, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
  process.kill(process.pid, "SIGKILL");
}

grader.on("end", endProcess);
grader.on("error", endProcess);
grader.on(
  "data",
  lineSplitter((line) => findSubmission(line === "blocked")),
);

setInterval(() => {
  if (residentOctets() > MEMORY_LIMIT_OCTETS || filesMade() > MOST_FILES)
    grader.write("memory\n", endProcess);
}, MEMORY_CHECK_MS);

parentPort!.postMessage("watching");

/** Where no /proc tells it, as in a sandbox, the most that it ever was. */
function residentOctets(): number {
  return process.memoryUsage.rss() || process.resourceUsage().maxRSS * 1024;
}

function filesMade(): number {
  if (ownFolder === undefined) return 0;
  const { files, ffree } = statfsSync(ownFolder);
  return files - ffree;
}

/**
 * Stops the main thread for a moment and tells the line of the submission that it is in: `at 12 5`, both from 1, and
 * `at 0 0` where it is elsewhere. Or `memory`, when there is hardly any. A main thread that was only slow goes on.
 *
 * @param isBlocked The main thread does not turn its event loop: it is stopped wherever it is, at first
 */
function findSubmission(isBlocked: boolean): void {
  // What fills its memory in one call of Node's can be stopped nowhere.
  if (isBlocked && residentOctets() > MANY_BUFFERS_OCTETS) return void grader.write("memory\n");
  const session = new Session();
  const submissionScripts = new Set<string>();
  const tell = (found: string) => {
    clearTimeout(deadline);
    grader.write(`${found}\n`);
    session.post("Debugger.disable", () => session.disconnect());
  };
  let deadline: NodeJS.Timeout | undefined;
  const tellNothingAfter = (ms: number) => {
    clearTimeout(deadline);
    deadline = setTimeout(() => tell("at 0 0"), ms);
  };
  tellNothingAfter(ATTACH_MS);
  session.connectToMainThread();
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (params.url === SUBMISSION_NAME) submissionScripts.add(params.scriptId);
  });
  session.on("Debugger.paused", ({ params }: InspectorNotification<Debugger.PausedEventDataType>) => {
    const frame = params.callFrames.find(({ location }) => submissionScripts.has(location.scriptId));
    session.post("Runtime.getHeapUsage", (_, usage?: { usedSize?: number }) => {
      const isFull = (usage?.usedSize ?? 0) > FULL_HEAP_OCTETS || residentOctets() > MANY_BUFFERS_OCTETS;
      if (isFull) return tell("memory");
      if (frame !== undefined)
        return tell(`at ${frame.location.lineNumber + 1} ${(frame.location.columnNumber ?? 0) + 1}`);
      // Between two turns of the submission's: it is stopped at the next one.
      stopInScripts(session, submissionScripts);
      session.post("Debugger.resume");
    });
  });
  session.post("Debugger.enable", () => {
    if (isBlocked) session.post("Debugger.pause");
    else stopInScripts(session, submissionScripts, () => tellNothingAfter(WAITING_LOOK_MS));
  });
}

/** Stops the main thread as soon as it runs any line of these scripts. */
function stopInScripts(session: Session, scripts: ReadonlySet<string>, whenSet = () => {}): void {
  for (const scriptId of scripts) {
    session.post("Debugger.getPossibleBreakpoints", { start: { scriptId, lineNumber: 0 } }, (_, found) => {
      for (const location of found?.locations ?? []) session.post("Debugger.setBreakpoint", { location });
      // Answers come in the order of the questions: the breakpoints are set then.
      session.post("Runtime.getHeapUsage", whenSet);
    });
  }
}
