// What would do for a submission what its lesson has it do itself. A lesson for which that is not so says it in its grader:
// `checksOf<...>({ uses: ["fetch"] })`.
//
// A signpost and no fence: Node has other ways to all of it. What counts is what arrives at the practice service, which a
// grader looks at. So it holds at home as on a teacher's machine, and a check that passes here passes there.

const BY_HAND = 'this lesson is about doing its work by hand, or with "#client"';
const ONE_PROCESS = "a submission is one process, and what it does elsewhere counts for nothing";

/** Node's modules by their names without `node:`, and what is there without an import. */
const SHORTCUTS = {
  http: BY_HAND,
  https: BY_HAND,
  http2: BY_HAND,
  fetch: BY_HAND,
  WebSocket: BY_HAND,
  EventSource: BY_HAND,
  child_process: ONE_PROCESS,
  cluster: ONE_PROCESS,
  worker_threads: ONE_PROCESS,
} as const;

export type Shortcut = keyof typeof SHORTCUTS;

const GLOBALS = ["fetch", "WebSocket", "EventSource"] as const;

/**
 * @param modules What a submission imports of Node: `["node:net"]`
 * @param uses The shortcuts that its lesson has no objection to
 * @returns What is wrong with that, in a sentence
 */
export function refusedImport(modules: readonly string[], uses: readonly Shortcut[]): string | undefined {
  for (const module of modules) {
    const name = module.replace(/^node:/, "").replace(/\/.*$/, "") as Shortcut;
    if (name in SHORTCUTS && !uses.includes(name)) return `Cannot import "${module}": ${SHORTCUTS[name]}`;
  }
  return undefined;
}

/** By the names of what a submission does not find, the sentence that it throws instead. */
export function refusedGlobals(uses: readonly Shortcut[]): Readonly<Record<string, string>> {
  const refused = GLOBALS.filter((name) => !uses.includes(name));
  return Object.fromEntries(refused.map((name) => [name, `Cannot use ${name}: ${SHORTCUTS[name]}`]));
}
