import {
  Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { request as httpsRequest, Agent as SecureAgent } from "node:https";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { ENOUGH_OCTETS, NEXT, responseText, type Subject } from "./subject.ts";

/** What `node:http` makes of a fault, in words that fit into a table. */
export async function nodeOutcome(subject: Subject): Promise<string> {
  const agent = new (subject.role === "https" ? SecureAgent : Agent)({ keepAlive: true, maxSockets: 1 });
  try {
    return await (subject.role === "proxy" ? tunnelOutcome(subject) : outcome(subject, agent));
  } finally {
    agent.destroy();
  }
}

/** What one request came to: filled while events come. */
interface Meeting {
  statusCode?: number;
  octets: number;
  failure?: string;
  localPort?: number | undefined;
  isUpgrade?: true;
  tunnel?: { readonly socket: Socket; readonly ahead: number };
}

async function outcome(subject: Subject, agent: Agent): Promise<string> {
  const { method, target, port, hasNext } = subject;
  const meeting = await meet(subject, { host: "127.0.0.1", port, method, path: target, agent });
  const seen = description(meeting);
  const isWhole = meeting.failure === undefined && meeting.octets < ENOUGH_OCTETS && !meeting.isUpgrade;
  if (!hasNext || !isWhole) return seen;
  await subject.whenPlayed();
  // An error that comes after the end of the body belongs to this request as well.
  if (meeting.failure !== undefined) return description(meeting);
  const after = await meet(subject, { host: "127.0.0.1", port, path: NEXT, agent });
  if (after.failure !== undefined) return `${seen}; next: ${after.failure}`;
  const surprise = after.statusCode === 204 ? "" : `, which answers ${after.statusCode}`;
  return `${seen}; next on ${after.localPort === meeting.localPort ? "the same" : "a new"} connection${surprise}`;
}

async function tunnelOutcome(subject: Subject): Promise<string> {
  const { port } = subject;
  const host = "example.test:80";
  const headers = { host };
  const meeting = await meet(subject, {
    host: "127.0.0.1",
    port,
    method: "CONNECT",
    path: host,
    headers,
    agent: false,
  });
  const { tunnel, failure } = meeting;
  if (tunnel === undefined || failure !== undefined) return description(meeting);
  const connected = `\`connect\` event, ${description(meeting)}`;
  if (meeting.statusCode !== 200) return connected;
  if (tunnel.ahead > 0) return `${connected}, with ${tunnel.ahead} octets ahead`;
  const inside = await meet(subject, { path: "/", headers, createConnection: () => tunnel.socket });
  return `${connected}; in the tunnel ${description(inside)}`;
}

function description({ statusCode, octets, failure, isUpgrade }: Meeting): string {
  if (statusCode === undefined) return failure ?? "nothing";
  const seen = isUpgrade ? `\`upgrade\` event, ${statusCode}` : responseText(statusCode, octets);
  return failure === undefined ? seen : `${seen}, then ${failure}`;
}

/** One request, until its response has ended, or enough of it came, or it failed. */
async function meet({ role, body, timeoutMs }: Subject, options: RequestOptions): Promise<Meeting> {
  const meeting: Meeting = { octets: 0 };
  const send = role === "https" ? httpsRequest : httpRequest;
  const request = send({ ...options, timeout: timeoutMs });
  await new Promise<void>((resolve) => follow(request, meeting, resolve));
  return meeting;

  function follow(sent: ClientRequest, into: Meeting, done: () => void): void {
    const fail = (failure: string) => {
      into.failure ??= failure;
      done();
    };
    sent.on("socket", (socket) => {
      into.localPort = socket.localPort;
      socket.on("connect", () => {
        into.localPort = socket.localPort;
      });
    });
    // Silence is only told: ending it is left to the caller.
    sent.on("timeout", () => {
      fail("`timeout` event");
      sent.destroy();
    });
    sent.on("error", (error: NodeJS.ErrnoException) => fail(`\`${error.code}\``));
    sent.on("upgrade", (response, socket) => {
      Object.assign(into, { statusCode: response.statusCode, isUpgrade: true });
      socket.destroy();
      done();
    });
    sent.on("connect", (response, socket, head) => {
      Object.assign(into, { statusCode: response.statusCode, tunnel: { socket, ahead: head.length } });
      if (response.statusCode !== 200) socket.destroy();
      done();
    });
    sent.on("response", (response) => read(response, into, done, fail));
    sent.end(options.path === NEXT ? undefined : body);
  }

  function read(
    response: IncomingMessage,
    into: Meeting,
    done: () => void,
    fail: (failure: string) => void,
  ): void {
    into.statusCode = response.statusCode ?? 0;
    response.on("data", (octets: Uint8Array) => {
      into.octets += octets.length;
      if (into.octets < ENOUGH_OCTETS) return;
      done();
      response.destroy();
    });
    response.on("error", (error: NodeJS.ErrnoException) => {
      if (into.octets < ENOUGH_OCTETS) fail(`\`${error.code}\``);
    });
    // The socket goes back to its agent a turn after the end.
    response.on("end", () => void turn().then(done));
  }
}
