// The built-in client: what learners import as "#client". Names are those of Python's http.client.
export type {
  BodyFraming,
  Codec,
  ConnectionEvent,
  ConnectionState,
  FieldLimits,
  FieldLine,
  RequestParts,
  ResponseMessage,
  Sender,
  StatusLine,
  Transcript,
  TranscriptEvent,
} from "../wire/index.ts";
export {
  BadStatusLine,
  CannotSendHeader,
  CannotSendRequest,
  FieldSection,
  HTTPException,
  HTTPException as error,
  ImproperConnectionState,
  IncompleteRead,
  LineTooLong,
  ResponseNotReady,
  UnimplementedFileMode,
  UnknownProtocol,
  UnknownTransferEncoding,
} from "../wire/index.ts";
export type { ConnectTarget, CreateConnection } from "./connect.ts";
export type { ConnectionOptions, RequestOptions, SendOptions } from "./connection.ts";
export { HTTP_PORT, HTTPConnection } from "./connection.ts";
export {
  ConnectionResetError,
  InvalidURL,
  NotConnected,
  RemoteDisconnected,
  TimeoutError,
  TunnelError,
} from "./errors.ts";
export type { SecureConnectionOptions } from "./https-connection.ts";
export { HTTPS_PORT, HTTPSConnection } from "./https-connection.ts";
export type { FieldValue, PutRequestOptions, RequestHeaders } from "./request.ts";
export type { RequestBody } from "./request-body.ts";
export { HTTPResponse } from "./response.ts";
export { HTTPStatus, responses } from "./status.ts";
