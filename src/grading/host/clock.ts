/** A clock on which time passes only when somebody sleeps: a wait of a minute takes none. */
export class Clock {
  /** Each sleep so far, in milliseconds. */
  readonly slept: number[] = [];
  #nowMs: number;

  /** @param nowMs What it shows at first, in milliseconds since 1970 */
  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    this.#nowMs += ms;
  }
}

/** A function that gives the values one after the other, and then the last one again and again. */
export function inTurn(values: readonly unknown[]): () => unknown {
  let next = 0;
  return () => {
    const value = values[Math.min(next, values.length - 1)];
    next += 1;
    return value;
  };
}
