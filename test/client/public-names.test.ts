import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asciiHost, hostOfTarget, splitHostPort } from "../../src/client/host.ts";
import * as client from "../../src/client/index.ts";
import {
  builtinCodec,
  type ConnectionEvent,
  type ConnectionState,
  nextState,
  REFUSALS,
  TRANSITIONS,
} from "../../src/wire/index.ts";

test("the names that #client exports", () => {
  expect(Object.keys(client).sort()).toEqual([
    "BadStatusLine",
    "CannotSendHeader",
    "CannotSendRequest",
    "ConnectionResetError",
    "FieldSection",
    "HTTPConnection",
    "HTTPException",
    "HTTPResponse",
    "HTTPSConnection",
    "HTTPS_PORT",
    "HTTPStatus",
    "HTTP_PORT",
    "ImproperConnectionState",
    "IncompleteRead",
    "InvalidURL",
    "LineTooLong",
    "NotConnected",
    "RemoteDisconnected",
    "ResponseNotReady",
    "TimeoutError",
    "TunnelError",
    "UnimplementedFileMode",
    "UnknownProtocol",
    "UnknownTransferEncoding",
    "error",
    "responses",
  ]);
});

test("the members of its classes", () => {
  const membersOf = (type: { prototype: object }) =>
    Object.getOwnPropertyNames(type.prototype).filter((name) => name !== "constructor");
  expect(membersOf(client.HTTPConnection).sort()).toEqual(
    "close connect endHeaders getProxyResponseHeaders getResponse localAddress localPort putHeader putRequest remoteAddress remotePort request secure send setTunnel state transcript".split(
      " ",
    ),
  );
  expect(membersOf(client.HTTPResponse).sort()).toEqual(
    "close getHeader getHeaders isClosed length lines peek read read1 readInto readLine".split(" "),
  );
  expect(membersOf(client.FieldSection).sort()).toEqual("append get getAll has set".split(" "));
});

test("the parts of a codec", () => {
  expect(Object.keys(builtinCodec).sort()).toEqual(
    "ChunkedDecoder encodeChunked isPersistent messageBodyLength nextState parseChunkSize parseFieldLine parseFieldSection parseStatusLine requestHead serializeFieldSection".split(
      " ",
    ),
  );
});

test("constants, status codes, phrases", () => {
  const { HTTP_PORT, HTTPS_PORT, HTTPStatus, responses } = client;
  expect([HTTP_PORT, HTTPS_PORT]).toEqual([80, 443]);
  expect(Object.keys(responses)).toHaveLength(62);
  expect(responses[418]).toBe("I'm a Teapot");
  expect(responses[422]).toBe("Unprocessable Content");
  expect([HTTPStatus.OK, HTTPStatus.CONTENT_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE]).toEqual([
    200, 413, 413,
  ]);
  expect(client.error).toBe(client.HTTPException);
});

test("the tree of errors is http.client's", () => {
  const parents = Object.fromEntries(
    Object.entries(client)
      .filter(([, value]) => typeof value === "function" && value.prototype instanceof Error)
      .map(([name, type]) => [name, Object.getPrototypeOf(type).name]),
  );
  expect(parents).toEqual({
    BadStatusLine: "HTTPException",
    CannotSendHeader: "ImproperConnectionState",
    CannotSendRequest: "ImproperConnectionState",
    ConnectionResetError: "Error",
    HTTPException: "Error",
    ImproperConnectionState: "HTTPException",
    IncompleteRead: "HTTPException",
    InvalidURL: "HTTPException",
    LineTooLong: "HTTPException",
    NotConnected: "HTTPException",
    RemoteDisconnected: "BadStatusLine",
    ResponseNotReady: "ImproperConnectionState",
    TimeoutError: "Error",
    TunnelError: "Error",
    UnimplementedFileMode: "HTTPException",
    UnknownProtocol: "HTTPException",
    UnknownTransferEncoding: "HTTPException",
    error: "Error",
  });
});

test("each error is called by its name", () => {
  const made = [
    new client.CannotSendHeader("Idle"),
    new client.CannotSendRequest("Request-sent"),
    new client.ResponseNotReady("Idle"),
    new client.UnimplementedFileMode(),
    new client.UnknownTransferEncoding(),
    new client.InvalidURL(),
    new client.TunnelError(403, "Forbidden"),
  ];
  for (const error of made) expect(error.name).toBe(error.constructor.name);
  expect(made[0]).toMatchObject({ state: "Idle" });
  expect(made.at(-1)).toMatchObject({
    status: 403,
    reason: "Forbidden",
    message: "Tunnel connection failed: 403 Forbidden",
  });
});

test("the states: each event leads where the table says, or is refused", () => {
  const events = Object.keys(REFUSALS) as ConnectionEvent[];
  for (const state of Object.keys(TRANSITIONS) as ConnectionState[]) {
    for (const event of events) {
      const next = TRANSITIONS[state][event];
      const step = () => nextState(state, event);
      if (next) expect(step()).toBe(next);
      else expect(step).toThrow(expect.objectContaining(refused(event, state)));
    }
  }
});

/** The error that http.client has for it. */
function refused(event: ConnectionEvent, state: ConnectionState): { name: string; state: string } {
  const names: Partial<Record<ConnectionEvent, string>> = {
    putRequest: "CannotSendRequest",
    putHeader: "CannotSendHeader",
    endHeaders: "CannotSendHeader",
  };
  return { name: names[event] ?? "ResponseNotReady", state: state.replace("+unread", "") };
}

/** The picture that the table is, as README shows it: events that change nothing, and close(), are left out. */
function picture(): string {
  const arrows = Object.entries(TRANSITIONS).flatMap(([state, row]) =>
    Object.entries(row)
      .filter(([event, next]) => next !== state && event !== "close")
      .map(([event, next]) => `    ${id(state)} --> ${id(next)}: ${event}`),
  );
  const names = Object.keys(TRANSITIONS).map(
    (state) => `    state "${state.replace("+", ", ")}" as ${id(state)}`,
  );
  return ["stateDiagram-v2", ...names, "    [*] --> Idle", ...arrows].join("\n");
}

const id = (state: string) => state.replaceAll(/[-+]/g, "_");

test("README draws the states from the table", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../src/client/README.md"), "utf8").replaceAll(
    "\r\n",
    "\n",
  );
  expect(readme).toContain(`\`\`\`mermaid\n${picture()}\n\`\`\``);
});

test("examples of the client's own functions", () => {
  // As their docstrings show them.
  expect(splitHostPort("[::1]:8080", undefined, 80)).toEqual({ host: "::1", port: 8080 });
  expect(asciiHost("bücher.example")).toBe("xn--bcher-kva.example");
  expect(hostOfTarget("http://example.com:81/get")).toEqual({ host: "example.com", port: 81 });
});
