import { MersenneTwister } from "./mersenne-twister.ts";

/** Keys beyond this many push out the one that was not used for the longest time. */
const MOST_KEYS = 1_000;

/** One draw. */
export interface Draw {
  /** 0 for the first one of its key. */
  readonly index: number;
  /** 0 or more and below 1. */
  readonly random: number;
}

/**
 * Draws that go on from request to request, so that a client meets the same luck whenever it begins anew
 * with a fresh service: the same seed gives the same row of numbers.
 */
export class Draws {
  readonly #rows = new Map<string, { index: number; readonly twister: MersenneTwister }>();

  /** @param key What the row belongs to; rows of one seed do not disturb each other */
  next(key: string, seed: bigint): Draw {
    const row = this.#rows.get(key) ?? { index: -1, twister: new MersenneTwister(seed) };
    this.#rows.delete(key);
    this.#rows.set(key, row);
    if (this.#rows.size > MOST_KEYS) this.#rows.delete(this.#rows.keys().next().value ?? "");
    row.index += 1;
    return { index: row.index, random: row.twister.random() };
  }
}
