// How fast the built-in client is, beside others that do the same work: `npm run bench client`. Time-outs are armed, the
// transcript is off.
//
// The server is another process. The clients take turns in one run, because the figures of a busy machine say nothing
// and their ratios do.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "undici";
import { builtFolder } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const TIMEOUT_MS = 30_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);
const GETS = 2000;
const MIB = 1024 * 1024;

const { HTTPConnection } = await import(pathToFileURL(join(await builtFolder(root), "client.mjs")).href);

/** Opens what one client needs: `get` reads a small body whole, `download` counts the octets of a large one. */
const clients = {
  ours(port) {
    const connection = new HTTPConnection("127.0.0.1", port, { timeout: TIMEOUT_MS });
    return {
      async get(path) {
        await connection.request("GET", path);
        const response = await connection.getResponse();
        return (await response.read()).length;
      },
      async download(path) {
        let octets = 0;
        await connection.request("GET", path);
        for await (const piece of await connection.getResponse()) octets += piece.length;
        return octets;
      },
      close: () => connection.close(),
    };
  },

  undici(port) {
    const client = new Client(`http://127.0.0.1:${port}`, {
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    return {
      async get(path) {
        const { body } = await client.request({ method: "GET", path });
        return (await body.arrayBuffer()).byteLength;
      },
      async download(path) {
        let octets = 0;
        for await (const piece of (await client.request({ method: "GET", path })).body)
          octets += piece.length;
        return octets;
      },
      close: () => client.close(),
    };
  },

  "node:http"(port) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const read = (path) =>
      new Promise((resolve, reject) => {
        const request = get({ host: "127.0.0.1", port, path, agent, timeout: TIMEOUT_MS }, (response) => {
          let octets = 0;
          response.on("data", (piece) => {
            octets += piece.length;
          });
          response.on("end", () => resolve(octets));
        });
        request.on("error", reject);
      });
    return { get: read, download: read, close: () => agent.destroy() };
  },

  // Parses nothing: counts octets until as many have come as the first answer had, or the download must have.
  raw(port) {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let wanted = Number.POSITIVE_INFINITY;
    let got = 0;
    let resolve;
    socket.on("data", (octets) => {
      got += octets.length;
      if (wanted === Number.POSITIVE_INFINITY) wanted = octets.length;
      if (got >= wanted) resolve(got);
    });
    const read = (path, octets) =>
      new Promise((settle) => {
        resolve = settle;
        got = 0;
        if (octets) wanted = octets;
        socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: identity\r\n\r\n`);
      });
    return {
      get: (path) => read(path),
      download: (path) => read(path, rawOctets(path)),
      close: () => socket.destroy(),
    };
  },
};

/** What a download is on the wire, head and chunk-sizes included. */
function rawOctets(path) {
  const [, kind, mib] = path.split("/");
  const content = Number(mib) * MIB;
  const chunks = content / 65_536;
  return kind === "length"
    ? `HTTP/1.1 200 OK\r\nContent-Length: ${content}\r\n\r\n`.length + content
    : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".length + content + chunks * 9 + 5;
}

/** Measures, and prints a table of ratios. BENCH_ROUNDS in the environment says how many rounds. */
export async function benchClient() {
  console.log(
    `The built-in client, on Node ${process.version}, ${cpus().length} x ${cpus()[0].model.trim()}`,
  );
  const server = spawn(process.execPath, [join(root, "bin/bench-server.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(server.stdout, "data");
  try {
    await compareAll(Number(line));
  } finally {
    server.stdin.end();
  }
}

async function compareAll(port) {
  const small = async (client) => {
    for (let turn = 0; turn < GETS; turn += 1) await client.get("/small");
  };
  report(
    `${GETS} small GETs, one after the other`,
    await interleave(port, small),
    (ms) => `${Math.round((GETS / ms) * 1000)}/s`,
  );
  for (const kind of ["length", "chunked"]) {
    const load = (client) => client.download(`/${kind}/64`);
    report(`64 MiB, ${kind}`, await interleave(port, load), (ms) => `${Math.round((64 / ms) * 1000)} MiB/s`);
  }
  await memory(port);
}

/** Milliseconds of each client in each round. A client's first round is for the compiler and is not counted. */
async function interleave(port, work) {
  const names = Object.keys(clients);
  const open = Object.fromEntries(names.map((name) => [name, clients[name](port)]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Another one begins each time.
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      const start = performance.now();
      await work(open[name]);
      if (round > 0) times[name].push(performance.now() - start);
    }
  }
  for (const client of Object.values(open)) await client.close();
  return times;
}

function report(title, times, unit) {
  console.log(title);
  for (const [name, own] of Object.entries(times)) {
    const ratio = median(times.ours.map((ms, round) => own[round] / ms));
    console.log(
      `  ${name.padEnd(10)} ${unit(Math.min(...own)).padStart(12)} at best; ours is ${ratio.toFixed(2)} x as fast (median of ${own.length})`,
    );
  }
}

/** The most memory that a download of 1 GiB takes, read in pieces, over what the process had before. */
async function memory(port) {
  const connection = new HTTPConnection("127.0.0.1", port, { timeout: TIMEOUT_MS });
  const before = used();
  let [octets, most] = [0, 0];
  await connection.request("GET", "/length/1024");
  for await (const piece of await connection.getResponse()) {
    octets += piece.length;
    most = Math.max(most, used());
  }
  connection.close();
  console.log(
    `1 GiB read in pieces: ${octets} octets, at most ${Math.round((most - before) / MIB)} MiB more memory in use`,
  );
}

function used() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
