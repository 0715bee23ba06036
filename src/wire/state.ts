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

const refusals = { CannotSendRequest, CannotSendHeader, ResponseNotReady };

/** A state that follows, or the name of the error that the event gets. */
export type Transition = ConnectionState | keyof typeof refusals;

/** For each state, what each event leads to. */
export const TRANSITIONS: Readonly<Record<ConnectionState, Readonly<Record<ConnectionEvent, Transition>>>> = {
  Idle: {
    putRequest: "Request-started",
    putHeader: "CannotSendHeader",
    endHeaders: "CannotSendHeader",
    getResponse: "ResponseNotReady",
    "response kept": "ResponseNotReady",
    "response last": "ResponseNotReady",
    "body ended": "Idle",
    close: "Idle",
  },
  "Request-started": {
    putRequest: "CannotSendRequest",
    putHeader: "Request-started",
    endHeaders: "Request-sent",
    getResponse: "ResponseNotReady",
    "response kept": "ResponseNotReady",
    "response last": "ResponseNotReady",
    "body ended": "Request-started",
    close: "Idle",
  },
  "Request-sent": {
    putRequest: "CannotSendRequest",
    putHeader: "CannotSendHeader",
    endHeaders: "CannotSendHeader",
    getResponse: "Request-sent",
    "response kept": "Idle+unread",
    "response last": "Idle",
    "body ended": "Request-sent",
    close: "Idle",
  },
  "Idle+unread": {
    putRequest: "Request-started+unread",
    putHeader: "CannotSendHeader",
    endHeaders: "CannotSendHeader",
    getResponse: "ResponseNotReady",
    "response kept": "ResponseNotReady",
    "response last": "ResponseNotReady",
    "body ended": "Idle",
    close: "Idle",
  },
  "Request-started+unread": {
    putRequest: "CannotSendRequest",
    putHeader: "Request-started+unread",
    endHeaders: "Request-sent+unread",
    getResponse: "ResponseNotReady",
    "response kept": "ResponseNotReady",
    "response last": "ResponseNotReady",
    "body ended": "Request-started",
    close: "Idle",
  },
  "Request-sent+unread": {
    putRequest: "CannotSendRequest",
    putHeader: "CannotSendHeader",
    endHeaders: "CannotSendHeader",
    getResponse: "ResponseNotReady",
    "response kept": "ResponseNotReady",
    "response last": "ResponseNotReady",
    "body ended": "Request-sent",
    close: "Idle",
  },
};

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
  const Refusal = refusals[next as keyof typeof refusals] as
    | (typeof refusals)[keyof typeof refusals]
    | undefined;
  if (Refusal === undefined) return next as ConnectionState;
  throw new Refusal(stateName(state));
}

/** The state as http.client calls it, which does not tell whether a body is unread: `"Idle"`. */
export function stateName(state: ConnectionState): "Idle" | "Request-started" | "Request-sent" {
  return state.replace("+unread", "") as "Idle" | "Request-started" | "Request-sent";
}
