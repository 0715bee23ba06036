// A staged reply whose pieces each wait until the client has read the one before: { readWithinMs }.

import { once } from "node:events";
import { expect, test } from "vitest";
import { type PracticeOptions, type PracticeService, startPractice } from "../../src/practice/index.ts";
import { open, readToEnd } from "./raw-client.ts";

const NEVER = 10_000;

/** A service whose answer to GET is "one", then a wait, then "two". */
async function withPieces(
  readWithinMs: number,
  options: PracticeOptions,
  act: (service: PracticeService) => Promise<void>,
): Promise<void> {
  const service = await startPractice(options);
  service.stage("/", { steps: [{ send: "one" }, { readWithinMs }, { send: "two" }], end: "close" });
  try {
    await act(service);
  } finally {
    await service.close();
  }
}

async function get({ port }: PracticeService) {
  const socket = await open(port);
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  return socket;
}

test("the next piece leaves when the client has read the one before, and not earlier", async () => {
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  await withPieces(NEVER, { clientHasRead: () => told }, async (service) => {
    const socket = await get(service);
    expect(String(await once(socket, "data"))).toBe("one");
    tell();
    expect(await readToEnd(socket)).toBe("two");
    socket.end();
  });
});

test.each([
  ["nobody can tell", {}],
  ["nobody tells", { clientHasRead: () => new Promise(() => {}) }],
])("it leaves after the time that was given where %s", async (_, options) => {
  await withPieces(20, options, async (service) => {
    const socket = await get(service);
    expect(await readToEnd(socket)).toBe("onetwo");
    socket.end();
  });
});

test("a client that leaves ends the wait", async () => {
  await withPieces(NEVER, { clientHasRead: () => new Promise(() => {}) }, async (service) => {
    const socket = await get(service);
    await once(socket, "data");
    socket.resetAndDestroy();
    expect(await service.allClosed(NEVER)).toBe(true);
    const [recording] = service.connections;
    const sent = recording!.transcript.filter(({ from }) => from === "server");
    expect(Buffer.concat(sent.map(({ octets }) => octets)).toString()).toBe("one");
  });
});

test.each([-1, 60_000, Number.NaN])("it cannot be %d ms", async (readWithinMs) => {
  const service = await startPractice();
  try {
    const stage = () => service.stage("/", { steps: [{ readWithinMs }], end: "close" });
    expect(stage).toThrow(RangeError);
  } finally {
    await service.close();
  }
});
