import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import {
  type FaultyPeer,
  peerGroups,
  peers,
  startFaultyPeer,
  startFaultyPeers,
} from "../../../src/practice/index.ts";
import { open } from "../raw-client.ts";

const GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n";
const CONNECT = "CONNECT example.test:80 HTTP/1.1\r\nHost: example.test:80\r\n\r\n";
const CLIENT_HELLO = "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const TOO_LARGE = "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large";
const BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const ESTABLISHED = "HTTP/1.1 200 Connection Established\r\n\r\n";

/** Octets in turn: what the client sends, what comes back for it; then how it ends. */
type Dialogue = readonly [
  name: string,
  end: "close" | "reset" | "hold",
  turns: readonly (readonly [sends: string, comes: string])[],
];

// biome-ignore format: one peer a line
const dialogues: readonly Dialogue[] = [
  ["closes-on-accept", "close", [["", ""]]],
  ["resets-on-accept", "reset", [["", ""]]],
  ["speaks-first", "hold", [["", OK], [GET, ""]]],
  ["answers-early", "close", [[POST, TOO_LARGE]]],
  ["answers-early-and-resets", "reset", [[POST, TOO_LARGE]]],
  ["handshake-silence", "hold", [[CLIENT_HELLO, ""]]],
  ["handshake-closed", "close", [[CLIENT_HELLO, ""]]],
  ["handshake-reset", "reset", [[CLIENT_HELLO, ""]]],
  ["handshake-refused", "close", [[CLIENT_HELLO, "\x15\x03\x03\x00\x02\x02\x28"]]],
  ["handshake-version-refused", "close", [[CLIENT_HELLO, "\x15\x03\x03\x00\x02\x02\x46"]]],
  ["handshake-name-refused", "close", [[CLIENT_HELLO, "\x15\x03\x03\x00\x02\x02\x70"]]],
  ["handshake-answered-in-http", "close", [[CLIENT_HELLO, BAD_REQUEST]]],
  ["handshake-cut-short", "close", [[CLIENT_HELLO, "\x16\x03\x03\x00\x7a\x02\x00\x00\x76"]]],
  ["proxy-forbids", "close", [[CONNECT, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"]]],
  ["proxy-wants-credentials", "close", [[CONNECT, 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="gate"\r\nContent-Length: 0\r\n\r\n']]],
  ["proxy-reaches-nobody", "close", [[CONNECT, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"]]],
  ["proxy-never-answers", "hold", [[CONNECT, ""]]],
  ["proxy-closes", "close", [[CONNECT, ""]]],
  ["proxy-is-no-proxy", "close", [[CONNECT, "220 mail ready\r\n"]]],
  ["proxy-speaks-first", "hold", [[CONNECT, `${ESTABLISHED}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`]]],
  ["proxy-adds-length", "close", [[CONNECT, "HTTP/1.1 200 Connection Established\r\nContent-Length: 5\r\n\r\n"], [GET, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"]]],
  ["proxy-closes-in-tunnel", "close", [[CONNECT, ESTABLISHED], [GET, ""]]],
];

/** Those at which there is nothing to say, or nobody to say it to. */
const SILENT = ["refused", "black-hole", "never-reads"];

class Visitor {
  text = "";
  error: NodeJS.ErrnoException | undefined;
  readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (octets) => {
      this.text += octets.toString("latin1");
    });
    socket.on("error", (error) => {
      this.error = error;
    });
  }

  static async to({ port }: FaultyPeer): Promise<Visitor> {
    return new Visitor(connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true }));
  }

  async hasRead(octets: number): Promise<void> {
    while (this.text.length < octets) await once(this.socket, "data");
  }

  async isClosed(): Promise<void> {
    // Not once(): it would reject with the very error that is wanted.
    if (!this.socket.closed) await new Promise((resolve) => this.socket.on("close", resolve));
  }
}

async function withPeer(name: string, act: (peer: FaultyPeer) => Promise<void>): Promise<void> {
  const peer = await startFaultyPeer(name);
  try {
    await act(peer);
  } finally {
    await peer.close();
  }
}

test.each(dialogues)("%s, octet for octet, and to the end (%s)", (name, end, turns) =>
  withPeer(name, async (peer) => {
    const visitor = await Visitor.to(peer);
    let expected = "";
    for (const [sends, comes] of turns) {
      if (sends !== "") visitor.socket.write(sends, "latin1");
      expected += comes;
      await visitor.hasRead(expected.length);
    }
    if (end === "reset") {
      await visitor.isClosed();
      expect(visitor.error?.code).toBe("ECONNRESET");
    } else {
      if (end === "close" && !visitor.socket.readableEnded) await once(visitor.socket, "end");
      else if (end === "hold") expect(await peer.allClosed(100), "still open").toBe(false);
      visitor.socket.end();
      await visitor.isClosed();
      expect(visitor.error).toBeUndefined();
    }
    expect(visitor.text).toBe(expected);
    expect(await peer.allClosed(5000)).toBe(true);
    expect(peer.connections).toMatchObject([
      {
        closedBy: end === "hold" ? "client" : "server",
        closedHow: end === "reset" ? "reset" : "end",
        requests: [],
      },
    ]);
  }),
);

test("a peer is recorded like the service: what arrived and left, in order", () =>
  withPeer("proxy-closes-in-tunnel", async (peer) => {
    const visitor = await Visitor.to(peer);
    visitor.socket.write(CONNECT);
    await visitor.hasRead(ESTABLISHED.length);
    visitor.socket.end(GET);
    await visitor.isClosed();
    const transcript = peer.connections[0]?.transcript.map(({ from, octets }) => [
      from,
      Buffer.from(octets).toString(),
    ]);
    expect(transcript).toEqual([
      ["client", CONNECT],
      ["server", ESTABLISHED],
      ["client", GET],
    ]);
  }));

test.each(["GET / HTTP/1.1\r\n", ""])("a client that leaves after %j gets FIN and no octets", (octets) =>
  withPeer("answers-early", async (peer) => {
    const visitor = await Visitor.to(peer);
    visitor.socket.end(octets);
    await visitor.isClosed();
    expect(visitor.text).toBe("");
    expect(visitor.error).toBeUndefined();
  }),
);

test("a head is found wherever it was cut, and behind more than is kept", () =>
  withPeer("answers-early", async (peer) => {
    const visitor = await Visitor.to(peer);
    visitor.socket.write(`GET / HTTP/1.1\r\nX: ${"x".repeat(200_000)}\r\n\r`);
    expect(await peer.allClosed(50)).toBe(false);
    expect(visitor.text).toBe("");
    visitor.socket.end("\n");
    await visitor.isClosed();
    expect(visitor.text).toBe(TOO_LARGE);
  }));

describe("where no connection comes about", () => {
  test("refused: at once, again and again, and nobody else can have the port", () =>
    withPeer("refused", async ({ port }) => {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const [error] = await once(connect(port, "127.0.0.1"), "error");
        expect(error.code).toBe("ECONNREFUSED");
      }
      const [error] = await once(createServer().listen(port, "127.0.0.1"), "error");
      expect(error.code).toBe("EADDRINUSE");
    }));

  // Windows refuses what does not fit into the queue, and the peer says so.
  test.skipIf(process.platform === "win32")("black-hole: neither a connection nor a refusal", () =>
    withPeer("black-hole", async ({ port, connections }) => {
      const socket = connect(port, "127.0.0.1");
      const happened = Promise.race([
        once(socket, "connect").then(() => "connected"),
        once(socket, "error").then(() => "refused"),
        new Promise((resolve) => setTimeout(resolve, 300, "nothing")),
      ]);
      expect(await happened).toBe("nothing");
      expect(socket.connecting).toBe(true);
      socket.destroy();
      expect(connections).toEqual([]);
    }),
  );
});

test("never-reads: octets back up on the client's side", () =>
  withPeer("never-reads", async (peer) => {
    const socket = await open(peer.port);
    let isWritten = false;
    socket.write(Buffer.alloc(32 * 1024 * 1024), () => {
      isWritten = true;
    });
    expect(await peer.allClosed(150)).toBe(false);
    expect(isWritten).toBe(false);
    expect(peer.connections[0]?.transcript).toEqual([]);
    await peer.close();
    await new Promise((resolve) => socket.on("close", resolve));
  }));

describe("the table", () => {
  test("has no peer without a test here", () => {
    expect([...dialogues.map(([name]) => name), ...SILENT].sort()).toEqual(
      peers.map(({ name }) => name).sort(),
    );
    expect(peerGroups.flatMap((group) => group.peers)).toEqual(peers);
  });

  test("teaches in one sentence, and names a section of an RFC where a rule is broken", () => {
    expect(new Set(peers.map(({ name }) => name)).size).toBe(peers.length);
    for (const { name, teaches, breaks = "RFC 9112 §9" } of peers) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(teaches, name).toMatch(/^[A-Z0-9"a-z].{10,130}\.$/);
      expect(breaks, name).toMatch(/^RFC \d{4} §\d+(\.\d+)*$/);
    }
  });

  test("a name that no peer has is refused in words", async () => {
    await expect(startFaultyPeer("nobody")).rejects.toThrow(
      /There is no peer "nobody": expected one of refused, /,
    );
  });
});

test("all of them together, each on a port of its own, and closed twice", async () => {
  const all = await startFaultyPeers();
  expect([...all.peers, ...all.missing].map(({ fault }) => fault.name).sort()).toEqual(
    peers.map(({ name }) => name).sort(),
  );
  expect(new Set(all.peers.map(({ port }) => port)).size).toBe(all.peers.length);
  for (const { fault, url, command, port } of all.peers) {
    expect(url).toBe(`${fault.role === "https" ? "https" : "http"}://127.0.0.1:${port}`);
    expect(command).toMatch(/(^|\| )curl -i -m 3 /);
    expect(command).toContain(url);
  }
  await Promise.all([all.close(), all.close()]);
});
