// A thread of the learner's process that the learner's code cannot block. It ends the process when the grader is gone
// (also in the middle of an endless loop, which outlives a parent that is killed) and when memory runs out (octets of
// buffers are not in the heap that Node limits). Asked where the main thread is, it looks.

import { Session } from "node:inspector";
import { Socket } from "node:net";
import { lineSplitter } from "../bridge/lines.ts";
import { SUBMISSION_NAME } from "../bridge/messages.ts";

const GRADER_DESCRIPTOR = 4;
const MEMORY_LIMIT_OCTETS = 384 * 1024 * 1024;
const MEMORY_CHECK_MS = 50;

const grader = new Socket({ fd: GRADER_DESCRIPTOR, readable: true, writable: true });

function endProcess(): void {
  process.kill(process.pid, "SIGKILL");
}

grader.on("end", endProcess);
grader.on("error", endProcess);
grader.on(
  "data",
  lineSplitter(() => void findMainThread()),
);

setInterval(() => {
  if (process.memoryUsage.rss() > MEMORY_LIMIT_OCTETS) grader.write("memory\n", endProcess);
}, MEMORY_CHECK_MS);

/** Pauses the main thread and tells the line of the submission that it is in: `at 12 5`, both from 1; `at 0 0` elsewhere. */
function findMainThread(): void {
  const session = new Session();
  const submissionScripts = new Set<string>();
  session.connectToMainThread();
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (params.url === SUBMISSION_NAME) submissionScripts.add(params.scriptId);
  });
  session.on("Debugger.paused", ({ params }) => {
    const frame = params.callFrames.find(({ location }) => submissionScripts.has(location.scriptId));
    const { lineNumber = -1, columnNumber = -1 } = frame?.location ?? {};
    grader.write(`at ${lineNumber + 1} ${columnNumber + 1}\n`);
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}
