import { connect } from "node:net";
import { expect, test, vi } from "vitest";
import { startFaultyPeers } from "../../../src/practice/index.ts";

// Alone in its file, and so in its process: other tests' sockets would be counted too.
test("closing leaves no socket, no thread and no timer behind", async () => {
  // No "Timeout" among them: vitest has its own, and so does waiting.
  const held = () =>
    process.getActiveResourcesInfo().filter((name) => /^(TCP|MessagePort|Worker)/.test(name));
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  expect(held()).toEqual([]);
  const timersBefore = timers();
  const all = await startFaultyPeers();
  const reachable = all.peers.filter(
    ({ fault }) => fault.behaviour.kind !== "refuses" && fault.behaviour.kind !== "accepts-nothing",
  );
  const sockets = reachable.map(({ port }) => connect(port, "127.0.0.1").on("error", () => {}));
  for (const socket of sockets) socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  expect(held().filter((name) => name.startsWith("TCP")).length).toBeGreaterThan(reachable.length);
  await all.close();
  for (const socket of sockets) socket.destroy();
  // Sockets that were destroyed take a turn or two to go.
  await vi.waitFor(() => expect(held()).toEqual([]), { timeout: 10_000 });
  expect(timers()).toBeLessThanOrEqual(timersBefore);
});
