import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { homedir } from "node:os";
import { PrivateProcess } from "./private-process.ts";
import { findTools, type Tools } from "./tools.ts";

/** What can stand between a submission and this machine: plain data. */
export type Isolation =
  /** Both layers of src/grading/isolation/sandbox.ts, tried here. */
  | { readonly kind: "strict"; readonly tools: Tools }
  /** Nothing but that it is a process of its own, and why, in one sentence. */
  | { readonly kind: "none"; readonly reason: string };

/**
 * Finds out what works here, by starting it once: a submission in a sandbox that looks around. What is weaker counts as
 * nothing.
 *
 * @param built Folder of the bundles
 * @param root Folder of the course, which must not be seen in there
 */
export async function findIsolation({ root, built }: { root: string; built: string }): Promise<Isolation> {
  const tools = findTools();
  if (typeof tools === "string") return { kind: "none", reason: tools };
  const problem = await problemOf(tools, built, [root, built, homedir(), "/etc/passwd", "/proc/1"]);
  if (problem === undefined) return { kind: "strict", tools };
  return { kind: "none", reason: `${tools.name} makes no sandbox here: ${problem}.` };
}

async function problemOf(
  tools: Tools,
  built: string,
  folders: readonly string[],
): Promise<string | undefined> {
  const listener = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const tried = new PrivateProcess(tools, built);
  try {
    return (await tried.ask({ order: "look-around", port, folders })) as string | undefined;
  } catch (error) {
    return (error as Error).message.replace(/\.$/, "");
  } finally {
    await tried.end();
    listener.close();
  }
}
