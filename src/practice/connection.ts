import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { endConnection } from "./ending.ts";
import type { ConnectionRecorder } from "./recorder.ts";
import type { Refusal } from "./refusal.ts";
import { RequestDeadline, type RequestTimes } from "./request-deadline.ts";
import {
  type ExpectantHead,
  type ReaderEvent,
  type ReceivedRequest,
  RequestReader,
} from "./request-reader.ts";
import type { End, FinalEnd, PreparedReply } from "./staged-reply.ts";

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

/** What a service's connections have in common. */
export interface Surroundings {
  readonly times: RequestTimes;
  /** Resolves when a client has read what was sent to it before the call. Absent where nobody can tell. */
  readonly clientHasRead?: (() => Promise<unknown>) | undefined;
}

/** Unread octets of a pipelining client beyond which the socket is not read for a while. */
const MOST_WAITING_OCTETS = 256 * 1024;

export class Connection {
  readonly #socket: Socket;
  /** The TCP below: `#socket` itself, but over TLS. */
  readonly #raw: Socket;
  readonly #recorder: ConnectionRecorder;
  readonly #answers: Answers;
  readonly #clientHasRead: Surroundings["clientHasRead"];
  readonly #reader = new RequestReader();
  readonly #deadline: RequestDeadline;
  readonly #gone = new AbortController();
  /** No further request is answered; what arrives is only recorded. */
  #isFinished = false;
  /** Continues `#nextEvent` when something arrived. */
  #wake = () => {};

  /** Takes over `socket`, which must allow half-open connections; `raw` is the TCP below where it speaks TLS. */
  constructor(
    socket: Socket,
    recorder: ConnectionRecorder,
    answers: Answers,
    { times, clientHasRead }: Surroundings,
    raw: Socket = socket,
  ) {
    this.#socket = socket;
    this.#raw = raw;
    this.#recorder = recorder;
    this.#answers = answers;
    this.#clientHasRead = clientHasRead;
    this.#deadline = new RequestDeadline(times, () => this.#wake());
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
      this.#finish(await this.#finalEnd(end));
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
    this.#deadline.stop();
    this.#gone.abort();
    this.#wake();
  }

  async #nextEvent(): Promise<ReaderEvent> {
    for (;;) {
      this.#gone.signal.throwIfAborted();
      const event = this.#reader.next();
      if (event !== undefined) {
        this.#deadline.stop();
        return event;
      }
      const { refusal } = this.#deadline;
      if (refusal !== undefined) return { kind: "refused", refusal, method: "" };
      this.#deadline.waitsIn(this.#reader.phase);
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
      if ("send" in step) await this.#send(step.send);
      else if ("pauseMs" in step) await pause(step.pauseMs, undefined, { signal: this.#gone.signal });
      else await this.#untilRead(step.readWithinMs);
    }
    return end;
  }

  async #untilRead(ms: number): Promise<void> {
    const read = new AbortController();
    const late = pause(ms, undefined, { signal: AbortSignal.any([this.#gone.signal, read.signal]) });
    void this.#clientHasRead?.().then(() => read.abort());
    // It ends early because that was read, or because the client left.
    await late.catch(() => this.#gone.signal.throwIfAborted());
  }

  /** Resolves when the octets have left for the kernel, so a client that does not read slows the replies. */
  async #send(octets: Uint8Array): Promise<void> {
    this.#gone.signal.throwIfAborted();
    this.#recorder.octets("server", octets);
    await new Promise<void>((resolve) => this.#socket.write(octets, () => resolve()));
  }

  /** Reads one more request where the end waits for it. */
  async #finalEnd(end: Exclude<End, "keep">): Promise<FinalEnd> {
    if (end !== "close-at-next" && end !== "reset-at-next") return end;
    const event = await this.#nextEvent();
    if (event.kind === "request") this.#recorder.request(event.request);
    return end === "reset-at-next" && event.kind !== "end" ? "reset" : "close";
  }

  #finish(end: FinalEnd): void {
    this.#isFinished = true;
    endConnection(this.#socket, this.#recorder, end, this.#raw);
  }
}
