import type { Transcript, TranscriptEvent } from "../wire/transcript.ts";
import type { Field } from "./request-head.ts";
import type { ReceivedRequest } from "./request-reader.ts";

/** A request as it was read. */
export interface RecordedRequest {
  /** In the sender's letter case. */
  readonly method: string;
  /** The request-target, unchanged: `"/get?a=1"`. */
  readonly target: string;
  /** The target's path, not decoded: `"/get"`. */
  readonly path: string;
  /** `"HTTP/1.1"`. */
  readonly version: string;
  /** Names and values in wire order and letter case, as text of ISO-8859-1 octets. */
  readonly fields: readonly Field[];
  /** The content, without chunk framing. */
  readonly body: Uint8Array;
}

/** What happened on one connection: a plain object that grows while it lives. */
export interface ConnectionRecording {
  /** 1 for the first connection of the service. */
  readonly number: number;
  /** Milliseconds since the service started. */
  readonly openedMs: number;
  /** When the first side ended, in milliseconds since the service started. */
  readonly closedMs?: number;
  /** Which side ended first. The other one may still be open. */
  readonly closedBy?: "client" | "server";
  /** By FIN, or by RST. */
  readonly closedHow?: "end" | "reset";
  /** What arrived and left, as far as memory was granted: then a true beginning of it. */
  readonly transcript: Transcript;
  /** Whether octets or requests are missing here because the recording grew too long. */
  readonly truncated: boolean;
  /** The requests that could be read, oldest first. */
  readonly requests: readonly RecordedRequest[];
}

/** What recordings may hold, in octets. An entry costs its octets and 100 more. */
const recordingLimits = { connection: 4 * 1024 * 1024, service: 128 * 1024 * 1024 } as const;
const ENTRY_OCTETS = 100;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Writes one connection's recording. */
export class ConnectionRecorder {
  readonly recording: Mutable<ConnectionRecording>;
  /** Resolves when the client's side has ended, or the whole connection. */
  readonly clientLeft: Promise<void>;

  readonly #transcript: TranscriptEvent[] = [];
  readonly #requests: RecordedRequest[] = [];
  readonly #now: () => number;
  readonly #take: (octets: number) => number;
  #resolveClientLeft = () => {};

  /**
   * @param now Milliseconds since the service started
   * @param take Asks for so many octets of memory; returns how many are granted
   */
  constructor(number: number, now: () => number, take: (octets: number) => number) {
    this.#now = now;
    this.#take = take;
    this.clientLeft = new Promise((resolve) => {
      this.#resolveClientLeft = resolve;
    });
    this.recording = {
      number,
      openedMs: now(),
      transcript: this.#transcript,
      truncated: false,
      requests: this.#requests,
    };
  }

  octets(from: "client" | "server", octets: Uint8Array): void {
    const room = this.#take(octets.length + ENTRY_OCTETS) - ENTRY_OCTETS;
    if (room < octets.length) this.recording.truncated = true;
    if (room <= 0) return;
    const atMs = this.#now() - this.recording.openedMs;
    this.#transcript.push({ from, octets: new Uint8Array(octets.subarray(0, room)), atMs });
  }

  request({ method, target, path, version, fields, body, octets }: ReceivedRequest): void {
    const cost = octets.length + ENTRY_OCTETS;
    if (this.#take(cost) < cost) this.recording.truncated = true;
    else this.#requests.push({ method, target, path, version, fields, body });
  }

  /** One side ended; only the first end is kept. */
  ended(by: "client" | "server", how: "end" | "reset"): void {
    this.recording.closedMs ??= this.#now();
    this.recording.closedBy ??= by;
    this.recording.closedHow ??= how;
    if (by === "client") this.#resolveClientLeft();
  }

  /** Both sides ended. */
  closed(): void {
    this.#resolveClientLeft();
  }
}

/** Writes the recordings of one service. */
export class Recorder {
  readonly connections: ConnectionRecording[] = [];

  readonly #recorders: ConnectionRecorder[] = [];
  readonly #startedAt = performance.now();
  #octetsLeft: number = recordingLimits.service;

  open(): ConnectionRecorder {
    let connectionOctetsLeft: number = recordingLimits.connection;
    const take = (octets: number) => {
      const granted = Math.min(octets, connectionOctetsLeft, this.#octetsLeft);
      connectionOctetsLeft -= granted;
      this.#octetsLeft -= granted;
      return granted;
    };
    const now = () => performance.now() - this.#startedAt;
    const recorder = new ConnectionRecorder(this.#recorders.length + 1, now, take);
    this.#recorders.push(recorder);
    this.connections.push(recorder.recording);
    return recorder;
  }

  /** Whether the client's side of every connection ends within `timeoutMs`. */
  async allClosed(timeoutMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, false);
    });
    try {
      return await Promise.race([this.#everyClientLeft(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #everyClientLeft(): Promise<true> {
    // A connection that the kernel has accepted is seen at the event loop's next poll, one turn away.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    // The list may grow meanwhile; the loop sees that.
    for (const recorder of this.#recorders) await recorder.clientLeft;
    return true;
  }
}
