import type { Callback } from "./bridge/read-reply.ts";
import {
  describeGiven,
  type GivenKind,
  GivenTable,
  nameGiven,
  readGiven,
  readName,
} from "./bridge/references.ts";
import { type Json, Opaque, type References } from "./bridge/values.ts";
import { NEVER, Token } from "./given.ts";
import { type Handle, handleOf } from "./handle.ts";

/** What one learner's process knows of the grader by number, and what the grader knows of it. */
export class GraderReferences implements References {
  /** Makes of a thing in that process what a grader holds for it. */
  wrap: (handle: Handle) => unknown = (handle) => new Opaque(`[${handle.name || handle.kind}]`);
  readonly #owner: object;
  readonly #given = new GivenTable();
  /** An iterable is taken from the beginning once. */
  #iterators = new WeakMap<object, AsyncIterator<unknown>>();

  /** @param owner The process, which every handle of it names */
  constructor(owner: object) {
    this.#owner = owner;
  }

  give(value: object): Json | undefined {
    const handle = handleOf(value);
    if (handle !== undefined) return this.#nameOf(handle);
    const [kind, name] = kindOf(value);
    return kind === undefined ? undefined : describeGiven({ number: this.#given.give(value), kind, name });
  }

  theirs(described: Json): unknown {
    return this.wrap({ ...readGiven(described), owner: this.#owner });
  }

  /** A number that means nothing (any more) is no thing, and no error: the submission may have kept it for long. */
  ours(named: Json): unknown {
    return this.#given.at(readName(named).number) ?? new Opaque("[something of an earlier check]");
  }

  /**
   * Does what the submission asks of a thing of the grader's. Of an earlier check's nothing is ever answered.
   *
   * @throws {TypeError} When the thing cannot do it
   */
  act({ thing, act, args }: Callback): unknown {
    const target = this.#given.at(thing);
    if (target === undefined) return NEVER;
    if (act === "call" && typeof target === "function") return Reflect.apply(target, undefined, args);
    if (act === "call" || !isAsyncIterable(target)) throw new TypeError("Not something that can do this");
    const iterator = this.#iterators.get(target) ?? target[Symbol.asyncIterator]();
    this.#iterators.set(target, iterator);
    return act === "next" ? iterator.next() : (iterator.return?.() ?? { done: true, value: undefined });
  }

  /** The check is over. */
  clear(): void {
    this.#given.clear();
    this.#iterators = new WeakMap();
  }

  /** @throws {Error} For a thing of another process */
  #nameOf({ owner, number, member }: Handle): Json {
    if (owner !== this.#owner) throw new Error("This is a thing of a process that has ended");
    return nameGiven(number, member);
  }
}

function kindOf(value: object): readonly [GivenKind | undefined, string] {
  if (typeof value === "function") return ["function", value.name || "callback"];
  if (value instanceof Token) return ["token", value.label];
  if (value instanceof Error) return ["error", value.message];
  return [isAsyncIterable(value) ? "iterable" : undefined, ""];
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return typeof (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === "function";
}
