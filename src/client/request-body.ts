import { Readable } from "node:stream";
import { type Codec, encodeLatin1, type FieldLine, type FieldSection } from "../wire/index.ts";
import type { SocketChannel } from "./socket-channel.ts";

/** Octets, or text that ISO-8859-1 can hold; or pieces of octets, of a length that nobody knows before the last. */
export type RequestBody =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Iterable<ArrayBufferView>
  | AsyncIterable<ArrayBufferView | string>;

/** A body, ready to be sent. */
export type BodySource =
  | { readonly kind: "none" }
  | { readonly kind: "octets"; readonly octets: Uint8Array }
  | {
      readonly kind: "pieces";
      readonly pieces: AsyncIterable<Uint8Array>;
      /** Where the pieces are a stream's: that stream. */
      readonly stream: Readable | undefined;
    };

/**
 * What is to be sent. Text is ISO-8859-1, as in http.client; only a stream's pieces may be text too.
 *
 * @throws {TypeError} When it is neither octets, text nor something that gives pieces
 * @throws {RangeError} When text holds a character that ISO-8859-1 does not have
 */
export function bodySource(body: RequestBody | null | undefined): BodySource {
  if (body === undefined || body === null) return { kind: "none" };
  if (typeof body === "string") return { kind: "octets", octets: textOctets(body) };
  const octets = viewOf(body);
  if (octets !== undefined) return { kind: "octets", octets };
  if (isIterable(body)) {
    return { kind: "pieces", pieces: piecesOf(body), stream: body instanceof Readable ? body : undefined };
  }
  throw new TypeError(
    "Cannot send this body: expected octets, text, or a stream or iterable that gives octets",
  );
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}

async function* piecesOf(source: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    const octets =
      source instanceof Readable && typeof piece === "string" ? textOctets(piece) : viewOf(piece);
    if (octets === undefined) throw new TypeError("Cannot send a piece of the body: expected octets");
    yield octets;
  }
}

/** The octets that a view or buffer stands for: of a Uint16Array with two elements they are four. */
function viewOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

function textOctets(text: string): Uint8Array {
  try {
    return encodeLatin1(text);
  } catch (cause) {
    throw new RangeError(
      "Cannot send this text as a body: pass octets, for example new TextEncoder().encode(text)",
      { cause },
    );
  }
}

// Methods that say Content-Length: 0 when they have no content, as http.client does.
const METHODS_EXPECTING_BODY = new Set(["PATCH", "POST", "PUT"]);

/**
 * The field that says where the request ends, unless the caller has set one. A length that is known is always said; a
 * body in pieces is sent in chunks.
 *
 * @param own The caller's fields
 */
export function framingFields(method: string, body: BodySource, own: FieldSection): FieldLine[] {
  if (own.has("Content-Length") || own.has("Transfer-Encoding")) return [];
  switch (body.kind) {
    case "octets":
      return [["Content-Length", String(body.octets.length)]];
    case "pieces":
      return [["Transfer-Encoding", "chunked"]];
    case "none":
      return METHODS_EXPECTING_BODY.has(method.toUpperCase()) ? [["Content-Length", "0"]] : [];
  }
}

/**
 * Sends a head, if there is one, and the body after it.
 *
 * @param isEncoded Whether each piece goes as a chunk
 * @throws What the socket or the body rejects with. The body is not asked for more then, and a stream is destroyed
 */
export function sendBody(
  socket: SocketChannel,
  head: readonly Uint8Array[],
  body: BodySource,
  isEncoded: boolean,
  codec: Codec,
): Promise<void> {
  if (body.kind === "pieces") return sendPieces(socket, head, body, isEncoded ? codec : undefined);
  const whole = body.kind === "octets" && body.octets.length > 0 ? [body.octets] : [];
  if (body.kind === "none" || !isEncoded) return socket.write([...head, ...whole]);
  return sendPieces(socket, head, { pieces: asPieces(whole), stream: undefined }, codec);
}

/**
 * A stream that fails before it is read would end the process. Once it is read, reading it fails.
 *
 * @returns What stops listening
 */
export function heedErrors(body: BodySource): () => void {
  const stream = body.kind === "pieces" ? body.stream : undefined;
  const heed = () => {};
  stream?.on("error", heed);
  return () => stream?.off("error", heed);
}

async function sendPieces(
  socket: SocketChannel,
  head: readonly Uint8Array[],
  { pieces, stream }: Pick<Extract<BodySource, { kind: "pieces" }>, "pieces" | "stream">,
  encoder: Codec | undefined,
): Promise<void> {
  const iterator = (encoder ? encoder.encodeChunked(pieces) : pieces)[Symbol.asyncIterator]();
  try {
    await socket.write(head);
    for (;;) {
      const { done, value } = await socket.whileOpen(iterator.next());
      if (done) return;
      if (value.length > 0) await socket.write([value]);
    }
  } catch (error) {
    stream?.destroy();
    iterator.return?.()?.catch(() => {}); // not waited for: the piece before may never come
    throw error;
  }
}

async function* asPieces(octets: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* octets;
}
