import type { Reply } from "../bridge/messages.ts";
import {
  describeGiven,
  type GivenKind,
  GivenTable,
  nameGiven,
  readGiven,
  readName,
} from "../bridge/references.ts";
import { encodeValue, type Json, Opaque, type References } from "../bridge/values.ts";
import { GraderThings } from "./grader-things.ts";
import { classNameOf } from "./instances.ts";
import type { LoadedModule } from "./load-module.ts";

/** More than a check needs. Each is kept until the check ends. */
const MOST_GIVEN = 1_000;

const TOO_MANY = "[one object too many: the grader keeps a thousand at once]";

/** Something that a tool gives to the grader by its number, although it would cross as data otherwise. */
export class ToGive {
  readonly thing: object;
  readonly kind: GivenKind;
  readonly name: string;

  constructor(thing: object, kind: GivenKind, name: string) {
    this.thing = thing;
    this.kind = kind;
    this.name = name;
  }
}

/** What the grader knows of this process by number, and what this process knows of the grader. */
export class HostReferences implements References {
  readonly graderThings: GraderThings;
  readonly #given = new GivenTable();
  readonly #loaded: () => LoadedModule;

  constructor(send: (callback: Extract<Reply, { event: "callback" }>) => void, loaded: () => LoadedModule) {
    this.graderThings = new GraderThings(send, this);
    this.#loaded = loaded;
  }

  give(value: object): Json | undefined {
    // No list is a thing, and a value may have a million of them.
    if (isArray(value)) return undefined;
    const number = this.graderThings.numberOf(value);
    if (number !== undefined) return nameGiven(number);
    const toGive = value instanceof ToGive ? value : this.#toGive(value);
    if (toGive === undefined) return undefined;
    if (this.#given.size >= MOST_GIVEN) return encodeValue(new Opaque(TOO_MANY));
    const { thing, kind, name } = toGive;
    return describeGiven({ number: this.#given.give(thing), kind, name });
  }

  theirs(described: Json): object {
    return this.graderThings.thingOf(readGiven(described));
  }

  ours(named: Json): unknown {
    const { number, member } = readName(named);
    const thing = this.thingAt(number);
    if (member === undefined) return thing;
    const method = (thing as Record<string, (...args: unknown[]) => unknown>)[member];
    return method?.bind(thing);
  }

  /** @throws {Error} When nothing has that number */
  thingAt(number: number): object {
    const thing = this.#given.at(number);
    if (thing === undefined) throw new Error(`Nothing here has the number ${number}`);
    return thing;
  }

  clear(): void {
    this.#given.clear();
    this.graderThings.clear();
  }

  #toGive(value: object): ToGive | undefined {
    if (value instanceof Opaque) return undefined;
    // Most of what crosses is plain, and much of it small: a look at each class would cost more than the rest.
    const className = isPlain(value) ? undefined : classNameOf(value, this.#loaded());
    if (className !== undefined) return new ToGive(value, "instance", className);
    const isIterable = typeof (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === "function";
    return isIterable ? new ToGive(value, "iterable", "") : undefined;
  }
}

const { isArray } = Array;
const { getPrototypeOf } = Object;

function isPlain(value: object): boolean {
  const prototype: unknown = getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
