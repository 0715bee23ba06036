// The sandbox is tried, and not believed in: a submission that looks at what is around it, in the sandbox as it is used.

import { encodeValue } from "../bridge/values.ts";
import { LearnerProcess, type Outcome } from "../learner-process.ts";
import type { Sandbox } from "./sandbox.ts";

/** What it saw that it must not see, in words. Runs in the sandbox, as text. */
const LOOK_AROUND = `
import { connect } from "node:net";
import { existsSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";

export async function lookAround(port, folders) {
  const outside = Object.values(networkInterfaces()).flat().filter(({ internal }) => !internal);
  const writable = ["/probe", "/sandboxed/probe", "/etc/probe", "/dev/probe"].filter(canWrite);
  return [
    ...outside.map(({ address }) => "the network has the address " + address),
    ...(await canConnect(port) ? ["a port outside can be reached"] : []),
    ...writable.map((path) => path + " can be written"),
    ...folders.filter((path) => existsSync(path)).map((path) => path + " can be seen"),
    ...(process.getuid() === 0 ? ["it runs as root"] : []),
  ];
}

function canWrite(path) {
  try {
    writeFileSync(path, "");
    return true;
  } catch {
    return false;
  }
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
  });
}
`;

const DEADLINE_MS = 20_000;

/**
 * Looks around in a sandbox.
 *
 * @param port Somebody listens there, on loopback outside of it
 * @param folders Which must not be seen in it
 * @returns What is wrong with it, in words; undefined where nothing is
 */
export async function lookAround(
  built: string,
  sandbox: Sandbox,
  port: number,
  folders: readonly string[],
): Promise<string | undefined> {
  const learner = new LearnerProcess(built, { sandbox });
  try {
    const loaded = await learner.ask({ ask: "load", code: LOOK_AROUND }, DEADLINE_MS);
    if (loaded.kind !== "returned") return wordsOf(loaded);
    const args = [port, folders].map((value) => encodeValue(value));
    const looked = await learner.ask({ ask: "call", name: "lookAround", args }, DEADLINE_MS);
    return looked.kind === "returned" ? (looked.value as string[])[0] : wordsOf(looked);
  } finally {
    learner.kill();
    await learner.ended;
  }
}

function wordsOf(outcome: Exclude<Outcome, { kind: "returned" }>): string {
  if (outcome.kind === "threw") return `it threw ${outcome.thrown.message}`;
  if (outcome.kind === "callback-failed") return String(outcome.error);
  return "how" in outcome.loss ? outcome.loss.how : `its process was lost: ${outcome.loss.reason}`;
}
