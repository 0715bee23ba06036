// What a sandbox has of files: copies, because a user without a name may not get to where the course lies, and because
// beside the bundles there is more than a submission may see.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, STAGE } from "./sandbox.ts";
import type { Tools } from "./tools.ts";

/** What the learner's process is started from, or imports. */
const ENTRIES = ["host.mjs", "watchdog.mjs", "client.mjs"];

/** Names are never looked up outside of the machine: there is no outside. */
const ETC = {
  hosts: "127.0.0.1 localhost\n::1 localhost\n",
  "nsswitch.conf": "hosts: files\n",
};

// Without it process.memoryUsage() throws. It says that no memory is resident, which is the 24th number.
const STAT = `1 (node) R ${"0 ".repeat(49)}\n`;

/**
 * Lays out what a sandbox is made of, on the file system in memory that the private network comes with.
 *
 * @param built Folder of the bundles
 */
export function layOutSandbox(tools: Tools, built: string): Sandbox {
  // Whoever runs this may keep files to himself, and the sandbox has another user.
  process.umask(0o022);
  for (const folder of ["course", "etc"]) mkdirSync(join(STAGE, folder));
  for (const name of withImports(built, ENTRIES))
    copyFileSync(join(built, name), join(STAGE, "course", name));
  for (const [name, text] of Object.entries(ETC)) writeFileSync(join(STAGE, "etc", name), text);
  writeFileSync(join(STAGE, "stat"), STAT);
  return { tools, stage: STAGE, libraries: librariesOf([process.execPath, tools.prlimit]) };
}

/** Bundles, and the bundles that those import. */
function withImports(built: string, entries: readonly string[]): Set<string> {
  const names = new Set(entries);
  // A set goes on to what is added to it meanwhile.
  for (const name of names) {
    const code = readFileSync(join(built, name), "utf8");
    for (const [, imported = ""] of code.matchAll(/"\.\/([\w-]+\.mjs)"/g)) names.add(imported);
  }
  return names;
}

function librariesOf(programs: readonly string[]): string[] {
  const found = execFileSync("ldd", programs, { encoding: "utf8" });
  const paths = [...found.matchAll(/(?:^\s+|=> )(\/\S+)/gm)].map(([, path = ""]) => path);
  return [...new Set(paths)];
}
