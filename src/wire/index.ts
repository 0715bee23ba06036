// Octets <-> HTTP messages. Pure: no I/O, and nothing imported from outside this folder.
export type { BodyFraming, ResponseMessage } from "./body-length.ts";
export { messageBodyLength } from "./body-length.ts";
export { ChunkedDecoder, encodeChunk, encodeChunked, LAST_CHUNK, parseChunkSize } from "./chunked.ts";
export type { ChunkedDecoderLike, Codec } from "./codec.ts";
export { builtinCodec } from "./codec.ts";
export {
  BadStatusLine,
  CannotSendHeader,
  CannotSendRequest,
  HTTPException,
  ImproperConnectionState,
  IncompleteRead,
  LineTooLong,
  ResponseNotReady,
  UnimplementedFileMode,
  UnknownProtocol,
  UnknownTransferEncoding,
} from "./errors.ts";
export type { FieldLimits, FieldLine } from "./fields.ts";
export { FieldSection, parseFieldLine, parseFieldSection, serializeFieldSection } from "./fields.ts";
export { isFieldValue, isToken, listMembers, refusedPart, trimOws } from "./grammar.ts";
export { CR, concatOctets, copyOctets, decodeLatin1, encodeLatin1, LF } from "./octets.ts";
export type { Exchange } from "./persistence.ts";
export { isPersistent } from "./persistence.ts";
export type { RequestParts } from "./request-head.ts";
export { hostField, requestHead } from "./request-head.ts";
export type { ConnectionEvent, ConnectionState, Transition } from "./state.ts";
export { nextState, stateName, TRANSITIONS } from "./state.ts";
export type { StatusLine } from "./status-line.ts";
export { parseStatusLine } from "./status-line.ts";
export type { Sender, Transcript, TranscriptEvent } from "./transcript.ts";
