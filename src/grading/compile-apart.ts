import { fork } from "node:child_process";
import { join } from "node:path";
import type { Compiled, CompileOptions, NotCompiled } from "./compile.ts";
import { within } from "./within.ts";

export interface CompileOrder {
  readonly file: string;
  readonly options: CompileOptions;
}

/** For a file of 256 KiB on a machine that is busy with others. */
const DEADLINE_MS = 60_000;

/**
 * Compiles what somebody else handed in, in a process of its own: the compiler is native code, and a file that is nested
 * deep enough ends the process that it is in.
 *
 * @param built Folder of the bundles, where this process sees it
 */
export async function compileApart(built: string, file: string, options: CompileOptions): Promise<Compiled> {
  const child = fork(join(built, "compiler.mjs"), {
    execArgv: [],
    serialization: "advanced",
    stdio: "ignore",
  });
  const ended = new Promise<Compiled>((resolve, reject) => {
    child.once("message", (compiled) => resolve(compiled as Compiled));
    child.once("disconnect", () => resolve(BROKE_DOWN));
    child.once("error", reject);
  });
  // One that cannot be sent is one to a process that has ended.
  child.send({ file, options } satisfies CompileOrder, () => {});
  try {
    return (await within(DEADLINE_MS, ended)) ?? TOOK_TOO_LONG;
  } finally {
    child.kill("SIGKILL");
  }
}

const BROKE_DOWN: NotCompiled = {
  reason: "does-not-load",
  problem: "The compiler broke down on it, as where something is nested hundreds of levels deep",
};

const TOOK_TOO_LONG: NotCompiled = {
  reason: "does-not-load",
  problem: `It was not compiled within ${DEADLINE_MS / 1_000} seconds`,
};
