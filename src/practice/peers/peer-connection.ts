import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { endConnection } from "../ending.ts";
import { latin1Octets } from "../octets.ts";
import type { ConnectionRecorder } from "../recorder.ts";
import type { FinalEnd } from "../staged-reply.ts";
import { Incoming } from "./incoming.ts";
import type { PeerBehaviour, PeerStep } from "./peer-fault.ts";

/** A connection on which not one octet is read shows no end of its client: so long it is kept at most. */
const UNREAD_MS = 60_000;

/** One connection to a faulty peer, which plays its steps and ends. */
export class PeerConnection {
  readonly #socket: Socket;
  readonly #recorder: ConnectionRecorder;
  readonly #incoming = new Incoming();
  readonly #gone = new AbortController();

  /** Takes over `socket`, which must allow half-open connections and be paused. */
  constructor(socket: Socket, recorder: ConnectionRecorder) {
    this.#socket = socket;
    this.#recorder = recorder;
    socket.on("end", () => {
      recorder.ended("client", "end");
      this.#incoming.end();
    });
    socket.on("error", () => recorder.ended("client", "reset"));
    socket.on("close", () => {
      recorder.closed();
      this.#incoming.end();
      this.#gone.abort();
    });
  }

  async play(behaviour: PeerBehaviour): Promise<void> {
    if (behaviour.kind !== "plays") return this.#readNothing();
    this.#read();
    try {
      for (const step of behaviour.steps) if (!(await this.#take(step))) break;
      this.#gone.signal.throwIfAborted();
      this.#finish(behaviour.end);
    } catch (error) {
      if (!this.#gone.signal.aborted) throw error;
    }
  }

  /** Ends it now, in whatever state. */
  destroy(): void {
    this.#recorder.ended("server", "end");
    this.#socket.destroy();
  }

  #read(): void {
    this.#socket.on("data", (octets: Uint8Array) => {
      this.#recorder.octets("client", octets);
      this.#incoming.push(octets);
    });
    this.#socket.resume();
  }

  #readNothing(): void {
    const timer = setTimeout(() => this.destroy(), UNREAD_MS);
    this.#socket.once("close", () => clearTimeout(timer));
  }

  /** @returns False when what is waited for will never come */
  async #take(step: PeerStep): Promise<boolean> {
    this.#gone.signal.throwIfAborted();
    if ("awaits" in step) return await this.#incoming.has(step.awaits);
    if ("stops" in step) this.#socket.pause();
    else if ("pauseMs" in step) await pause(step.pauseMs, undefined, { signal: this.#gone.signal });
    else await this.#send(typeof step.send === "string" ? latin1Octets(step.send) : step.send);
    return true;
  }

  async #send(octets: Uint8Array): Promise<void> {
    this.#recorder.octets("server", octets);
    await new Promise<void>((resolve) => this.#socket.write(octets, () => resolve()));
  }

  #finish(end: FinalEnd): void {
    endConnection(this.#socket, this.#recorder, end);
    // A client that leaves what is held open gets its FIN in return.
    this.#socket.once("end", () => this.#socket.end());
  }
}
