// What may follow what on one connection, as a table: the client runs it, and the picture in src/client/README.md is
// drawn from it. The names are those that http.client's errors show. `+unread` says that the body of an earlier
// response is still on the connection: a request may follow it, its response has to wait.

import { CannotSendHeader, CannotSendRequest, ResponseNotReady } from "./errors.ts";

/** Where a connection is. */
export type ConnectionState =
  | "Idle"
  | "Request-started"
  | "Request-sent"
  | "Idle+unread"
  | "Request-started+unread"
  | "Request-sent+unread";

/** What happens on a connection: a call, or how it ended. */
export type ConnectionEvent =
  | "putRequest"
  | "putHeader"
  | "endHeaders"
  | "getResponse"
  /** The head came, and its body waits on the connection. */
  | "response kept"
  /** The head came, and took the connection with it: the next request opens another. */
  | "response last"
  /** The body was read to its end, or given up. */
  | "body ended"
  | "close";

/** For each state, what may happen and which state follows. What is not listed is refused. */
export const TRANSITIONS: Readonly<
  Record<ConnectionState, Readonly<Partial<Record<ConnectionEvent, ConnectionState>>>>
> = {
  Idle: { putRequest: "Request-started", "body ended": "Idle", close: "Idle" },
  "Request-started": {
    putHeader: "Request-started",
    endHeaders: "Request-sent",
    "body ended": "Request-started",
    close: "Idle",
  },
  "Request-sent": {
    getResponse: "Request-sent",
    "response kept": "Idle+unread",
    "response last": "Idle",
    "body ended": "Request-sent",
    close: "Idle",
  },
  "Idle+unread": { putRequest: "Request-started+unread", "body ended": "Idle", close: "Idle" },
  "Request-started+unread": {
    putHeader: "Request-started+unread",
    endHeaders: "Request-sent+unread",
    "body ended": "Request-started",
    close: "Idle",
  },
  "Request-sent+unread": { "body ended": "Request-sent", close: "Idle" },
};

/** The error of an event that the state does not list. */
export const REFUSALS = {
  putRequest: CannotSendRequest,
  putHeader: CannotSendHeader,
  endHeaders: CannotSendHeader,
  getResponse: ResponseNotReady,
  "response kept": ResponseNotReady,
  "response last": ResponseNotReady,
  "body ended": ResponseNotReady,
  close: ResponseNotReady,
} as const satisfies Record<ConnectionEvent, new (state: string) => Error>;

/**
 * The state after `event`.
 *
 * @throws {CannotSendRequest} @throws {CannotSendHeader} @throws {ResponseNotReady} When the state does not allow it
 *
 * @example
 * nextState("Idle", "putRequest") // "Request-started"
 */
export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  const next = TRANSITIONS[state][event];
  if (next === undefined) throw new REFUSALS[event](stateName(state));
  return next;
}

/** The state as http.client calls it, which does not tell whether a body is unread: `"Idle"`. */
export function stateName(state: ConnectionState): "Idle" | "Request-started" | "Request-sent" {
  return state.replace("+unread", "") as "Idle" | "Request-started" | "Request-sent";
}
