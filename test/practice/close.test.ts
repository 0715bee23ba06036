import { once } from "node:events";
import { expect, test } from "vitest";
import { startPractice } from "../../src/practice/index.ts";
import { open } from "./raw-client.ts";

// Alone in its file, and so in its process: other tests' sockets would be counted too.
test("close leaves no handle open", async () => {
  const count = (kind: string) =>
    process.getActiveResourcesInfo().filter((name) => name.startsWith(kind)).length;
  const timersBefore = count("Timeout");
  expect(count("TCP")).toBe(0);
  const practice = await startPractice();
  practice.stage("/slow", { steps: [{ pauseMs: 10_000 }], end: "close" });
  const socket = await open(practice.port);
  socket.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  await practice.allClosed(20);
  expect(count("TCP"), "the service, and both ends of a connection").toBe(3);
  expect(count("Timeout"), "the pause").toBeGreaterThan(0);
  socket.destroy();
  await Promise.all([practice.close(), once(socket, "close")]);
  expect(count("TCP")).toBe(0);
  expect(count("Timeout")).toBeLessThanOrEqual(timersBefore);
});
