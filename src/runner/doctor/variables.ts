import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
const LOOPBACK = ["localhost", "127.0.0.1"];

/** Which variables name a proxy. Their values may hold a password, and are not shown. */
export function checkProxies({ environment }: Surroundings): Finding {
  const names = Object.keys(environment).filter(
    (name) => PROXY_VARIABLES.includes(name.toUpperCase()) && environment[name] !== "",
  );
  if (names.length === 0) return { state: "fine", found: "no variable names one." };
  const found = `${listed(names)} set. The course looks at none of these: its client connects by itself.`;
  if (isLoopbackExcepted(environment)) return { state: "fine", found };
  return {
    state: "note",
    found,
    next: "`curl` does look: for the practice service type `curl --noproxy '*'`, or set `NO_PROXY=localhost,127.0.0.1`.",
  };
}

function isLoopbackExcepted({ NO_PROXY, no_proxy }: NodeJS.ProcessEnv): boolean {
  const excepted = `${NO_PROXY ?? ""},${no_proxy ?? ""}`.split(",").map((each) => each.trim());
  return excepted.includes("*") || LOOPBACK.every((each) => excepted.includes(each));
}

/** Options that every Node gets, the course's too. */
export function checkNodeOptions({ environment }: Surroundings): Finding {
  const { NODE_OPTIONS = "" } = environment;
  if (NODE_OPTIONS.trim() === "") return { state: "fine", found: "`NODE_OPTIONS` is not set." };
  return {
    state: "note",
    found: `\`NODE_OPTIONS\` is \`${NODE_OPTIONS}\`: every Node obeys it, the course's too.`,
    next: "If something is odd, try without it first.",
  };
}

function listed(names: readonly string[]): string {
  return `${names.map((name) => `\`${name}\``).join(", ")} ${names.length === 1 ? "is" : "are"}`;
}
