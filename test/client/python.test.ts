import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HTTPConnection } from "../../src/client/index.ts";
import { octets, text } from "../wire/support.ts";
import { digest } from "./http-client-steps.ts";
import { answerInMemory, memoryPeer } from "./memory-peer.ts";

// Python itself, where it is on the machine: its server as the peer, and its client beside ours.

const hasPython = spawnSync("python3", ["-c", "import http.client, http.server"]).status === 0;
if (!hasPython)
  console.log("Skipped, because there is no python3 here: the tests against Python's own client and server");

describe.skipIf(!hasPython)("http.server as the peer", () => {
  const folder = mkdtempSync(join(tmpdir(), "python-peer-"));
  let server: ChildProcess;
  let connection: HTTPConnection;

  beforeAll(async () => {
    writeFileSync(join(folder, "hello.txt"), "Hello, world!");
    const program =
      "import http.server, sys\n" +
      "class H(http.server.SimpleHTTPRequestHandler):\n" +
      "  protocol_version = 'HTTP/1.1'\n" +
      "  def log_message(self, *args): pass\n" +
      "  def do_POST(self):\n" +
      "    body = self.rfile.read(int(self.headers['Content-Length']))\n" +
      "    self.send_response(201)\n" +
      "    self.send_header('Content-Length', str(len(body)))\n" +
      "    self.end_headers()\n" +
      "    self.wfile.write(body[::-1])\n" +
      "s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)\n" +
      "print(s.server_port, flush=True)\n" +
      "s.serve_forever()\n";
    server = spawn("python3", ["-c", program], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(server.stdout!, "data");
    connection = new HTTPConnection("127.0.0.1", Number(line));
  });

  afterAll(async () => {
    connection.close();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["GET", "/hello.txt", 200, "Hello, world!"],
    ["HEAD", "/hello.txt", 200, ""],
    ["GET", "/missing", 404, undefined],
    ["OPTIONS", "/", 501, undefined],
  ])("%s %s", async (method, target, status, body) => {
    await connection.request(method, target);
    const response = await connection.getResponse();
    expect(response.status).toBe(status);
    const got = text(await response.read());
    if (body !== undefined) expect(got).toBe(body);
    expect(response.getHeader("server")).toContain("Python");
  });

  test("POST", async () => {
    await connection.request("POST", "/", { body: "abc" });
    const response = await connection.getResponse();
    expect([response.status, text(await response.read())]).toEqual([201, "cba"]);
  });
});

/** Well-formed responses, in which http.client and this client must see the same. */
const response = fc
  .record({
    minor: fc.constantFrom(0, 1),
    status: fc.constantFrom(200, 201, 299, 301, 404, 500, 599),
    reason: fc.stringMatching(/^([A-Za-z'](\xe9? ?[A-Za-z])*)?$/),
    fields: fc.array(
      fc.tuple(
        fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/),
        fc.stringMatching(/^([!-~\xa1-\xff]([ \t]?[!-~\xa1-\xff]){0,20})?$/),
      ),
      { maxLength: 6 },
    ),
    interim: fc.integer({ min: 0, max: 2 }),
    body: fc.uint8Array({ maxLength: 60 }),
    framing: fc.constantFrom("content-length", "chunked", "until-close"),
    chunk: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ minor, status, reason, fields, interim, body, framing, chunk }) => {
    const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const line = `HTTP/1.${minor} ${status} ${reason}\r\n`;
    return octets(
      `${"HTTP/1.1 100 Continue\r\n\r\n".repeat(interim)}${line}${lines}${framed(text(body), framing, chunk)}`,
    );
  });

function framed(body: string, framing: string, chunk: number): string {
  if (framing === "until-close") return `\r\n${body}`;
  if (framing === "content-length") return `Content-Length: ${body.length}\r\n\r\n${body}`;
  const pieces = body.match(new RegExp(`[^]{1,${chunk}}`, "g")) ?? [];
  const chunks = pieces.map((piece) => `${piece.length.toString(16)};x=y\r\n${piece}\r\n`).join("");
  return `Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\nX-Trailer: 1\r\n\r\n`;
}

// Reads responses in base64, one a line; prints what http.client makes of each.
const REFERENCE = `
import base64, http.client, json, sys
class Fake:
  def __init__(self, raw): self.raw = raw
  def makefile(self, *args): import io; return io.BytesIO(self.raw)
for line in sys.stdin:
  r = http.client.HTTPResponse(Fake(base64.b64decode(line)), method='GET')
  r.begin()
  print(json.dumps([r.status, r.reason, r.version, r.getheaders(), r.will_close, base64.b64encode(r.read()).decode()]))
`;

test.skipIf(!hasPython)("http.client beside ours: the same of 300 well-formed responses", async () => {
  const responses = fc.sample(response, { numRuns: 300, seed: 4 });
  const input = responses.map((raw) => Buffer.from(raw).toString("base64")).join("\n");
  const { stdout, stderr } = spawnSync("python3", ["-c", REFERENCE], {
    input: `${input}\n`,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const outcomes = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(outcomes).toHaveLength(300);
  for (const [index, [status, reason, version, fields, , body]] of outcomes.entries()) {
    const answer = await answerInMemory([responses[index]!]);
    expect(answer, text(responses[index]!)).toMatchObject({ status, reason, version, fields });
    expect(digest(answer.body)).toEqual(digest(Buffer.from(body, "base64")));
  }
});

// Reads cases in JSON, one a line, plays each over a socket pair; prints what http.client makes of it.
const REPLAY = `
import base64, hashlib, http.client, json, socket, sys, threading
def octets(raw):
  if isinstance(raw, str): return base64.b64decode(raw)
  return b''.join(base64.b64decode(part) * times for part, times in raw)
def serve(peer, reply):
  peer.recv(65536)
  try: peer.sendall(reply); peer.shutdown(socket.SHUT_WR)
  except OSError: pass
def play(case):
  ours, peer = socket.socketpair()
  ours.settimeout(20)
  threading.Thread(target=serve, args=(peer, octets(case['raw'])), daemon=True).start()
  c = http.client.HTTPConnection('127.0.0.1')
  c.sock = ours
  try:
    c.request(case['method'], '/')
    r = c.getresponse()
    body = r.read()
    return {'status': r.status, 'octets': len(body), 'sha256': hashlib.sha256(body).hexdigest()}
  except Exception as error: return {'error': type(error).__name__}
  finally: ours.close(); peer.close()
for line in sys.stdin: print(json.dumps(play(json.loads(line))))
`;

/** Recorded with CPython 3.14 of mid 2026. Older ones overflow at a huge length, and have no limit on interim responses. */
const CHANGED_SINCE = new Set([
  "length-37",
  "length-38",
  "length-39",
  "chunk-50",
  "interim-16",
  "interim-17",
]);

test.skipIf(!hasPython)("http.client itself answers the recorded replies as recorded", () => {
  const rows = readFileSync(join(import.meta.dirname, "http-client-responses.jsonl"), "utf8");
  const { stdout, stderr } = spawnSync("python3", ["-c", REPLAY], { input: rows, encoding: "utf8" });
  expect(stderr).toBe("");
  const lines = rows.trim().split("\n");
  const live = stdout.trim().split("\n");
  expect(live).toHaveLength(lines.length);
  const differing = lines.flatMap((line, index) => {
    const { id, httpClient: recorded } = JSON.parse(line);
    const outcome =
      "error" in recorded ? { error: recorded.error } : { status: recorded.status, ...recorded.body };
    return isDeepStrictEqual(JSON.parse(live[index]!), outcome) ? [] : [id];
  });
  expect(differing.filter((id) => !CHANGED_SINCE.has(id))).toEqual([]);
});

/** Requests that both can send. */
const request = fc.record({
  method: fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,10}$/),
  target: fc.stringMatching(/^\/[!-~]{0,20}$/),
  host: fc.constantFrom("example.com", "192.0.2.1", "2001:db8::1", "b\xfccher.example"),
  port: fc.constantFrom(80, 81, 8080),
  headers: fc.array(
    fc.tuple(
      fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/),
      fc.stringMatching(/^[ -~\xa1-\xff]{0,20}$/),
    ),
    { maxLength: 5 },
  ),
  body: fc.oneof(
    fc.constant(null),
    fc.uint8Array({ maxLength: 30 }).map(text),
    fc.array(fc.uint8Array({ maxLength: 30 }).map(text), { maxLength: 4 }),
  ),
});

// Reads requests in JSON, one a line; prints the octets that http.client sends. A list is a body in pieces.
const SENDER = `
import base64, http.client, json, sys
class Fake:
  def __init__(self): self.sent = b''
  def sendall(self, data): self.sent += data
for line in sys.stdin:
  r = json.loads(line)
  c = http.client.HTTPConnection(r['host'], r['port'])
  c.sock = Fake()
  body = r['body']
  if isinstance(body, list): body = [piece.encode('latin-1') for piece in body]
  c.request(r['method'], r['target'], body, dict(r['headers']))
  print(base64.b64encode(c.sock.sent).decode())
`;

test.skipIf(!hasPython)("http.client beside ours: the same octets of 300 requests", async () => {
  const requests = fc
    .sample(request, { numRuns: 300, seed: 5 })
    .map((each) => ({ ...each, headers: [...new Map(each.headers)] }));
  const input = requests.map((each) => JSON.stringify(each)).join("\n");
  const { stdout, stderr } = spawnSync("python3", ["-c", SENDER], { input: `${input}\n`, encoding: "utf8" });
  expect(stderr).toBe("");
  const sent = stdout.trim().split("\n");
  expect(sent).toHaveLength(300);
  for (const [index, { method, target, host, port, headers, body }] of requests.entries()) {
    const connection = new HTTPConnection(host, port, {
      transcript: true,
      createConnection: async () => memoryPeer([], "hold"),
    });
    await connection.request(method, target, {
      headers,
      body: Array.isArray(body) ? body.map(octets) : body,
    });
    const ours = connection.transcript.map((event) => text(event.octets)).join("");
    connection.close();
    expect(ours).toBe(Buffer.from(sent[index]!, "base64").toString("latin1"));
  }
});
