import { expect, test } from "vitest";
import { type PracticeEvent, startPractice } from "../../../src/practice/index.ts";
import { exchange, open, readToEnd } from "../raw-client.ts";

test("a service starts the faulty peers beside it, lists and watches them, and closes them with itself", async () => {
  const events: PracticeEvent[] = [];
  const practice = await startPractice({ watch: (event) => events.push(event) });
  expect(practice.peers).toBeUndefined();
  const { peers } = await practice.startPeers();
  expect((await practice.startPeers()).peers, "asked again, the same").toBe(peers);
  expect(practice.peers?.peers).toBe(peers);

  const page = await exchange(
    practice.port,
    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  );
  for (const { fault, command } of peers)
    expect(page).toContain(`\n${fault.name}\n  ${fault.teaches}\n  ${command}\n`);

  const closer = peers.find(({ fault }) => fault.name === "closes-on-accept")!;
  await readToEnd(await open(closer.port));
  expect(closer.connections).toMatchObject([{ number: 1, peer: "closes-on-accept", closedBy: "server" }]);
  expect(events).toContainEqual({ kind: "opened", connection: closer.connections[0] });

  await practice.close();
  await expect(open(closer.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
