import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { ConnectionRecorder } from "./recorder.ts";
import type { Refusal } from "./refusal.ts";
import {
  type ExpectantHead,
  type ReaderEvent,
  type ReceivedRequest,
  RequestReader,
} from "./request-reader.ts";
import type { End, PreparedReply } from "./staged-reply.ts";

/*
 * One socket: what arrives goes to the recorder and the reader; requests are answered one after the
 * other, in order; what leaves goes to the recorder and the socket. The socket is read all the time,
 * also while a reply pauses or holds, so that the moment when the client leaves is seen.
 */

/** Where replies come from. */
export interface Answers {
  readonly request: (request: ReceivedRequest) => PreparedReply;
  /** For a client that waits before it sends its content; after `keep` the content is read. */
  readonly expectation: (head: ExpectantHead) => PreparedReply;
  readonly refusal: (refusal: Refusal, method: string) => PreparedReply;
}

/** Unread octets of a pipelining client beyond which the socket is not read for a while. */
const MOST_WAITING_OCTETS = 256 * 1024;
/** How long the service, having closed its side, waits for the client to close the other. */
const LINGER_MS = 10_000;

export class Connection {
  readonly #socket: Socket;
  readonly #recorder: ConnectionRecorder;
  readonly #answers: Answers;
  readonly #reader = new RequestReader();
  readonly #gone = new AbortController();
  /** No further request is answered; what arrives is only recorded. */
  #isFinished = false;
  /** Continues `#nextEvent` when something arrived. */
  #wake = () => {};

  /** Takes over `socket`, which must allow half-open connections. */
  constructor(socket: Socket, recorder: ConnectionRecorder, answers: Answers) {
    this.#socket = socket;
    this.#recorder = recorder;
    this.#answers = answers;
    socket.on("data", (octets) => this.#onData(octets));
    socket.on("end", () => this.#onEnd());
    // Every error of an open socket is the client's reset, as read (ECONNRESET) or as written into (EPIPE).
    socket.on("error", () => recorder.ended("client", "reset"));
    socket.on("close", () => this.#onClose());
  }

  /** Answers requests until the connection is over. */
  async serve(): Promise<void> {
    try {
      let end: End = "keep";
      while (end === "keep") end = await this.#react(await this.#nextEvent());
      this.#finish(end);
    } catch (error) {
      if (!this.#gone.signal.aborted) throw error;
    }
  }

  /** Ends it now, in whatever state. */
  destroy(): void {
    this.#recorder.ended("server", "end");
    this.#socket.destroy();
  }

  #onData(octets: Uint8Array): void {
    this.#recorder.octets("client", octets);
    if (this.#isFinished) return;
    this.#reader.push(octets, performance.now());
    if (this.#reader.waitingOctets > MOST_WAITING_OCTETS) this.#socket.pause();
    this.#wake();
  }

  #onEnd(): void {
    this.#recorder.ended("client", "end");
    this.#reader.end();
    this.#wake();
    if (this.#isFinished) this.#socket.end();
  }

  #onClose(): void {
    this.#recorder.closed();
    this.#gone.abort();
    this.#wake();
  }

  async #nextEvent(): Promise<ReaderEvent> {
    for (;;) {
      this.#gone.signal.throwIfAborted();
      const event = this.#reader.next();
      if (event !== undefined) return event;
      this.#socket.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #react(event: ReaderEvent): Promise<End> {
    switch (event.kind) {
      case "expects-continue":
        return await this.#play(this.#answers.expectation(event.head));
      case "request":
        this.#recorder.request(event.request);
        return await this.#play(this.#answers.request(event.request));
      case "refused":
        return await this.#play(this.#answers.refusal(event.refusal, event.method));
      case "end":
        return "close";
    }
  }

  async #play({ steps, end }: PreparedReply): Promise<End> {
    let isFirst = true;
    for (const step of steps) {
      // While the kernel takes everything at once, nothing but this gives other connections their turn, and lets
      // the client be seen to leave.
      if (!isFirst) await new Promise((resolve) => setImmediate(resolve));
      isFirst = false;
      if ("pauseMs" in step) await pause(step.pauseMs, undefined, { signal: this.#gone.signal });
      else await this.#send(step.send);
    }
    return end;
  }

  /** Resolves when the octets have left for the kernel, so a client that does not read slows the replies. */
  async #send(octets: Uint8Array): Promise<void> {
    this.#gone.signal.throwIfAborted();
    this.#recorder.octets("server", octets);
    await new Promise<void>((resolve) => this.#socket.write(octets, () => resolve()));
  }

  #finish(end: Exclude<End, "keep">): void {
    this.#isFinished = true;
    this.#socket.resume();
    if (end === "reset") {
      this.#recorder.ended("server", "reset");
      this.#socket.resetAndDestroy();
    } else if (end === "close" || this.#socket.readableEnded) {
      // Closing with unread octets would send RST, and could take the reply with it (RFC 9112 §9.6):
      // FIN now, and on with reading.
      this.#recorder.ended("server", "end");
      this.#socket.end();
      const linger = setTimeout(() => this.#socket.destroy(), LINGER_MS);
      this.#socket.once("close", () => clearTimeout(linger));
    }
  }
}
