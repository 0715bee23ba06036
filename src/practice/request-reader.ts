import { type Arrival, Arrivals } from "./arrivals.ts";
import { Message, type Reading, requestLimits } from "./message.ts";
import { OctetQueue } from "./octet-queue.ts";
import { Refusal } from "./refusal.ts";
import { type Chunk, checkLength, readBody } from "./request-body.ts";
import { type Field, parseRequestLine } from "./request-head.ts";
import {
  type BodyFraming,
  checkHost,
  expectsContinue,
  messageBodyFraming,
  type RequestTarget,
  splitTarget,
} from "./request-rules.ts";

/*
 * Octets -> requests. Pure and incremental: `push` what arrived, ask `next` until it answers
 * `undefined`. The heart is a generator, so that the reading order is the reading order of the RFC;
 * `yield undefined` means "more octets, please". The same octets give the same events in every
 * segmentation. After a refusal nothing more is read: where the next request begins is unknown.
 */

/** What is known of a request before its content. */
export interface ExpectantHead extends RequestTarget {
  readonly method: string;
  /** The request-target, unchanged. */
  readonly target: string;
  /** `"HTTP/1.1"`. */
  readonly version: string;
  readonly fields: readonly Field[];
}

/** A whole request. */
export interface ReceivedRequest extends ExpectantHead {
  /** The content, without chunk framing. */
  readonly body: Uint8Array;
  /** The chunks as they came, where the content came in chunks. */
  readonly chunks?: readonly Chunk[];
  /** Fields after the last chunk. */
  readonly trailers: readonly Field[];
  /** The message as it came: request-line, field section, chunk framing, trailers. */
  readonly octets: Uint8Array;
  /** When those octets arrived, read by read. */
  readonly arrivals: readonly Arrival[];
}

export type ReaderEvent =
  /** The client waits for an interim response before it sends its content. */
  | { readonly kind: "expects-continue"; readonly head: ExpectantHead }
  | { readonly kind: "request"; readonly request: ReceivedRequest }
  /** `method` is `""` when it was not read. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly method: string }
  /** The client sends nothing more, and stopped between two requests. */
  | { readonly kind: "end" };

/** Where the octets stop that have arrived: between two requests, or inside of one. */
export type ReadingPhase = "between" | "head" | "content";

interface Progress {
  phase: ReadingPhase;
}

export class RequestReader {
  readonly #input = new OctetQueue();
  readonly #arrivals = new Arrivals();
  readonly #progress: Progress = { phase: "between" };
  readonly #events = readRequests(this.#input, this.#arrivals, this.#progress);

  get phase(): ReadingPhase {
    return this.#progress.phase;
  }

  /** Octets that arrived and were not read yet. */
  get waitingOctets(): number {
    return this.#input.length;
  }

  /** @param atMs When they arrived, by any clock */
  push(octets: Uint8Array, atMs = 0): void {
    this.#input.push(octets);
    this.#arrivals.push({ octets: octets.length, atMs });
  }

  /** The client has sent its last octet. */
  end(): void {
    this.#input.ended = true;
  }

  /** The next event, or `undefined` when it takes more octets. */
  next(): ReaderEvent | undefined {
    return this.#events.next().value ?? undefined;
  }
}

function* readRequests(
  input: OctetQueue,
  arrivals: Arrivals,
  progress: Progress,
): Generator<ReaderEvent | undefined, void> {
  let message = new Message(input);
  try {
    while (yield* hasMore(input)) {
      message = new Message(input);
      progress.phase = "head";
      yield* readRequest(message, arrivals, progress);
      progress.phase = "between";
    }
    yield { kind: "end" };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield { kind: "refused", refusal: error, method: message.method };
  }
}

function* hasMore(input: OctetQueue): Reading<boolean> {
  while (input.length === 0 && !input.ended) yield undefined;
  return input.length > 0;
}

function* readRequest(
  message: Message,
  arrivals: Arrivals,
  progress: Progress,
): Generator<ReaderEvent | undefined, void> {
  const line = yield* message.readLine({
    name: "request-line",
    mostOctets: requestLimits.requestLine,
    tooLong: 414,
  });
  // Empty lines before a request-line are to be ignored (RFC 9112 §2.2).
  if (line === "") {
    arrivals.take(message.length);
    return;
  }
  const requestLine = parseRequestLine(line);
  message.method = requestLine.method;
  const target = splitTarget(requestLine.method, requestLine.target);
  const fields = yield* message.readFieldSection({
    name: "field section",
    mostOctets: requestLimits.head - message.length,
    tooLong: 431,
  });
  const head = { ...requestLine, ...target, fields };
  checkHost(head);
  const framing = messageBodyFraming(head);
  if (framing.kind === "content-length") checkLength(framing.octets);
  progress.phase = "content";
  if (hasContent(framing) && expectsContinue(head)) yield { kind: "expects-continue", head };
  const content = yield* readBody(message, framing);
  const octets = message.takeOctets();
  yield { kind: "request", request: { ...head, ...content, octets, arrivals: arrivals.take(octets.length) } };
}

function hasContent(framing: BodyFraming): boolean {
  return framing.kind === "chunked" || (framing.kind === "content-length" && framing.octets > 0);
}
