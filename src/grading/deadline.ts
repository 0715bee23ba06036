/** Time that runs out, and stands still while it is held. Infinity never runs out. */
export class Deadline {
  /** Settles when the time has run out. */
  readonly passed: Promise<void>;
  #setPassed: () => void = () => {};
  #leftMs: number;
  #holds = 0;
  #startedMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#leftMs = ms;
    this.passed = new Promise((resolve) => {
      this.#setPassed = resolve;
    });
    this.#start();
  }

  /** What holds it twice lets it go twice. */
  hold(): void {
    this.#holds += 1;
    if (this.#holds > 1) return;
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#startedMs;
  }

  letGo(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#start();
  }

  /** It never runs out after this. */
  end(): void {
    this.#holds = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
  }

  #start(): void {
    // A timer takes it for a millisecond.
    if (this.#leftMs === Number.POSITIVE_INFINITY) return;
    this.#startedMs = performance.now();
    this.#timer = setTimeout(this.#setPassed, Math.max(0, this.#leftMs));
  }
}
