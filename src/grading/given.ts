// What a grader gives to a submission besides data. Each shows in a report as the words that a grader writes, so that the
// call reads as code.

import type { Random } from "./random.ts";
import { SHOWN, showValue } from "./show.ts";

/** A value that is nothing but itself: for a task that must pass on what it gets, unchanged. */
export class Token {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }

  [SHOWN](): string {
    return `[${this.label}]`;
  }
}

/**
 * @param label What it stands for, in a report
 *
 * @example
 * const value = token("what use returned");
 * await submission.withConnection(host, port, async () => value).returnsSame(value);
 */
export function token(label: string): Token {
  return new Token(label);
}

/**
 * What a callback of a grader returns for an answer that never comes: the submission's own time runs meanwhile. Any other
 * promise of a callback stops it, as long as it is pending.
 */
export const NEVER: Promise<never> = new Promise(() => {});

/** Octets as the report shows them: each character is one. */
export function octets(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Pieces that a submission takes one by one, and what it took. */
class Pieces<T> implements AsyncIterable<T> {
  /** How many pieces were taken. */
  taken = 0;
  /** Whether it was told that no other is wanted. */
  isReturned = false;
  readonly #pieces: readonly T[];
  readonly #last: "end" | "silence" | Error;

  constructor(pieces: readonly T[], last: "end" | "silence" | Error) {
    this.#pieces = pieces;
    this.#last = last;
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return { next: () => this.#next(), return: () => this.#return() };
  }

  [SHOWN](): string {
    return `pieces(${this.#pieces.map(showValue).join(", ")})`;
  }

  #next(): Promise<IteratorResult<T>> {
    const piece = this.#pieces[this.taken];
    if (this.taken < this.#pieces.length) {
      this.taken += 1;
      return Promise.resolve({ done: false, value: piece as T });
    }
    if (this.#last instanceof Error) return Promise.reject(this.#last);
    return this.#last === "silence" ? NEVER : Promise.resolve({ done: true, value: undefined });
  }

  #return(): Promise<IteratorResult<T>> {
    this.isReturned = true;
    return Promise.resolve({ done: true, value: undefined });
  }
}

/**
 * An async iterable for a submission, which says what was taken of it.
 *
 * @param last What comes after the last piece: the end, nothing (as on a connection that stays open), or an error
 */
export function pieces<T>(list: readonly T[], last: "end" | "silence" | Error = "end"): Pieces<T> {
  return new Pieces(list, last);
}

/** The same octets in every segmentation: the call that it is given to is made once for each. */
export class EveryCut implements AsyncIterable<Uint8Array> {
  readonly octets: Uint8Array;
  readonly isOpen: boolean;
  /** Whole, cut at each place, octet by octet, and in some ways that vary. */
  readonly cuts: readonly (readonly number[])[];

  constructor(whole: Uint8Array, isOpen: boolean, random: Random | undefined) {
    this.octets = whole;
    this.isOpen = isOpen;
    const places = Array.from({ length: Math.max(0, whole.length - 1) }, (_, index) => index + 1);
    const some = random === undefined ? [] : VARIED.map((count) => drawn(places, count, random));
    this.cuts = [[], ...places.slice(0, MOST_SINGLE_CUTS).map((place) => [place]), places, ...some];
  }

  /** The pieces of one way to cut. */
  piecesOf(cut: number): Uint8Array[] {
    const borders = this.cuts[cut] ?? [];
    return [0, ...borders].map((start, index) =>
      this.octets.subarray(start, borders[index] ?? this.octets.length),
    );
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return pieces([this.octets], this.isOpen ? "silence" : "end")[Symbol.asyncIterator]();
  }

  [SHOWN](): string {
    return `pieces(${showValue(this.octets)})`;
  }
}

const MOST_SINGLE_CUTS = 1_000;
/** How many cuts those have that vary. */
const VARIED = [2, 3, 5, 8];

function drawn(places: readonly number[], count: number, random: Random): number[] {
  if (places.length === 0) return [];
  const chosen = new Set(Array.from({ length: count }, () => random.pick(places)));
  return [...chosen].sort((one, other) => one - other);
}

/**
 * For an argument that is an async iterable of octets. What comes out must be the same for every cut; the report shows the
 * first that differs. An iterable that comes out counts by its members: octets joined, anything else as a list.
 *
 * @param last `"silence"` where nothing follows and the connection stays open: who asks for more waits for ever
 * @param random For some cuts that vary
 *
 * @example
 * await submission.readBody(everyCut(octets("helloHTTP"), "silence"), { kind: "content-length", octets: 5 }).returns(...);
 */
export function everyCut(whole: Uint8Array, last: "end" | "silence" = "end", random?: Random): EveryCut {
  return new EveryCut(whole, last === "silence", random);
}
