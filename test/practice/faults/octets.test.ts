import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faultGroups, faults, type PracticeService, startPractice } from "../../../src/practice/index.ts";
import { exchange, open } from "../raw-client.ts";
import { endlessOctets, faultOctets, turnOctets } from "./fault-octets.ts";

let practice: PracticeService;
beforeEach(async () => {
  practice = await startPractice();
});
afterEach(() => practice.close());

/** Of the newest connection. */
const recording = () => practice.connections.at(-1);

const LAST = "GET /status/204 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const LAST_ANSWER = "HTTP/1.1 204 No Content\r\n";

/** A raw socket on which a fault was asked for. */
class Probe {
  text = "";
  error: NodeJS.ErrnoException | undefined;
  readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (octets) => {
      this.text += octets.toString("latin1");
    });
    socket.on("error", (error) => {
      this.error = error;
    });
  }

  static async ask(name: string, method = "GET"): Promise<Probe> {
    const probe = new Probe(await open(practice.port));
    probe.socket.write(`${method} /fault/${name} HTTP/1.1\r\nHost: x\r\n\r\n`);
    return probe;
  }

  async hasRead(octets: number): Promise<void> {
    while (this.text.length < octets) await once(this.socket, "data");
  }

  /** FIN was seen, and after this side's own the connection closed without RST. */
  async endsWithFin(): Promise<void> {
    if (!this.socket.readableEnded) await once(this.socket, "end");
    this.socket.end();
    await once(this.socket, "close");
    expect(this.error).toBeUndefined();
  }

  async endsWithReset(): Promise<void> {
    // Not once(): it would reject with the very error that is wanted.
    if (!this.socket.closed) await new Promise((resolve) => this.socket.on("close", resolve));
    expect(this.error?.code).toBe("ECONNRESET");
  }
}

/** Holds the end of a connection against what is written about it. */
const endings: Readonly<Record<string, (probe: Probe, octets: string) => Promise<void>>> = {
  async close(probe, octets) {
    await probe.endsWithFin();
    expect(probe.text).toBe(octets);
    expect(recording()).toMatchObject({ closedBy: "server", closedHow: "end" });
  },

  async reset(probe, octets) {
    await probe.endsWithReset();
    expect(probe.text).toBe(octets);
    expect(recording()).toMatchObject({ closedBy: "server", closedHow: "reset" });
  },

  async hold(probe, octets) {
    await probe.hasRead(octets.length);
    expect(await practice.allClosed(50)).toBe(false);
    expect(recording()?.closedBy).toBeUndefined();
    probe.socket.end();
    await once(probe.socket, "close");
    expect(probe.text).toBe(octets);
    expect(recording()).toMatchObject({ closedBy: "client", closedHow: "end" });
  },

  async keep(probe, octets) {
    await probe.hasRead(octets.length);
    probe.socket.write(LAST);
    await probe.endsWithFin();
    expect(probe.text.slice(0, octets.length + LAST_ANSWER.length)).toBe(octets + LAST_ANSWER);
    expect(recording()?.requests).toHaveLength(2);
  },

  async "close-at-next"(probe, octets) {
    await probe.hasRead(octets.length);
    expect(recording()?.closedBy).toBeUndefined();
    probe.socket.write(LAST);
    await probe.endsWithFin();
    expect(probe.text).toBe(octets);
    expect(recording()).toMatchObject({ closedBy: "server", closedHow: "end" });
    expect(recording()?.requests).toHaveLength(2);
  },

  async "reset-at-next"(probe, octets) {
    await probe.hasRead(octets.length);
    expect(recording()?.closedBy).toBeUndefined();
    probe.socket.write(LAST);
    await probe.endsWithReset();
    expect(probe.text).toBe(octets);
    expect(recording()?.requests).toHaveLength(2);
  },
};

describe("octet for octet, and to the end", () => {
  test.each(faultOctets)("%s (%s)", async (name, end, octets) => {
    const check = endings[end];
    if (check === undefined) throw new Error(`No such end: ${end}`);
    await check(await Probe.ask(name), octets);
  });

  test("content-for-head sends its content to a HEAD too", async () => {
    const octets = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";
    await endings.keep?.(await Probe.ask("content-for-head", "HEAD"), octets);
  });
});

describe("endless ones", () => {
  test.each(endlessOctets)("%s: all of it, made one by one", (name, first, piece, times) => {
    const made = createHash("sha256");
    const fault = faults.find((each) => each.name === name);
    for (const step of fault?.steps ?? [])
      if ("send" in step) made.update(Buffer.from(step.send as string, "latin1"));
    const written = createHash("sha256").update(first, "latin1");
    for (let count = 0; count < times; count += 1) written.update(piece, "latin1");
    expect(made.digest("hex")).toBe(written.digest("hex"));
    expect(fault?.end).toBe("reset");
  });

  test.each(endlessOctets)("%s: ends when the client leaves", async (name, first, piece, times) => {
    const probe = await Probe.ask(name);
    await probe.hasRead(100_000);
    probe.socket.destroy();
    const expected = first + piece.repeat(Math.ceil(probe.text.length / piece.length));
    expect(expected.startsWith(probe.text)).toBe(true);
    expect(await practice.allClosed(10_000)).toBe(true);
    const sent = practice.connections[0]?.transcript.filter(({ from }) => from === "server").length ?? 0;
    expect(sent).toBeLessThan(times);
    expect(practice.connections[0]).toMatchObject({ closedBy: "client" });
  });

  test("to a client that stays they end after all", async () => {
    const probe = await Probe.ask("endless-fields");
    await probe.endsWithReset();
    expect(probe.text.length).toBe(1_210_385);
  });
});

test.each(["keep", "close-at-next", "reset-at-next"])(
  "%s is close after a request that says so",
  async (end) => {
    for (const { name } of faults.filter((fault) => fault.end === end).slice(0, 3)) {
      const request = `GET /fault/${name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
      const [, , octets] = faultOctets.find(([written]) => written === name) ?? [];
      expect(await exchange(practice.port, request), name).toBe(octets);
      expect(recording(), name).toMatchObject({ closedBy: "server", closedHow: "end" });
    }
  },
);

describe("in turn", () => {
  test.each(turnOctets)("%s", async (name, answers) => {
    for (const [_, end, octets] of [...answers, ...answers]) {
      await endings[end]?.(await Probe.ask(name), octets);
    }
  });
});

describe("what differs from time to time", () => {
  test("busy-until-a-date: two seconds after the date of the response", async () => {
    const probe = await Probe.ask("busy-until-a-date");
    await probe.hasRead(136);
    probe.socket.end();
    const shape =
      /^HTTP\/1\.1 503 Service Unavailable\r\nDate: (.{29})\r\nRetry-After: (.{29})\r\nContent-Length: 0\r\n\r\n$/;
    const [, date = "", later = ""] = shape.exec(probe.text) ?? [];
    expect(new Date(date).toUTCString()).toBe(date);
    expect(Date.parse(later) - Date.parse(date)).toBe(2000);
  });

  test("gzip-bomb: 10 MiB of zeros in some 10 KiB, whatever this zlib writes", async () => {
    const octets = await exchange(
      practice.port,
      "GET /fault/gzip-bomb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    const [, length, content = ""] =
      /^HTTP\/1\.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: (\d+)\r\n\r\n([\s\S]*)$/.exec(
        octets,
      ) ?? [];
    expect(content.length).toBe(Number(length));
    expect(content.length).toBeLessThan(12 * 1024);
    expect(gunzipSync(Buffer.from(content, "latin1")).equals(Buffer.alloc(10 * 1024 * 1024))).toBe(true);
  });
});

describe("the timing, as an order of events", () => {
  const sends = () =>
    practice.connections[0]?.transcript
      .filter(({ from }) => from === "server")
      .map(({ octets }) => Buffer.from(octets).toString("latin1"));

  test.each([
    ["drips-head", [..."HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]],
    ["drips-body", ["HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", ..."Slow, and no failure"]],
    ["truncated-body", ["HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", "Hello, world"]],
    [
      "unsolicited-response",
      ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"],
    ],
  ])("%s leaves in these pieces", async (name, pieces) => {
    const probe = await Probe.ask(name);
    await probe.hasRead(pieces.join("").length);
    probe.socket.end();
    expect(sends()).toEqual(pieces);
  });

  test("between the octets of a drip, others are answered", async () => {
    const probe = await Probe.ask("drips-body");
    await probe.hasRead("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n".length);
    await exchange(practice.port, LAST);
    expect(probe.text).not.toMatch(/failure$/);
    probe.socket.destroy();
  });
});

describe("the table", () => {
  test("has no fault whose octets are not asserted here", () => {
    const asserted = [...faultOctets, ...endlessOctets].map(([name]) => name);
    expect([...asserted, "busy-until-a-date", "gzip-bomb"].sort()).toEqual(
      faults.map(({ name }) => name).sort(),
    );
  });

  test("names each once, in lower case and hyphens", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    for (const { name } of faults) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test("teaches in one sentence, and names a section of an RFC where a rule is broken", () => {
    for (const { name, teaches, breaks } of faults) {
      expect(teaches, name).toMatch(/^[A-Z0-9"_].{10,130}\.$/);
      if (breaks !== undefined) expect(breaks, name).toMatch(/^RFC \d{4} §\d+(\.\d+)*$/);
    }
  });

  test("has the ends that are written down for it", () => {
    const ends = new Map(faults.map(({ name, end }) => [name, end]));
    for (const [name, end] of faultOctets) expect(ends.get(name), name).toBe(end);
  });

  test("is grouped without rest", () => {
    expect(faultGroups.flatMap((group) => group.faults)).toEqual(faults);
    for (const { title, faults: members } of faultGroups) expect(members.length, title).toBeGreaterThan(0);
  });
});
