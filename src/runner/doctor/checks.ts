import type { Finding, NamedFinding } from "../../screen/index.ts";
import type { DoctorCheck, Surroundings } from "./check.ts";
import { checkClock } from "./clock.ts";
import { checkCourseFolder, checkTemporaryFolder } from "./folders.ts";
import { checkIPv4, checkIPv6, checkLocalhost } from "./loopback.ts";
import { checkPackages } from "./packages.ts";
import { checkCharset, checkColors, checkTerminal } from "./terminal.ts";
import { checkNodeOptions, checkProxies } from "./variables.ts";
import { checkGrade, checkHttps } from "./whole.ts";

// biome-ignore format: one check a line reads as the table it is
/** Everything that is looked at, what the rest needs first. */
export const CHECKS: readonly DoctorCheck[] = [
  { name: "Node", run: checkNode },
  { name: "Packages", run: checkPackages },
  { name: "Node's options", run: checkNodeOptions },
  { name: "The course's folder", run: checkCourseFolder },
  { name: "The temporary folder", run: checkTemporaryFolder },
  { name: "IPv4", run: checkIPv4 },
  { name: "IPv6", run: checkIPv6 },
  { name: "localhost", run: () => checkLocalhost() },
  { name: "Proxies", run: checkProxies },
  { name: "Terminal", run: checkTerminal },
  { name: "Colours", run: checkColors },
  { name: "Charset", run: checkCharset },
  { name: "Clock", run: checkClock },
  { name: "https", run: checkHttps },
  { name: "Grading", run: checkGrade },
];

/** One that is too old ends before this, in bin/check-node.cjs. */
function checkNode({ nodeVersion, environment }: Surroundings): Finding {
  const [, npm] = /\bnpm\/(\S+)/.exec(environment.npm_config_user_agent ?? "") ?? [];
  return { state: "fine", found: `${nodeVersion}${npm === undefined ? "" : `, with npm ${npm}`}.` };
}

/** Looks at one thing. A check that fails to look has found something wrong. */
export async function examine({ name, run }: DoctorCheck, surroundings: Surroundings): Promise<NamedFinding> {
  try {
    return { name, ...(await run(surroundings)) };
  } catch (error) {
    const found = `it could not be looked at: ${(error as Error).message}.`;
    return { name, state: "wrong", found, next: "Mend what is WRONG above, if anything is, and try again." };
  }
}
