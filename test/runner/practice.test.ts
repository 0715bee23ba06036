// `npm run practice`, in a real terminal and without one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { launcher } from "../support/course-copy.ts";
import { eventually } from "../support/processes.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

let terminal: PseudoTerminal;
afterEach(async () => {
  terminal?.kill();
  await terminal?.exitCode();
});

const READY = /Ctrl-C` ends the\s+service\./;

async function serve(
  words: readonly string[] = ["0"],
  options: ConstructorParameters<typeof PseudoTerminal>[2] = {},
): Promise<string> {
  terminal = new PseudoTerminal(tmpdir(), ["practice", ...words], options);
  await terminal.waitFor(READY);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(terminal.text())![0];
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

describe("in a terminal", () => {
  test("it tells its URLs, shows an exchange live, and Ctrl-C frees the port", async () => {
    const url = await serve();
    expect(terminal.text().match(/https:\/\/127\.0\.0\.1:\d+ {2}\S/g)).toHaveLength(8);
    expect((await fetch(`${url}/get`)).status).toBe(200);
    await terminal.waitFor(
      /connection 1\n {2}> GET \/get HTTP\/1\.1\\r\\n\n[\s\S]+ {2}< HTTP\/1\.1 200 OK\\r\\n\n[\s\S]+ {2}< }\\n/,
    );
    expect(terminal.raw()).toMatch(/\x1b\[36m/);
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode()).toBe(130);
    expect(await isOpen(Number(new URL(url).port))).toBe(false);
    expect(terminal.text()).not.toMatch(/Error|node:internal/);
  });

  test("what a client sends cannot drive the terminal", async () => {
    const url = await serve();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.end("GET /\x1b[2J\x1b[H\x07 HTTP/1.1\r\n\r\n", "latin1");
    socket.resume();
    await terminal.waitFor(/> GET \/\\x1b\[2J\\x1b\[H\\x07 HTTP/);
    expect(terminal.raw()).not.toContain("\x1b[2J");
    await terminal.waitFor(/400 Bad Request/);
  });

  test("40 columns get lines of 40, NO_COLOR none of colour", async () => {
    const url = await serve(["0"], { columns: 40, env: { NO_COLOR: "1" } });
    await (await fetch(`${url}/response-headers?x=${"y".repeat(100)}`)).text();
    await terminal.waitFor(/ {2}< }\\n/);
    expect(terminal.raw()).not.toMatch(/\x1b\[\d+m/);
    // A row that the terminal had to wrap itself would have pushed the rest behind the edge.
    const rows = terminal.raw().split("\r\n");
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(40);
  });
});

describe("without a terminal", () => {
  function run(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [launcher, "practice", ...words], {
      cwd: tmpdir(),
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const running = { child, output: "" };
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (octets) => {
        running.output += octets;
      });
    return running;
  }

  test("it serves as well, plain, until a signal", async () => {
    const running = run(["0"]);
    await eventually("it is ready", () => READY.test(running.output));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output)![0];
    await (await fetch(`${url}/json`)).text();
    await eventually("the exchange shows", () => running.output.includes("  > GET /json HTTP/1.1\\r\\n"));
    running.child.kill("SIGINT");
    const [exitCode] = await once(running.child, "close");
    expect(exitCode).toBe(130);
    expect(running.output).not.toContain("\x1b");
  });

  test("a port that is taken is one sentence, and what to type", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const running = run([String(port)]);
    const [exitCode] = await once(running.child, "close");
    server.close();
    expect(exitCode).toBe(2);
    expect(running.output).toMatch(
      new RegExp(
        `^Port ${port} is taken, perhaps by another \`npm run practice\`\\.\\nType \`npm run practice `,
      ),
    );
    expect(running.output).toContain("`npm run practice 0`");
  });

  test("help, and a word that is no port", async () => {
    const help = run(["help"]);
    expect(await once(help.child, "close")).toEqual([0, null]);
    expect(help.output).toContain("npm run practice 9000");
    const wrong = run(["often"]);
    expect(await once(wrong.child, "close")).toEqual([2, null]);
    expect(wrong.output).toMatch(/^Cannot take "often" for a port/);
  });
});
