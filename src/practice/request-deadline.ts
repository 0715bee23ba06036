import { Refusal } from "./refusal.ts";
import type { ReadingPhase } from "./request-reader.ts";

/** How long a client may take over its own octets, in milliseconds. */
export interface RequestTimes {
  /** From the first octet of a request to the empty line after its field lines; the same for a TLS handshake. */
  readonly headMs: number;
  /** From there to the end of the content. */
  readonly contentMs: number;
}

/** Long enough for a person who types a request into telnet. Between two requests a client may wait as long as it likes. */
export const requestTimes: RequestTimes = { headMs: 60_000, contentMs: 300_000 };

/**
 * Ends requests that come so slowly that they would hold their connection for ever ("slow loris").
 *
 * A timer runs only while octets are missing; most requests arrive whole and never start one.
 */
export class RequestDeadline {
  /** What to answer, once the time is up (RFC 9110 §15.5.9). */
  refusal: Refusal | undefined;

  readonly #times: RequestTimes;
  readonly #onPassed: () => void;
  #phase: ReadingPhase = "between";
  #timer: NodeJS.Timeout | undefined;

  constructor(times: RequestTimes, onPassed: () => void) {
    this.#times = times;
    this.#onPassed = onPassed;
  }

  /** Octets are missing in this phase. The time runs from the first moment at which that was so. */
  waitsIn(phase: ReadingPhase): void {
    if (phase === this.#phase) return;
    this.stop();
    this.#phase = phase;
    if (phase === "between") return;
    const ms = phase === "head" ? this.#times.headMs : this.#times.contentMs;
    this.#timer = setTimeout(() => this.#pass(phase, ms), ms);
  }

  /** Nothing is missing. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#phase = "between";
  }

  #pass(phase: "head" | "content", ms: number): void {
    const missing =
      phase === "head"
        ? "the empty line after its field lines is missing"
        : "octets of its content are missing";
    this.refusal = new Refusal(
      408,
      `The request did not become whole in time: ${missing}, ${ms / 1000} s after the ${phase} began.`,
    );
    this.#onPassed();
  }
}
