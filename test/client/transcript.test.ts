import { expect, test } from "vitest";
import { HTTPConnection, type Transcript } from "../../src/client/index.ts";
import { startPractice } from "../../src/practice/index.ts";
import { octets, segmentations, text } from "../wire/support.ts";
import { connectionTo, memoryPeer } from "./memory-peer.ts";

const HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

function sent(transcript: Transcript, from: "client" | "server"): string {
  return transcript
    .filter((event) => event.from === from)
    .map((event) => text(event.octets))
    .join("");
}

test.each([true, false])("what the client saw is what the service saw: %s", async (isWanted) => {
  const practice = await startPractice();
  const connection = new HTTPConnection(practice.host, practice.port, { transcript: isWanted });
  try {
    for (const [method, target] of [
      ["POST", "/post"],
      ["GET", "/fault/split-character"],
      ["HEAD", "/get"],
    ] as const) {
      await connection.request(method, target, method === "POST" ? { body: "a=1" } : {});
      await (await connection.getResponse()).read();
    }
    const [recording] = practice.connections;
    for (const from of ["client", "server"] as const) {
      expect(sent(recording!.transcript, from)).not.toBe("");
      expect(sent(connection.transcript, from)).toBe(isWanted ? sent(recording!.transcript, from) : "");
    }
  } finally {
    connection.close();
    await practice.close();
  }
});

test("octets are recorded piece by piece, in order, and are copies", async () => {
  for (const pieces of segmentations(octets(HELLO))) {
    const connection = connectionTo([memoryPeer(pieces.map((piece) => new Uint8Array(piece)))], {
      transcript: true,
    });
    const body = Uint8Array.of(1, 2);
    await connection.request("POST", "/", { body });
    await (await connection.getResponse()).read();
    body.fill(9);
    const [head, content, ...server] = connection.transcript;
    expect([head?.from, content?.from]).toEqual(["client", "client"]);
    expect(content?.octets).toEqual(Uint8Array.of(1, 2));
    expect(server.map(({ from }) => from)).toEqual(pieces.map(() => "server"));
    expect(server.map((event) => text(event.octets))).toEqual(pieces.map(text));
    const times = connection.transcript.map(({ atMs }) => atMs);
    expect(times.every((time, index) => time >= (times[index - 1] ?? 0))).toBe(true);
  }
});
