import type { TranscriptEvent } from "../wire/transcript.ts";
import type { SecurePortName } from "./certificates.ts";
import type { ConnectionRecording, PracticeEvent, RecordedRequest, SecureRecording } from "./recording.ts";
import type { ReceivedRequest } from "./request-reader.ts";

/** What recordings may hold, in octets. An entry costs its octets and 100 more. */
const recordingLimits = { connection: 4 * 1024 * 1024, service: 128 * 1024 * 1024 } as const;
const ENTRY_OCTETS = 100;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What a connection's recorder asks of the service's. */
interface Surroundings {
  /** Milliseconds since the service started. */
  readonly now: () => number;
  /** Asks the service for so many octets of memory. @returns How many are granted */
  readonly take: (octets: number) => number;
  readonly tell: (event: PracticeEvent) => void;
}

/** A connection that has come. */
interface Arrival {
  readonly clientPort: number | undefined;
  /** An https port, and not the service's own. */
  readonly securePort?: SecurePortName;
  /** The name of a faulty peer. */
  readonly peer?: string;
}

/** Writes one connection's recording. */
export class ConnectionRecorder {
  readonly recording: Mutable<ConnectionRecording>;
  /** Resolves when the client's side has ended, or the whole connection. */
  readonly clientLeft: Promise<void>;
  /** Both sides have ended: nothing is written any more. */
  isOver = false;
  /** Memory that it was granted. */
  octetsTaken = 0;

  readonly #transcript: TranscriptEvent[] = [];
  readonly #requests: RecordedRequest[] = [];
  readonly #surroundings: Surroundings;
  #resolveClientLeft = () => {};

  constructor(number: number, surroundings: Surroundings, { clientPort, securePort, peer }: Arrival) {
    this.#surroundings = surroundings;
    this.clientLeft = new Promise((resolve) => {
      this.#resolveClientLeft = resolve;
    });
    this.recording = {
      number,
      clientPort,
      openedMs: surroundings.now(),
      ...(securePort !== undefined && { secure: { port: securePort } }),
      ...(peer !== undefined && { peer }),
      transcript: this.#transcript,
      truncated: false,
      requests: this.#requests,
    };
  }

  octets(from: "client" | "server", octets: Uint8Array): void {
    const { tell, now } = this.#surroundings;
    tell({ kind: "octets", connection: this.recording, from, octets });
    const room = this.#take(octets.length + ENTRY_OCTETS) - ENTRY_OCTETS;
    if (room < octets.length) this.recording.truncated = true;
    if (room <= 0) return;
    const atMs = now() - this.recording.openedMs;
    this.#transcript.push({ from, octets: new Uint8Array(octets.subarray(0, room)), atMs });
  }

  request({ method, target, path, version, fields, body, octets }: ReceivedRequest): void {
    const cost = octets.length + ENTRY_OCTETS;
    if (this.#take(cost) < cost) this.recording.truncated = true;
    else this.#requests.push({ method, target, path, version, fields, body });
  }

  /** Both sides have agreed on TLS. */
  secured(protocol: string, serverName: string | undefined): void {
    this.#addToSecure({ protocol, ...(serverName !== undefined && { serverName }) });
  }

  /** @param by Which side would not go on */
  handshakeFailed(by: "client" | "server", failure: string): void {
    this.#addToSecure({ failure });
    this.ended(by, "end");
  }

  /** One side ended; only the first end is kept. */
  ended(by: "client" | "server", how: "end" | "reset"): void {
    if (by === "client") this.#resolveClientLeft();
    if (this.recording.closedBy !== undefined) return;
    this.recording.closedMs = this.#surroundings.now();
    this.recording.closedBy = by;
    this.recording.closedHow = how;
    this.#surroundings.tell({ kind: "ended", connection: this.recording });
  }

  /** Both sides ended. */
  closed(): void {
    this.isOver = true;
    this.#resolveClientLeft();
  }

  #take(octets: number): number {
    const granted = this.#surroundings.take(Math.min(octets, recordingLimits.connection - this.octetsTaken));
    this.octetsTaken += granted;
    return granted;
  }

  #addToSecure(known: Partial<SecureRecording>): void {
    const { secure } = this.recording;
    if (secure !== undefined) this.recording.secure = { ...secure, ...known };
  }
}

/** Writes the recordings of one service. */
export class Recorder {
  readonly connections: ConnectionRecording[] = [];

  readonly #recorders: ConnectionRecorder[] = [];
  /** Those whose client may still be there. */
  readonly #open = new Set<ConnectionRecorder>();
  readonly #startedAt = performance.now();
  readonly #mostKept: number;
  readonly #tell: (event: PracticeEvent) => void;
  #octetsLeft: number = recordingLimits.service;
  #count = 0;

  /**
   * @param mostKept How many recordings to keep, all when left out. Beyond that, the oldest of a connection that is over goes, and gives
   * back its memory
   * @param tell Is told of everything as it happens
   */
  constructor(mostKept = Number.POSITIVE_INFINITY, tell: (event: PracticeEvent) => void = () => {}) {
    this.#mostKept = mostKept;
    this.#tell = tell;
  }

  open(arrival: Arrival): ConnectionRecorder {
    while (this.connections.length >= this.#mostKept && this.#dropOldest());
    this.#count += 1;
    const surroundings = {
      now: () => performance.now() - this.#startedAt,
      take: (octets: number) => this.#take(octets),
      tell: this.#tell,
    };
    const recorder = new ConnectionRecorder(this.#count, surroundings, arrival);
    this.#recorders.push(recorder);
    this.connections.push(recorder.recording);
    this.#open.add(recorder);
    void recorder.clientLeft.then(() => this.#open.delete(recorder));
    this.#tell({ kind: "opened", connection: recorder.recording });
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
    // The set may grow meanwhile; the loop sees that.
    for (const recorder of this.#open) await recorder.clientLeft;
    return true;
  }

  #take(octets: number): number {
    // Whoever keeps everything drops nothing to make room, either.
    while (this.#octetsLeft < octets && this.#mostKept < Number.POSITIVE_INFINITY && this.#dropOldest());
    const granted = Math.min(octets, this.#octetsLeft);
    this.#octetsLeft -= granted;
    return granted;
  }

  /** @returns Whether there was one to drop */
  #dropOldest(): boolean {
    const index = this.#recorders.findIndex(({ isOver }) => isOver);
    const recorder = this.#recorders[index];
    if (recorder === undefined) return false;
    this.#octetsLeft += recorder.octetsTaken;
    this.#recorders.splice(index, 1);
    this.connections.splice(index, 1);
    return true;
  }
}
