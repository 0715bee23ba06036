// The engine's own process in a network of its own. What it is asked, private-process.ts says.

import type { Grade } from "../grade.ts";
import { WarmEngine } from "../warm-engine.ts";
import { lookAround } from "./look-around.ts";
import type { Numbered, Reply } from "./private-process.ts";
import type { Sandbox } from "./sandbox.ts";
import { layOutSandbox } from "./stage.ts";

let sandbox: Sandbox | undefined;
let built = "";
let engine: WarmEngine | undefined;
/** Of the grades that are under way. */
const abortions = new Map<number, AbortController>();

async function act(order: Numbered): Promise<unknown> {
  switch (order.order) {
    case "lay-out":
      built = order.built;
      sandbox = layOutSandbox(order.tools, built);
      return;
    case "look-around":
      return lookAround(built, sandbox!, order.port, order.folders);
    case "open":
      engine = new WarmEngine({ ...order.options, sandbox });
      return;
    case "grade":
      return grade(order);
    case "abort":
      abortions.get(order.of)?.abort();
      return;
    case "close":
      return engine?.close();
  }
}

async function grade({
  id,
  lesson,
  submission,
  seed,
}: Extract<Numbered, { order: "grade" }>): Promise<Grade> {
  const abortion = new AbortController();
  abortions.set(id, abortion);
  try {
    return await engine!.grade(lesson, submission, { seed, withoutTypes: true, signal: abortion.signal });
  } finally {
    abortions.delete(id);
  }
}

function reply(message: Reply): void {
  process.send?.(message);
}

process.on("message", async (order: Numbered) => {
  const { id } = order;
  try {
    reply({ id, answer: await act(order) });
    // Its answer leaves before that.
    if (order.order === "close") process.disconnect();
  } catch (error) {
    reply({ id, failed: (error as Error).message });
  }
});
// Whoever gave the orders is gone.
process.on("disconnect", () => process.exit());
