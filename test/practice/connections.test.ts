import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ConnectionRecording, type PracticeService, startPractice } from "../../src/practice/index.ts";
import { exchange, open, parseResponse, readToEnd, readUntil } from "./raw-client.ts";

let practice: PracticeService;
beforeEach(async () => {
  practice = await startPractice();
});
afterEach(() => practice.close());

const GET = "GET /get HTTP/1.1\r\nHost: x\r\n\r\n";
const LAST = "GET /json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

function sent(recording: ConnectionRecording | undefined, from: "client" | "server"): string {
  const octets =
    recording?.transcript.filter((event) => event.from === from).map((event) => event.octets) ?? [];
  return Buffer.concat(octets).toString("latin1");
}

describe("persistent connections", () => {
  test.each([
    ["HTTP/1.1", [], true],
    ["HTTP/1.1", ["Connection: X, Close"], false],
    ["HTTP/1.0", [], false],
    ["HTTP/1.0", ["Connection: Keep-Alive"], true],
  ])("%s %j", async (version, fields, persists) => {
    const head = [`GET /status/200 ${version}`, "Host: x", ...fields].join("\r\n");
    const answer = await exchange(practice.port, `${head}\r\n\r\n${LAST}`);
    expect(answer.match(/^HTTP\/1\.\d 200/gm)).toHaveLength(persists ? 2 : 1);
    const connection = parseResponse(answer).fields.find(([name]) => name === "Connection")?.[1];
    expect(connection).toBe(
      persists ? { "HTTP/1.1": undefined, "HTTP/1.0": "keep-alive" }[version] : "close",
    );
  });

  test("pipelined requests are answered in order, across a pause", async () => {
    practice.stage("/slow", { steps: [{ pauseMs: 20 }, { send: OK }], end: "keep" });
    const answer = await exchange(practice.port, `GET /slow HTTP/1.1\r\nHost: x\r\n\r\n${GET}${LAST}`);
    expect(
      answer
        .split("HTTP/1.1 200 OK\r\n")
        .slice(1)
        .map((response) => /ok$|args|harbour/.exec(response)?.[0]),
    ).toEqual(["ok", "args", "harbour"]);
  });

  test("more than the service will hold at once waits its turn", async () => {
    practice.stage("/slow", { steps: [{ pauseMs: 20 }, { send: OK }], end: "keep" });
    const post = "POST /status/200 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
    const octets = `GET /slow HTTP/1.1\r\nHost: x\r\n\r\n${(post + "x".repeat(1_000_000)).repeat(3)}${LAST}`;
    expect((await exchange(practice.port, octets)).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(5);
  });

  test("ten thousand pipelined requests", async () => {
    const answer = await exchange(practice.port, GET.repeat(10_000) + LAST);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(10_001);
    expect(practice.connections[0]?.truncated).toBe(true);
    const kept = practice.connections[0]?.transcript.reduce((sum, { octets }) => sum + octets.length, 0);
    expect(kept).toBeLessThan(5 * 1024 * 1024);
  }, 30_000);

  test("a client that sends FIN after its request still gets the answer", async () => {
    const socket = await open(practice.port);
    socket.end(GET);
    expect(await readToEnd(socket)).toContain('"origin": "127.0.0.1"');
  });

  test("100 Continue comes before the content is sent", async () => {
    const socket = await open(practice.port);
    socket.write(
      "POST /post HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    );
    expect(await readUntil(socket, "\r\n\r\n")).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.end("hi");
    expect(await readToEnd(socket)).toContain('"data": "hi"');
  });
});

describe("staged replies", () => {
  test("send their very octets, text as ISO-8859-1", async () => {
    practice.stage("/odd", {
      steps: [{ send: "caf\xe9\0" }, { send: new Uint8Array([1, 255]) }],
      end: "close",
    });
    expect(await exchange(practice.port, "BREW /odd?x HTTP/1.1\r\nHost: x\r\n\r\n")).toBe(
      "caf\xe9\0\x01\xff",
    );
    expect(practice.connections[0]).toMatchObject({ closedBy: "server", closedHow: "end" });
  });

  test("are made as the socket takes them, anew for each request, and no further when the client left", async () => {
    const made: string[] = [];
    const steps = {
      *[Symbol.iterator]() {
        try {
          for (;;) {
            yield { send: "x".repeat(65_536) };
            yield { pauseMs: 1 };
          }
        } finally {
          made.push("ended");
        }
      },
    };
    practice.stage("/endless", { steps, end: "close" });
    for (const ended of [["ended"], ["ended", "ended"]]) {
      const socket = await open(practice.port);
      socket.write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
      await once(socket, "data");
      socket.destroy();
      await vi.waitFor(() => expect(made).toEqual(ended), { timeout: 10_000 });
    }
  });

  test("take the place of an endpoint", async () => {
    practice.stage("/get", { steps: [{ send: OK }], end: "keep" });
    expect(await exchange(practice.port, GET + LAST)).toMatch(/ok(?=HTTP\/1\.1 200 OK)/);
  });

  test("reset", async () => {
    practice.stage("/reset", { steps: [], end: "reset" });
    const socket = await open(practice.port);
    socket.write("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n");
    const [error] = await once(socket, "error");
    expect(error.code).toBe("ECONNRESET");
    expect(practice.connections[0]).toMatchObject({ closedBy: "server", closedHow: "reset" });
  });

  test("close without RST, though the client's octets were not all read", async () => {
    practice.stage("/early", { steps: [{ pauseMs: 20 }, { send: OK }], end: "close" });
    const socket = await open(practice.port);
    socket.write(`GET /early HTTP/1.1\r\nHost: x\r\n\r\n${"x".repeat(3_000_000)}`);
    expect(await readToEnd(socket)).toBe(OK);
    let isReset = false;
    socket.on("error", () => {
      isReset = true;
    });
    socket.end("y".repeat(100_000));
    await once(socket, "close");
    expect(isReset).toBe(false);
    expect(await practice.allClosed(5000)).toBe(true);
    expect(sent(practice.connections[0], "client")).toHaveLength(3_100_000 + 32);
  });

  test.each([
    ["/a?b", { steps: [], end: "close" as const }],
    ["a", { steps: [], end: "close" as const }],
    ["/a", { steps: [{ send: "€" }], end: "close" as const }],
    ["/a", { steps: [{ pauseMs: 60_000 }], end: "close" as const }],
    ["/a", { steps: [{ pauseMs: Number.NaN }], end: "close" as const }],
  ])("%s %j cannot be staged", (path, reply) => {
    expect(() => practice.stage(path, reply)).toThrow(RangeError);
  });
});

describe("the recording", () => {
  test("has the octets of both sides, the requests, and times that go forward", async () => {
    const post = "POST /post?a=1 HTTP/1.1\r\nhOST: x\r\nContent-Length: 2\r\n\r\nhi";
    const answer = await exchange(practice.port, post + LAST);
    const [recording] = practice.connections;
    expect(recording).toMatchObject({ number: 1, truncated: false, closedBy: "server", closedHow: "end" });
    expect(sent(recording, "client")).toBe(post + LAST);
    expect(sent(recording, "server")).toBe(answer);
    expect(recording?.requests[0]).toEqual({
      method: "POST",
      target: "/post?a=1",
      path: "/post",
      version: "HTTP/1.1",
      fields: [
        ["hOST", "x"],
        ["Content-Length", "2"],
      ],
      body: new Uint8Array([0x68, 0x69]),
    });
    const times = recording?.transcript.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(recording?.closedMs).toBeGreaterThanOrEqual((recording?.openedMs ?? 0) + (times.at(-1) ?? 0));
  });

  test("keeps a true beginning when it grows too long", async () => {
    const post = `POST /status/200 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n${"x".repeat(1_000_000)}`;
    const octets = post.repeat(6) + LAST;
    await exchange(practice.port, octets);
    const [recording] = practice.connections;
    expect(recording?.truncated).toBe(true);
    expect(octets.startsWith(sent(recording, "client"))).toBe(true);
    expect(sent(recording, "client").length).toBeGreaterThan(1_000_000);
    expect(sent(recording, "client").length).toBeLessThan(4.1 * 1024 * 1024);
  });

  test.each([
    ["nothing", ""],
    ["half a request", "GET / HT"],
    ["half the content", "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"],
    ["garbage", "\x16\x03\x01\0\0"],
  ])("a client that resets after %s", async (_, octets) => {
    const socket = await open(practice.port);
    if (octets !== "") await new Promise((resolve) => socket.write(octets, "latin1", resolve));
    socket.resetAndDestroy();
    expect(await practice.allClosed(5000)).toBe(true);
    expect(practice.connections[0]?.closedBy).toBeDefined();
    expect(await exchange(practice.port, LAST), "the service still answers").toContain("harbour");
  });

  test("a client that resets an idle connection", async () => {
    const socket = await open(practice.port);
    socket.write(GET);
    await readUntil(socket, "}\n");
    socket.resetAndDestroy();
    expect(await practice.allClosed(5000)).toBe(true);
    expect(practice.connections[0]).toMatchObject({ closedBy: "client", closedHow: "reset" });
  });

  test("half a request and FIN: the service says what is missing", async () => {
    const socket = await open(practice.port);
    socket.end("GET / HTTP/1.1\r\nHost: x\r\n");
    expect(await readToEnd(socket)).toContain("the empty line after the field lines is missing");
    expect(practice.connections[0]).toMatchObject({ closedBy: "client", closedHow: "end", requests: [] });
  });
});

describe("allClosed", () => {
  test("is true at once when nobody came", async () => {
    expect(await practice.allClosed(5000)).toBe(true);
  });

  test("is false while a client keeps its side open, also after the service's FIN", async () => {
    const idle = await open(practice.port);
    expect(await practice.allClosed(20)).toBe(false);
    idle.write(LAST);
    await readToEnd(idle);
    expect(practice.connections[0]?.closedBy).toBe("server");
    expect(await practice.allClosed(20)).toBe(false);
    const closed = practice.allClosed(5000);
    idle.end();
    expect(await closed).toBe(true);
  });

  test("sees a connection that came while this process was busy", async () => {
    const script = `require("node:net").connect(${practice.port}, "127.0.0.1", function () { this.destroy(); })`;
    execFileSync(process.execPath, ["-e", script]);
    expect(practice.connections).toHaveLength(0);
    expect(await practice.allClosed(5000)).toBe(true);
    expect(practice.connections).toHaveLength(1);
  });
});

describe("start and close", () => {
  test("tells where it listens", () => {
    expect(practice).toMatchObject({ host: "127.0.0.1", url: `http://127.0.0.1:${practice.port}` });
    expect(practice.port).toBeGreaterThan(0);
  });

  test("refuses other hosts, and says what to do when the port is taken", async () => {
    await expect(startPractice({ host: "0.0.0.0" })).rejects.toThrow("loopback only");
    await expect(startPractice({ port: practice.port })).rejects.toThrow("Choose another port");
  });

  test("close ends what is open, pauses and holds, twice if need be", async () => {
    practice.stage("/slow", { steps: [{ pauseMs: 10_000 }, { send: OK }], end: "keep" });
    const sockets = await Promise.all([open(practice.port), open(practice.port), open(practice.port)]);
    sockets[0].write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    sockets[1].write("GET /fault/never-answers HTTP/1.1\r\nHost: x\r\n\r\n");
    const ends = sockets.map(readToEnd);
    await practice.allClosed(20);
    await Promise.all([practice.close(), practice.close()]);
    expect(await Promise.all(ends)).toEqual(["", "", ""]);
    await practice.close();
    for (const recording of practice.connections) expect(recording.closedBy).toBe("server");
    for (const socket of sockets) socket.destroy();
    expect(practice.url).toContain(String(practice.port));
  });
});
