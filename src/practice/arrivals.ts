/** One read from the socket: so many octets came at once. */
export interface Arrival {
  readonly octets: number;
  /** Milliseconds, by the clock of whoever read. */
  readonly atMs: number;
}

/** A client that sends its octets one by one must not cost more than this many entries. */
const MOST_ARRIVALS = 1_000;

/**
 * When the octets arrived that no request has taken yet.
 *
 * TCP delivers a stream: a read may hold half a request or three. What is taken is therefore cut to the
 * octets of one request.
 */
export class Arrivals {
  readonly #waiting: Arrival[] = [];

  push(arrival: Arrival): void {
    const last = this.#waiting.at(-1);
    if (last !== undefined && this.#waiting.length === MOST_ARRIVALS) {
      this.#waiting.splice(-1, 1, { ...last, octets: last.octets + arrival.octets });
    } else {
      this.#waiting.push(arrival);
    }
  }

  /** Takes the reads that hold the next `octets` octets. */
  take(octets: number): readonly Arrival[] {
    const taken: Arrival[] = [];
    for (let missing = octets; missing > 0 && this.#waiting.length > 0; ) {
      const part = this.#takeOne(missing);
      taken.push(part);
      missing -= part.octets;
    }
    return taken;
  }

  #takeOne(most: number): Arrival {
    const first = this.#waiting[0]!;
    if (first.octets <= most) return this.#waiting.shift()!;
    this.#waiting[0] = { ...first, octets: first.octets - most };
    return { ...first, octets: most };
  }
}
