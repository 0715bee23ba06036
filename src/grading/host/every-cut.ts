// What a submission makes of the same octets however they are cut. All of it happens here, beside the submission: a round
// trip for each cut would cost more than everything else in a check. What is right stays with the grader, so this side
// only groups the cuts by what came out.

import { setImmediate } from "node:timers/promises";
import type { EncodedThrown } from "../bridge/messages.ts";
import { encodeValue, type Json } from "../bridge/values.ts";

/** The same octets, cut in many ways. */
export interface CutOctets {
  readonly octets: Uint8Array;
  /** Each way to cut them: places at which a new piece begins, in rising order. */
  readonly cuts: readonly (readonly number[])[];
}

/** What came out, for the first cut of those for which it did. */
export type CutOutcome =
  | { readonly cut: number; readonly returned: Json }
  | { readonly cut: number; readonly threw: EncodedThrown }
  /** It asked for octets after the last ones, and waited for them. */
  | { readonly cut: number; readonly waits: true };

/** More ways to answer than these are not told. */
const MOST_OUTCOMES = 20;
/** Of each: many of them have to fit into a line. */
const OUTCOME_CHARACTERS = 256 * 1024;
/** Members of an iterable that came out. */
const MOST_MEMBERS = 10_000;

const { stringify } = JSON;

/** One run for each cut. @returns Different outcomes, each with the number of the first cut that has it */
export async function everyOutcome(
  { octets, cuts }: CutOctets,
  run: (pieces: readonly Uint8Array[]) => unknown,
  describe: (thrown: unknown) => EncodedThrown,
): Promise<CutOutcome[]> {
  const outcomes = new Map<string, CutOutcome>();
  for (const [cut, borders] of cuts.entries()) {
    const outcome = await outcomeOf(() => run(cutAt(octets, borders)));
    const key = stringify(outcome);
    if (!outcomes.has(key)) outcomes.set(key, { cut, ...outcome } as CutOutcome);
    if (outcomes.size >= MOST_OUTCOMES) break;
  }
  return [...outcomes.values()];

  async function outcomeOf(act: () => unknown): Promise<object> {
    try {
      const value = await act();
      return value === WAITS ? { waits: true } : { returned: encodeValue(value, OUTCOME_CHARACTERS) };
    } catch (thrown) {
      return { threw: describe(thrown) };
    }
  }
}

function cutAt(octets: Uint8Array, borders: readonly number[]): Uint8Array[] {
  // Copies: whoever keeps a piece, or writes to it, changes no other cut.
  return [0, ...borders].map((start, index) => octets.slice(start, borders[index] ?? octets.length));
}

const WAITS = Symbol("waits");
/** Turns of the event loop in which an answer may still come that was under way. */
const TURNS = 3;

/**
 * Runs what takes its octets from an async iterable.
 *
 * @param isOpen Nothing comes after the last piece, as on a connection that stays open; otherwise the iterable ends
 */
export async function runOnSource(
  pieces: readonly Uint8Array[],
  isOpen: boolean,
  act: (source: AsyncIterable<Uint8Array>) => unknown,
): Promise<unknown> {
  const source = new PiecesSource(pieces, isOpen);
  const result = (async () => collected(await act(source)))();
  return Promise.race([result, source.exhausted.then(waits)]);
}

async function waits(): Promise<typeof WAITS> {
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  return WAITS;
}

class PiecesSource implements AsyncIterableIterator<Uint8Array> {
  /** Settles when more was asked for than there is, and nothing says that this was all. */
  readonly exhausted: Promise<void>;
  readonly #pieces: readonly Uint8Array[];
  readonly #isOpen: boolean;
  #setExhausted = () => {};
  #taken = 0;

  constructor(pieces: readonly Uint8Array[], isOpen: boolean) {
    this.#pieces = pieces;
    this.#isOpen = isOpen;
    this.exhausted = new Promise((resolve) => {
      this.#setExhausted = resolve;
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const value = this.#pieces[this.#taken];
    this.#taken += 1;
    if (value !== undefined) return { done: false, value };
    if (!this.#isOpen) return { done: true, value: undefined };
    this.#setExhausted();
    return new Promise(() => {});
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.#taken = this.#pieces.length;
    return { done: true, value: undefined };
  }
}

/**
 * The members of what came out, where it is an iterable: octets joined, because any segmentation of them is right.
 *
 * @throws {RangeError} When it has more members than anybody looks at
 */
export async function collected(value: unknown): Promise<unknown> {
  const iterable = value as Partial<AsyncIterable<unknown>> | null | undefined;
  if (typeof iterable?.[Symbol.asyncIterator] !== "function") return value;
  const members: unknown[] = [];
  for await (const member of iterable as AsyncIterable<unknown>) {
    members.push(member);
    if (members.length > MOST_MEMBERS)
      throw new RangeError(`the iterable gave ${MOST_MEMBERS} members, and did not end`);
  }
  return joined(members);
}

/** One piece, where all of them are octets; otherwise the list. */
export function joined(members: readonly unknown[]): unknown {
  const isOctets = (each: unknown): each is Uint8Array => each instanceof Uint8Array;
  const isAll = members.length > 0 && members.every(isOctets);
  return isAll ? new Uint8Array(Buffer.concat(members as readonly Uint8Array[])) : members;
}
