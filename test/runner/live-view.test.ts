import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConnectionRecording, PracticeEvent } from "../../src/practice/index.ts";
import { LiveView } from "../../src/runner/live-view.ts";
import { createTheme } from "../../src/screen/index.ts";
import { octets } from "../wire/support.ts";

let shown: string[];
let view: LiveView;
beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  const theme = createTheme({ width: 60, color: false });
  view = new LiveView(
    () => theme,
    (text) => shown.push(text),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const base = { clientPort: 50_000, openedMs: 10, transcript: [], truncated: false, requests: [] };
const one: ConnectionRecording = { number: 1, ...base };
const two: ConnectionRecording = { number: 2, ...base };

function sends(connection: ConnectionRecording, from: "client" | "server", text: string): void {
  view.on({ kind: "octets", connection, from, octets: octets(text) });
}

function ends(connection: ConnectionRecording, more: Partial<ConnectionRecording>): void {
  view.on({ kind: "ended", connection: { ...connection, ...more } } as PracticeEvent);
}

test("a request and its answer are one block each, however they were cut", () => {
  view.on({ kind: "opened", connection: one });
  for (const piece of ["GET / HT", "TP/1.1\r\n", "\r\n"]) sends(one, "client", piece);
  sends(one, "server", "HTTP/1.1 200 OK\r\n\r\n");
  vi.runAllTimers();
  expect(shown.join("\n")).toBe(
    [
      "",
      "connection 1",
      "  > GET / HTTP/1.1\\r\\n",
      "  > \\r\\n",
      "  < HTTP/1.1 200 OK\\r\\n",
      "  < \\r\\n",
    ].join("\n"),
  );
});

test("a connection to a faulty peer says to which", () => {
  view.on({ kind: "opened", connection: { ...one, peer: "resets-on-accept" } });
  expect(shown).toEqual(["\nconnection 1 to resets-on-accept"]);
});

test("a slow message shows as it comes", () => {
  sends(one, "server", "*");
  expect(shown).toEqual([]);
  vi.runAllTimers();
  expect(shown).toEqual(["\nconnection 1", "  < *"]);
  sends(one, "server", "*");
  vi.runAllTimers();
  expect(shown.at(-1)).toBe("  < *");
});

test("connections that take turns are told apart", () => {
  sends(one, "client", "a");
  sends(two, "client", "b");
  vi.runAllTimers();
  sends(one, "client", "c");
  vi.runAllTimers();
  expect(shown).toEqual(["\nconnection 1", "  > a", "\nconnection 2", "  > b", "\nconnection 1", "  > c"]);
});

test("the end tells who, how, when, and what of TLS went wrong", () => {
  const over = { closedMs: 22.4, closedBy: "server", closedHow: "reset" } as const;
  const secure = { port: "expired", failure: "ERR_SSL_X" } as const;
  ends(one, over);
  ends(two, { ...over, closedBy: "client", closedHow: "end", secure });
  expect(shown.join("\n")).toBe(
    [
      "",
      "connection 1",
      "the server reset it (RST) after 12 ms, 0 requests",
      "",
      "connection 2 (https, expired)",
      "the client ended it (FIN) after 12 ms, 0 requests; the TLS",
      "handshake failed: ERR_SSL_X",
    ].join("\n"),
  );
});

test("a long body is cut, with a count, and takes little memory", () => {
  sends(one, "server", "HTTP/1.1 200 OK\r\n\r\n");
  const piece = "x".repeat(65_536);
  for (let count = 0; count < 1_000; count += 1) sends(one, "server", piece);
  sends(one, "server", "the end");
  vi.runAllTimers();
  const text = shown.join("\n");
  expect(text).toMatch(/\n {4}\([\d,]+ octets left out\)\n/);
  const leftOut = Number(/\(([\d,]+) octets/.exec(text)![1]!.replaceAll(",", ""));
  const visible = text.match(/x/g)!.length;
  expect(leftOut + visible).toBe(65_536_000);
  expect(text.endsWith("xthe end")).toBe(true);
  expect(text.split("\n").length).toBeLessThan(20);
});

test("nothing that a client sends drives the terminal", () => {
  sends(one, "client", "\x1b[2J\x07\x9b31m\x1b]0;title\x07\r\n");
  vi.runAllTimers();
  expect(shown.join("")).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  expect(shown.join("")).toContain("\\x1b[2J\\x07\\x9b31m");
});
