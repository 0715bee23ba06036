import { once } from "node:events";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { startPractice } from "../../src/practice/index.ts";
import { eventually } from "../support/processes.ts";
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

test("close leaves no handle of an https port open, in whatever state", async () => {
  // Loads what makes the certificates, which keeps nothing open of its own.
  await (await startPractice({ tls: true })).close();
  const before = process.getActiveResourcesInfo().sort();
  const practice = await startPractice({ tls: true });
  const { good, ca } = practice.tls;
  const silent = await open(good.port);
  const halfway = await open(good.port);
  halfway.write(Buffer.from([22, 3, 1, 0, 200, 1]));
  const spoken = connect({ host: "127.0.0.1", port: good.port, ca });
  spoken.on("error", () => {});
  await once(spoken, "secureConnect");
  spoken.write("GET /fault/never-answers HTTP/1.1\r\nHost: x\r\n\r\n");
  await eventually("the request came", () =>
    practice.connections.some(({ requests }) => requests.length === 1),
  );
  const closed = [silent, halfway, spoken].map((socket) => once(socket.resume(), "close"));
  for (const socket of [silent, halfway]) socket.on("end", () => socket.end());
  await Promise.all([practice.close(), ...closed]);
  await eventually("nothing is left", () => {
    const left = process
      .getActiveResourcesInfo()
      .filter((name) => name !== "Immediate")
      .sort();
    return (
      left.filter((name) => /TCP|TLS|Server/.test(name)).length === 0 && left.length <= before.length + 1
    );
  });
  for (const { closedBy } of practice.connections) expect(closedBy).toBe("server");
});
