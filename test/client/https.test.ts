import { once } from "node:events";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  HTTPConnection,
  HTTPException,
  HTTPSConnection,
  IncompleteRead,
  type SecureConnectionOptions,
  TimeoutError,
} from "../../src/client/index.ts";
import { type Authority, type Identity, makeAuthority, type Validity } from "../../src/practice/authority.ts";
import { octets, text } from "../wire/support.ts";

let authority: Authority;
let good: Identity;
beforeAll(async () => {
  authority = await makeAuthority("Test CA");
  good = await authority.issue(["localhost", "127.0.0.1"]);
});

const opened: (HTTPConnection | Server)[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const each of opened.splice(0)) each.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

async function listen(server: Server): Promise<number> {
  opened.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A server that answers the first octets of each connection by `answer`. */
async function serve(
  answer: (socket: TLSSocket, raw: Socket) => void,
  options: TlsOptions = {},
): Promise<number> {
  const raws: Socket[] = [];
  const server = createServer({ ...good, ALPNProtocols: ["http/1.1"], ...options }, (socket) => {
    socket.on("error", () => {});
    socket.once("data", () => answer(socket, raws.at(-1)!));
  });
  server.on("connection", (socket: Socket) => raws.push(socket));
  server.on("tlsClientError", () => {});
  return listen(server);
}

const OK = "HTTP/1.1 200 OK\r\n";
const hello = (socket: TLSSocket) => void socket.write(`${OK}Content-Length: 5\r\n\r\nhello`);

function connect(
  port: number,
  host = "localhost",
  { tls, ...options }: SecureConnectionOptions = {},
): HTTPSConnection {
  const connection = new HTTPSConnection(host, port, {
    timeout: 20_000,
    createConnection: toLoopback,
    ...options,
    tls: { ca: authority.ca, ...tls },
  });
  opened.push(connection);
  return connection;
}

// Whatever the name is, the test's server is meant.
const toLoopback: NonNullable<SecureConnectionOptions["createConnection"]> = async ({ port }) => {
  const { connect } = await import("node:net");
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  await once(socket, "connect");
  return socket;
};

async function get(connection: HTTPConnection, target = "/"): Promise<string> {
  await connection.request("GET", target);
  return text(await (await connection.getResponse()).read());
}

describe("an exchange over TLS", () => {
  test("carries several requests, says the server's name, and agrees on http/1.1", async () => {
    const names: unknown[] = [];
    const port = await serve((socket) => {
      names.push(socket.servername, socket.alpnProtocol);
      socket.write(`${OK}Content-Length: 5\r\n\r\nhello`);
      socket.on("data", () => hello(socket));
    });
    const connection = connect(port);
    expect(await get(connection)).toBe("hello");
    expect(await get(connection)).toBe("hello");
    expect(names).toEqual(["localhost", "http/1.1"]);
    expect(connection.remotePort).toBe(port);
  });

  test("an address is verified and is no server name", async () => {
    let name: unknown;
    const port = await serve((socket) => {
      name = socket.servername;
      hello(socket);
    });
    expect(await get(connect(port, "127.0.0.1"))).toBe("hello");
    expect(name).toBe(false);
  });

  test("Host leaves 443 out, and says 80", () => {
    expect(new HTTPSConnection("h").port).toBe(443);
    expect(new HTTPSConnection("h:80").port).toBe(80);
  });

  test("a large body comes whole", async () => {
    const big = Buffer.alloc(3_000_000, "0123456789");
    const port = await serve((socket) => {
      socket.write(`${OK}Content-Length: ${big.length}\r\n\r\n`);
      socket.write(big);
    });
    const connection = connect(port);
    await connection.request("GET", "/");
    expect(big.equals(await (await connection.getResponse()).read())).toBe(true);
  });

  test("the transcript has what was said, not what was encrypted", async () => {
    const connection = connect(await serve(hello), "localhost", { transcript: true });
    await get(connection);
    expect(text(connection.transcript[0]!.octets)).toMatch(/^GET \/ HTTP/);
    expect(text(connection.transcript[1]!.octets)).toMatch(/^HTTP\/1\.1 200 OK/);
  });
});

describe("who is not trusted gets no request", () => {
  test.each<[name: string, names: string[], validity: Validity, host: string, code: string]>([
    ["another host name", ["other.example"], [-1, 1], "localhost", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["another address", ["127.0.0.2"], [-1, 1], "127.0.0.1", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["an expired certificate", ["localhost"], [-3, -1], "localhost", "CERT_HAS_EXPIRED"],
  ])("%s", async (_name, names, validity, host, code) => {
    let isAsked = false;
    const port = await serve(() => (isAsked = true), await authority.issue(names, validity));
    await expect(connect(port, host).request("GET", "/")).rejects.toMatchObject({ code });
    expect(isAsked).toBe(false);
  });

  test("an unknown CA", async () => {
    const port = await serve(hello);
    const other = await makeAuthority("Test CA");
    const error = await connect(port, "localhost", { tls: { ca: other.ca } })
      .connect()
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(HTTPException);
    expect(error.code).toMatch(/CERT|ISSUER|SIGNATURE/);
  });

  test("unless the caller says so", async () => {
    const port = await serve(hello, await authority.issue(["other.example"]));
    expect(await get(connect(port, "localhost", { tls: { rejectUnauthorized: false } }))).toBe("hello");
  });

  test("a server asks for a client certificate", async () => {
    const options = { ca: authority.ca, requestCert: true, rejectUnauthorized: true };
    const port = await serve(hello, options);
    expect(await get(connect(port, "localhost", { tls: await authority.issue(["client"]) }))).toBe("hello");
    await expect(get(connect(port))).rejects.toThrow();
  });

  test("a server that does not speak TLS", async () => {
    const port = await listen(
      createTcpServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    await expect(connect(port).connect()).rejects.toThrow();
  });
});

describe("how it ends", () => {
  const cut = (socket: TLSSocket, raw: Socket, send: string) => socket.write(send, () => raw.end());

  test("until close, with close_notify", async () => {
    const port = await serve((socket) => void socket.end(`${OK}\r\nhello`));
    expect(await get(connect(port))).toBe("hello");
  });

  test("until close, with close_notify, read slowly", async () => {
    const big = "x".repeat(1_000_000);
    const port = await serve((socket) => void socket.end(`${OK}\r\n${big}`));
    const connection = connect(port);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    let octets = 0;
    for await (const piece of response) {
      octets += piece.length;
      await new Promise(setImmediate);
    }
    expect(octets).toBe(big.length);
  });

  test("until close, cut off: an error that says so, again and again", async () => {
    const port = await serve((socket, raw) => cut(socket, raw, `${OK}\r\nhello`));
    const connection = connect(port);
    await connection.request("GET", "/");
    const response = await connection.getResponse();
    const error = await response.read().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(IncompleteRead);
    expect(error.message).toContain("close_notify");
    expect(text(error.partial)).toBe("hello");
    await expect(response.read()).rejects.toThrow("close_notify");
  });

  test.each([
    ["Content-Length", `${OK}Connection: close\r\nContent-Length: 5\r\n\r\nhello`],
    ["chunked", `${OK}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  ])("%s, cut off after the body: it is complete", async (_name, send) => {
    const port = await serve((socket, raw) => cut(socket, raw, send));
    expect(await get(connect(port))).toBe("hello");
  });

  test("a handshake that stalls, and one that is aborted, leave no socket", async () => {
    const port = await listen(createTcpServer((socket) => void socket.resume()));
    await expect(connect(port, "localhost", { timeout: 30 }).connect()).rejects.toThrow(TimeoutError);
    const abort = new AbortController();
    const request = connect(port).request("GET", "/", { signal: abort.signal });
    const reason = new Error("enough");
    setTimeout(() => abort.abort(reason), 20);
    await expect(request).rejects.toBe(reason);
    const all = [...sockets];
    await Promise.all(all.map((socket) => socket.closed || once(socket, "close")));
    expect(all).toHaveLength(2);
  });
});

describe("a tunnel", () => {
  /** A proxy that answers CONNECT with `answer`, and connects to the port that was asked for. */
  async function proxy(asked: string[], answer = "HTTP/1.1 200 Yes\r\nVia: test\r\n\r\n"): Promise<number> {
    const { connect } = await import("node:net");
    return listen(
      createTcpServer((client) => {
        client.once("data", (head) => {
          asked.push(text(head));
          const port = Number(/:(\d+) HTTP/.exec(text(head))![1]);
          client.write(answer);
          if (!answer.includes(" 200 ")) return;
          const server = connect(port, "127.0.0.1");
          server.on("error", () => {});
          client.pipe(server).pipe(client);
        });
      }),
    );
  }

  test("leads TLS to the server, whose name it is verified by", async () => {
    const asked: string[] = [];
    const port = await serve(hello);
    const connection = connect(await proxy(asked), "127.0.0.1");
    connection.setTunnel("localhost", port, { "Proxy-Authorization": "Basic eA==" });
    expect(await get(connection)).toBe("hello");
    expect(asked).toEqual([
      `CONNECT localhost:${port} HTTP/1.1\r\nProxy-Authorization: Basic eA==\r\nHost: localhost:${port}\r\n\r\n`,
    ]);
    expect([...connection.getProxyResponseHeaders()!]).toEqual([["Via", "test"]]);
    expect(() => connection.setTunnel("other")).toThrow("open");
  });

  test("that the proxy refuses closes its socket", async () => {
    const asked: string[] = [];
    const connection = connect(
      await proxy(asked, "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"),
      "127.0.0.1",
    );
    connection.setTunnel("localhost", 1);
    await expect(connection.request("GET", "/")).rejects.toMatchObject({ name: "TunnelError", status: 407 });
    expect(connection.state).toBe("Idle");
    await Promise.all([...sockets].map((socket) => socket.closed || once(socket, "close")));
  });

  test("into which the proxy speaks first is not used", async () => {
    const connection = new HTTPConnection(
      "127.0.0.1",
      await proxy([], "HTTP/1.1 200 Yes\r\n\r\nHTTP/1.1 200 Evil\r\n\r\n"),
    );
    opened.push(connection);
    connection.setTunnel("localhost", 1);
    await expect(get(connection)).rejects.toThrow("octets after the head");
  });

  test("a proxy that stalls", async () => {
    const port = await listen(createTcpServer((socket) => void socket.resume()));
    const connection = new HTTPConnection("127.0.0.1", port, { timeout: 30 });
    connection.setTunnel("localhost", 1);
    await expect(connection.connect()).rejects.toThrow(TimeoutError);
    const abort = new AbortController();
    const waiting = new HTTPConnection("127.0.0.1", port);
    waiting.setTunnel("localhost", 1);
    const request = waiting.request("GET", "/", { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(request).rejects.toMatchObject({ name: "AbortError" });
    await Promise.all([...sockets].map((socket) => socket.closed || once(socket, "close")));
  });
});

test("octets of a body go out as they are", async () => {
  const got: Buffer[] = [];
  const port = await serve((socket) => {
    socket.on("data", (piece) => got.push(piece));
    hello(socket);
  });
  const connection = connect(port);
  await connection.request("POST", "/", { body: octets("\0\xff") });
  expect(text(await (await connection.getResponse()).read())).toBe("hello");
});
