// The built-in client: what learners import as "#client". Names are those of Python's http.client.
export type { FieldLine, Sender, StatusLine, Transcript, TranscriptEvent } from "../wire/index.ts";
export {
  BadStatusLine,
  FieldSection,
  HTTPException,
  IncompleteRead,
  LineTooLong,
  UnknownProtocol,
} from "../wire/index.ts";
export type { ConnectTarget, CreateConnection } from "./connect.ts";
export type { ConnectionOptions, RequestOptions } from "./connection.ts";
export { HTTP_PORT, HTTPConnection } from "./connection.ts";
export {
  CannotSendRequest,
  ConnectionResetError,
  ImproperConnectionState,
  InvalidURL,
  NotConnected,
  RemoteDisconnected,
  ResponseNotReady,
  TimeoutError,
} from "./errors.ts";
export type { RequestBody, RequestHeaders } from "./request.ts";
export { HTTPResponse } from "./response.ts";
