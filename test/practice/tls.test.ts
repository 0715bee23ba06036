import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTcp, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { HTTPSConnection, IncompleteRead } from "../../src/client/index.ts";
import {
  certificateKinds,
  type SecurePortName,
  type SecurePracticeService,
  startPractice,
} from "../../src/practice/index.ts";
import { root } from "../support/grade-file.ts";
import { eventually } from "../support/processes.ts";
import { exchange, open, readToEnd } from "./raw-client.ts";

let practice: SecurePracticeService;
const folder = mkdtempSync(join(tmpdir(), "practice-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  practice = await startPractice({ tls: true });
  writeFileSync(join(folder, "ca.pem"), practice.tls.ca);
  return () => practice.close();
});

const LAST = "GET /get HTTP/1.1\r\nHost: practice.test\r\nConnection: close\r\n\r\n";

/** What a client makes of a port: `"200"`, or the code of its error. */
type Outcome = (port: SecurePortName) => Promise<string>;

function tlsTo(port: SecurePortName, options: ConnectionOptions = {}): TLSSocket {
  return connect({ host: "127.0.0.1", port: practice.tls[port].port, ca: practice.tls.ca, ...options });
}

const nodeTls: Outcome = (port) =>
  new Promise((resolve) => {
    const socket = tlsTo(port, { servername: "practice.test" });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    socket.on("data", (octets) => resolve(octets.toString("latin1").slice(9, 12)));
    socket.write(LAST);
  });

const builtInClient: Outcome = async (port) => {
  const connection = new HTTPSConnection("127.0.0.1", practice.tls[port].port, {
    tls: { ca: practice.tls.ca },
  });
  try {
    await connection.request("GET", "/get");
    return String((await connection.getResponse()).status);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    connection.close();
  }
};

function curl(words: readonly string[]): Promise<{ exitCode: number | string; output: string }> {
  return new Promise((resolve) => {
    execFile("curl", ["-sS", "--cacert", join(folder, "ca.pem"), ...words], (error, output) => {
      resolve({ exitCode: error?.code ?? 0, output });
    });
  });
}

const hasCurl = (await curl(["--version"])).exitCode !== "ENOENT";
if (!hasCurl) console.warn("curl is not installed: what it makes of the https ports is not tested.");

/** The rows of the README's table, which lessons quote: port, code of node:tls, exit code of curl. */
function documentedOutcomes(): (readonly [SecurePortName, string, string])[] {
  const readme = readFileSync(join(root, "src/practice/README.md"), "utf8");
  return [...readme.matchAll(/^\| `(\w+)` \|.*\| `(\w+)` \| (\d+(?: or \d+)?) \|$/gm)].map(
    ([, name, code, exitCodes]) => [name as SecurePortName, code!, exitCodes!] as const,
  );
}

describe("each https port has one defect", () => {
  test("the README's table has every port", () => {
    expect(documentedOutcomes().map(([name]) => name)).toEqual(certificateKinds.map(({ name }) => name));
  });

  test.each(documentedOutcomes())("%s: %s by node:tls and by the built-in client", async (port, code) => {
    expect(await nodeTls(port)).toBe(code);
    expect(await builtInClient(port)).toBe(code);
  });

  test.skipIf(!hasCurl).each(documentedOutcomes())("%s: curl", async (port, _code, exitCodes) => {
    const { url, port: number } = practice.tls[port];
    const byAddress = await curl([`${url}/get`]);
    expect(exitCodes.split(" or ")).toContain(String(byAddress.exitCode));
    const resolve = ["--resolve", `practice.test:${number}:127.0.0.1`];
    const byName = await curl([...resolve, `https://practice.test:${number}/get`]);
    expect(exitCodes.split(" or ")).toContain(String(byName.exitCode));
    if (port === "good")
      expect(JSON.parse(byName.output)).toMatchObject({ url: `https://practice.test:${number}/get` });
  });

  test("wrongHost is right for the host that it names", async () => {
    const socket = tlsTo("wrongHost", { servername: "elsewhere.test" });
    socket.write(LAST);
    expect(await readToEnd(socket)).toContain("HTTP/1.1 200 OK");
  });

  test("untrusted and missingIntermediate differ in who signed, which a client cannot know", async () => {
    const issuers = await Promise.all(
      (["untrusted", "missingIntermediate"] as const).map(async (port) => {
        const socket = tlsTo(port, { rejectUnauthorized: false });
        await once(socket, "secureConnect");
        const { issuer } = socket.getPeerCertificate();
        socket.destroy();
        return issuer.CN;
      }),
    );
    expect(issuers).toEqual(["stranger CA", "practice intermediate CA"]);
  });

  test("clientCertificate lets in who shows one of the CA's, and nobody else", async () => {
    const socket = tlsTo("clientCertificate", practice.tls.client);
    socket.write(LAST);
    expect(await readToEnd(socket)).toContain("HTTP/1.1 200 OK");
    const other = await startPractice({ tls: true, host: "127.0.0.9" });
    const stranger = tlsTo("clientCertificate", other.tls.client);
    stranger.on("error", () => {});
    stranger.write(LAST);
    await once(stranger, "close");
    await other.close();
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections.map(({ requests }) => requests.length)).toEqual([1, 0]);
  });
});

describe("the service over TLS", () => {
  test("has the same endpoints, and keeps connections", async () => {
    const connection = new HTTPSConnection("localhost", practice.tls.good.port, {
      tls: { ca: practice.tls.ca },
    });
    for (const target of ["/get", "/json"]) {
      await connection.request("GET", target);
      const response = await connection.getResponse();
      expect(response.status).toBe(200);
      await response.read();
    }
    connection.close();
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections).toHaveLength(1);
  });

  test("records what was said and not what was encrypted, and that it was TLS", async () => {
    const socket = tlsTo("good", { servername: "practice.test" });
    socket.write(LAST);
    const answer = await readToEnd(socket);
    socket.end();
    expect(await practice.allClosed(5_000)).toBe(true);
    const [recording] = practice.connections;
    expect(recording).toMatchObject({
      secure: { port: "good", protocol: "TLSv1.3", serverName: "practice.test" },
      closedBy: "server",
      closedHow: "end",
    });
    const sent = (from: string) =>
      Buffer.concat(
        recording!.transcript.filter((event) => event.from === from).map(({ octets }) => octets),
      ).toString("latin1");
    expect(sent("client")).toBe(LAST);
    expect(sent("server")).toBe(answer);
  });

  test("plain HTTP gets a 400 that says what to type", async () => {
    const { port, url } = practice.tls.good;
    const answer = await exchange(port, "GET /get HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain(`This port speaks https://, and http:// came. Ask for ${url}/ instead.`);
    expect(await exchange(port, "\x80nonsense\r\n\r\n")).toContain("This port speaks https://");
    expect(practice.connections[0]?.secure).toEqual({ port: "good" });
  });

  test("content that is cut off has no close_notify", async () => {
    const steps = [{ send: "HTTP/1.1 200 OK\r\n\r\nhalf of it" }];
    practice.stage("/cut", { steps, end: "cut" });
    practice.stage("/whole", { steps, end: "close" });
    const read = async (target: string) => {
      const connection = new HTTPSConnection("127.0.0.1", practice.tls.good.port, {
        tls: { ca: practice.tls.ca },
      });
      await connection.request("GET", target);
      const body = await (await connection.getResponse()).read().catch((error) => error);
      connection.close();
      return body;
    };
    expect(await read("/cut")).toBeInstanceOf(IncompleteRead);
    expect(Buffer.from(await read("/whole")).toString()).toBe("half of it");
    expect(await practice.allClosed(5_000)).toBe(true);
    // Without TLS there is nothing to leave out.
    const plain = await exchange(practice.port, "GET /cut HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(plain).toContain("half of it");
  });

  test("a reset is one of the TCP below", async () => {
    practice.stage("/reset", { steps: [], end: "reset" });
    const socket = tlsTo("good");
    socket.write("GET /reset HTTP/1.1\r\nHost: x\r\n\r\n");
    const [error] = await once(socket, "error");
    expect(error.code).toBe("ECONNRESET");
    expect(practice.connections[0]).toMatchObject({ closedBy: "server", closedHow: "reset" });
  });
});

describe("a handshake that fails", () => {
  test.skipIf(!hasCurl)("because the client does not trust: the recording has its alert", async () => {
    await curl([`${practice.tls.selfSigned.url}/get`]);
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections[0]).toMatchObject({ closedBy: "client", closedHow: "end", requests: [] });
    expect(practice.connections[0]?.secure?.failure).toMatch(/^ERR_SSL_\w+_ALERT_/);
  });

  test("because a client of Node's does not trust: it leaves without a word", async () => {
    expect(await nodeTls("selfSigned")).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections[0]).toMatchObject({
      secure: { port: "selfSigned", failure: "ECONNRESET" },
      closedBy: "client",
      requests: [],
    });
  });

  test("because the client leaves in it", async () => {
    const socket = await open(practice.tls.good.port);
    socket.write(Buffer.from([22, 3, 1, 0, 200, 1]));
    await eventually("the connection is seen", () => practice.connections.length === 1);
    socket.end();
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections[0]).toMatchObject({
      secure: { port: "good", failure: "ECONNRESET" },
      closedBy: "client",
    });
  });

  test.each(["end", "resetAndDestroy"] as const)("before its first octet: %s", async (leave) => {
    const socket = await open(practice.tls.good.port);
    await eventually("the connection is seen", () => practice.connections.length === 1);
    socket[leave]();
    expect(await practice.allClosed(5_000)).toBe(true);
    expect(practice.connections[0]).toMatchObject({ closedBy: "client" });
  });

  test("because it is none: the alert comes back", async () => {
    const socket = await open(practice.tls.good.port);
    socket.write(Buffer.from([22, 3, 1, 0, 4, 9, 9, 9, 9, 9, 9, 9]));
    // alert, TLS 1.2, 2 octets: fatal, unexpected_message   RFC 8446 §6
    expect(Buffer.from(await readToEnd(socket), "latin1")).toEqual(Buffer.from([21, 3, 3, 0, 2, 2, 10]));
    socket.destroy();
    expect(practice.connections[0]).toMatchObject({ closedBy: "server", closedHow: "end" });
    expect(practice.connections[0]?.secure?.failure).toMatch(/^ERR_SSL_/);
  });

  test("because it takes too long", async () => {
    await practice.close();
    practice = await startPractice({ tls: true, times: { headMs: 50 } });
    for (const octets of [[], [22, 3, 1, 0, 200, 1]]) {
      const socket = connectTcp(practice.tls.good.port, "127.0.0.1");
      socket.on("error", () => {});
      if (octets.length > 0) socket.write(Buffer.from(octets));
      socket.resume();
      await once(socket, "close");
    }
    expect(practice.connections.map(({ closedBy }) => closedBy)).toEqual(["server", "server"]);
    expect(practice.connections[1]?.secure?.failure).toBe("ERR_TLS_HANDSHAKE_TIMEOUT");
  });
});

async function isTaken(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const taken = await once(server, "listening").then(
    () => false,
    () => true,
  );
  server.close();
  return taken;
}

describe("startTls", () => {
  test("opens the ports of a service that runs, once", async () => {
    await using plain = Object.assign(await startPractice(), {
      [Symbol.asyncDispose]: () => plain.close(),
    });
    expect(plain.tls).toBeUndefined();
    expect(await exchange(plain.port, LAST.replace("/get", "/ca.pem"))).toContain("404 Not Found");
    const [side, again] = await Promise.all([plain.startTls(), plain.startTls()]);
    expect(again).toBe(side);
    expect(plain.tls).toBe(side);
    expect(await exchange(plain.port, LAST.replace("/get", "/ca.pem"))).toContain(side.ca);
  });

  test("tells a program of itself at /tls, and gives no key away", async () => {
    const response = await fetch(`${practice.url}/tls`);
    const text = await response.text();
    const { ca, ...ports } = JSON.parse(text);
    expect(ca).toBe(practice.tls.ca);
    expect(Object.keys(ports).sort()).toEqual(certificateKinds.map(({ name }) => name).sort());
    expect(ports.expired).toEqual(practice.tls.expired);
    expect(text).not.toContain("PRIVATE KEY");
  });

  test("takes ports in a row; one that is taken is replaced", async () => {
    const other = await startPractice();
    const first = practice.tls.good.port;
    const side = await other.startTls(first);
    const ports = certificateKinds.map(({ name }) => side[name].port);
    expect(ports[0], "which is the other service's").not.toBe(first);
    for (const [index, port] of ports.entries()) {
      if (port !== first + index) expect(await isTaken(first + index)).toBe(true);
    }
    await other.close();
  });

  test("takes free ports where the row would leave the range", async () => {
    const other = await startPractice();
    const side = await other.startTls(65_535);
    await other.close();
    expect(side.clientCertificate.port).toBeLessThan(65_535);
  });

  test("on ::1", async () => {
    const six = await startPractice({ tls: true, host: "::1" });
    const { port } = six.tls.good;
    // By name: Node 22.23 finds no IPv6 address in any certificate (its domainToASCII makes "" of it).
    const socket = connect({ host: "::1", port, ca: six.tls.ca, servername: "localhost" });
    socket.write(LAST);
    expect(await readToEnd(socket)).toContain("200 OK");
    expect(six.tls.good.url).toBe(`https://[::1]:${six.tls.good.port}`);
    const { subjectaltname } = socket.getPeerCertificate();
    expect(subjectaltname).toContain("IP Address:0:0:0:0:0:0:0:1");
    socket.destroy();
    await six.close();
  });

  test("a service that closes meanwhile closes them too", async () => {
    const other = await startPractice();
    const starting = other.startTls();
    await other.close();
    const { good } = await starting;
    const socket = connectTcp(good.port, "127.0.0.1");
    const [error] = await once(socket, "error");
    expect(error.code).toBe("ECONNREFUSED");
  });
});
