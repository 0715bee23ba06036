// `npm run wire`, in a real terminal and without one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";
import { launcher } from "../support/course-copy.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";
import { octets } from "../wire/support.ts";

let practice: PracticeService;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [launcher, "wire", ...words], {
    cwd: tmpdir(),
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += piece));
  const [exitCode] = await once(child, "close");
  return { output, exitCode };
}

describe("without a terminal", () => {
  test("an exchange with a practice service: 0, and plain text", async () => {
    const { output, exitCode } = await run(["GET", "/get"]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/ {2}> GET \/get HTTP\/1\.1\\r\\n\n[\s\S]+ {2}< HTTP\/1\.1 200 OK\\r\\n\n/);
    expect(output).toMatch(/ {2}6 yes It has a Content-Length/);
    expect(output).not.toContain("\x1b");
  });

  test("a given URL: the request arrives there", async () => {
    const words = ["POST", `${practice.url}/post?for=wire`, "body", '{"a":1}', "field", "X-Lamp: red"];
    expect(await run(words)).toMatchObject({ exitCode: 0 });
    const request = practice.connections
      .flatMap(({ requests }) => requests)
      .find(({ target }) => target === "/post?for=wire");
    expect(request).toMatchObject({ method: "POST", body: octets('{"a":1}') });
    expect(request!.fields).toContainEqual(["X-Lamp", "red"]);
  });

  test("over https, with a certificate that is right and with one that is not", async () => {
    expect((await run(["GET", "https"])).exitCode).toBe(0);
    const { output, exitCode } = await run(["GET", "/get", "https", "expired"]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/CERT_HAS_EXPIRED, while connecting/);
  });

  test("a URL over https, with the CA in a file", async () => {
    const { good, ca } = await practice.startTls();
    const folder = mkdtempSync(join(tmpdir(), "ca-"));
    writeFileSync(join(folder, "ca.pem"), ca);
    const words = ["GET", `${good.url}/get`];
    const env = { INIT_CWD: folder };
    expect(await run([...words, "ca", "ca.pem"], env)).toMatchObject({ exitCode: 0 });
    expect(await run(words, env)).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("`ca FILE`"),
    });
    const { output, exitCode } = await run([...words, "ca", "nowhere.pem"], env);
    expect(output).toMatch(/^Cannot take "nowhere\.pem" for [\s\S]+\(ENOENT\)/);
    expect(exitCode).toBe(2);
    rmSync(folder, { recursive: true });
  });

  test("a fault: 1, the error's name, and what had arrived", async () => {
    const { output, exitCode } = await run(["GET", "/fault/truncated-body"]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/The fault `truncated-body`/);
    expect(output).toMatch(/ {2}< Hello, world\n12 of 20 octets/);
    expect(output).toMatch(/IncompleteRead, while reading the body/);
  });

  test("help is 0, with or without the word", async () => {
    for (const words of [[], ["help"]]) {
      expect(await run(words)).toMatchObject({
        exitCode: 0,
        output: expect.stringContaining("npm run wire GET /get"),
      });
    }
  });

  test.each([
    [["GET", "get"], /^Cannot tell what "get" means here\./],
    [["GET", "/a b"], /^Cannot request "\/a b": percent-encode/],
    [["GET", "http://ada:secret@localhost/"], /^Cannot connect to/],
    [["GET", "http://localhost:99999/"], /^Cannot connect to "localhost:99999"/],
    [["GET", "http:///get"], /^Cannot connect to ""/],
  ])("%j is wrong usage: 2, one sentence, and what to type", async (words, sentence) => {
    const { output, exitCode } = await run(words);
    expect(exitCode).toBe(2);
    expect(output).toMatch(sentence);
    expect(output).toMatch(/npm run wire/);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe("in a terminal", () => {
  let terminal: PseudoTerminal;
  afterEach(async () => {
    terminal.kill();
    await terminal.exitCode();
  });

  test("at 40 columns no line is wider, and there is colour", async () => {
    terminal = new PseudoTerminal(tmpdir(), ["wire", "GET", "/bytes/40?seed=7"], { columns: 40 });
    expect(await terminal.exitCode()).toBe(0);
    await terminal.waitFor(/closed it\.$/);
    expect(terminal.raw()).toMatch(/\x1b\[36m/);
    const rows = terminal
      .raw()
      .replaceAll(/\x1b\[[\d;?]*[a-zA-Z]/g, "")
      .split(/\r\n|\r/);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(40);
  });

  test("NO_COLOR has none", async () => {
    terminal = new PseudoTerminal(tmpdir(), ["wire", "GET", "/get"], { env: { NO_COLOR: "1" } });
    expect(await terminal.exitCode()).toBe(0);
    expect(terminal.raw()).not.toMatch(/\x1b\[[\d;]*m/);
  });

  test("what a server sends cannot drive the terminal", async () => {
    practice.stage("/evil", {
      steps: [
        {
          send: "HTTP/1.1 200 \x9b2J\r\nX-Lamp: \x1b[2J\x1b]0;owned\x07\r\nContent-Length: 8\r\n\r\n\x1b[2J\x1bc\x08\x07",
        },
      ],
      end: "keep",
    });
    terminal = new PseudoTerminal(tmpdir(), ["wire", "GET", `${practice.url}/evil`]);
    expect(await terminal.exitCode()).toBe(0);
    await terminal.waitFor(/closed it\.$/);
    expect(terminal.text()).toContain("X-Lamp: \\x1b[2J\\x1b]0;owned\\x07\\r\\n");
    // Our own: the note that is taken away again, and renditions.
    const foreign = terminal.raw().replaceAll(/\x1b\[(?:2K|[\d;]*m)/g, "");
    expect(foreign).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
  });

  test("Ctrl-C shows what had arrived, and is 130", async () => {
    terminal = new PseudoTerminal(tmpdir(), [
      "wire",
      "GET",
      `${practice.url}/fault/stalls-in-body`,
      "timeout",
      "600000",
    ]);
    await terminal.waitFor(/Waiting for the response/);
    const hasAnswered = () =>
      practice.connections.some(
        ({ requests, transcript }) =>
          requests.some(({ path }) => path === "/fault/stalls-in-body") &&
          transcript.some(({ from, octets }) => from === "server" && octets.length > 0),
      );
    while (!hasAnswered()) await new Promise(setImmediate);
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode()).toBe(130);
    await terminal.waitFor(/Ctrl-C ended it while the client was/);
    expect(terminal.text()).not.toMatch(/Error|node:internal/);
  });
});
