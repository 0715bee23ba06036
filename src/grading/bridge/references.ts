// What stays in its process and is asked from the other one: a function, an iterable, an instance. Each side numbers what
// it gives away, and the numbers mean nothing without its table, so that a forged one reaches nothing else.

import type { Json } from "./values.ts";

/**
 * - `function`: can be called
 * - `iterable`: an async iterable, taken member by member
 * - `instance`: an object of a class, whose members can be called and read
 * - `error`: a thrown Error, known by its identity
 * - `token`: nothing but an identity
 */
export type GivenKind = (typeof KINDS)[number];

const KINDS = ["function", "iterable", "instance", "error", "token"] as const;

/** A thing of the other side, as it was described. */
export interface Given {
  readonly number: number;
  readonly kind: GivenKind;
  /** Of its class, or of the function; of an error the message. */
  readonly name: string;
}

const NAME_CHARACTERS = 400;

export function describeGiven({ number, kind, name }: Given): Json {
  return { $mine: { number, kind, name: name.slice(0, NAME_CHARACTERS) } };
}

/** @param member Name of a method of the thing, where that is what is meant */
export function nameGiven(number: number, member?: string): Json {
  return { $yours: member === undefined ? number : [number, member] };
}

/** @throws {TypeError} When nothing is described */
export function readGiven(described: Json): Given {
  const { number, kind, name } = (described ?? {}) as Readonly<Record<string, unknown>>;
  const known = KINDS.find((each) => each === kind);
  if (!Number.isSafeInteger(number) || known === undefined || typeof name !== "string") {
    throw new TypeError("Not the description of a thing");
  }
  return { number: number as number, kind: known, name: name.slice(0, NAME_CHARACTERS) };
}

/** @throws {TypeError} When nothing is named */
export function readName(named: Json): { readonly number: number; readonly member?: string } {
  const [number, member] = Array.isArray(named) ? named : [named];
  if (!Number.isSafeInteger(number)) throw new TypeError("Not the number of a thing");
  return { number: number as number, ...(typeof member === "string" && { member }) };
}

/** What one side has given away, by number. A number is never used twice. */
export class GivenTable {
  readonly #things = new Map<number, object>();
  readonly #numbers = new Map<object, number>();
  #latest = 0;

  get size(): number {
    return this.#things.size;
  }

  /** @returns Its number, the same one for the same thing */
  give(thing: object): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#latest += 1;
    this.#things.set(this.#latest, thing);
    this.#numbers.set(thing, this.#latest);
    return this.#latest;
  }

  at(number: number): object | undefined {
    return this.#things.get(number);
  }

  /** Every number given so far means nothing from now on. */
  clear(): void {
    this.#things.clear();
    this.#numbers.clear();
  }
}
