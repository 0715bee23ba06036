import type { CallbackAct, CallbackAnswer, Reply } from "../bridge/messages.ts";
import { type Given, nameGiven } from "../bridge/references.ts";
import { encodeValue, type Json, type References } from "../bridge/values.ts";

/** Of what is given to a function of the grader's: a line has to hold it. */
const ARGUMENT_CHARACTERS = 2 * 1024 * 1024;

type Callback = Extract<Reply, { event: "callback" }>;

interface Waiting {
  resolve(value: unknown): void;
  reject(thrown: unknown): void;
}

/**
 * What stands in the learner's process for things of the grader's: functions that ask the grader, iterables that take
 * each member from it, and things with nothing but an identity.
 */
export class GraderThings {
  readonly #send: (callback: Callback) => void;
  readonly #references: References;
  readonly #things = new Map<number, object>();
  /** Their numbers, for when the submission gives one back. */
  #numbers = new WeakMap<object, number>();
  readonly #waiting = new Map<number, Waiting>();
  #latestCall = 0;

  constructor(send: (callback: Callback) => void, references: References) {
    this.#send = send;
    this.#references = references;
  }

  /** The same thing for the same number: its identity is what a submission must keep. */
  thingOf(given: Given): object {
    const known = this.#things.get(given.number);
    if (known !== undefined) return known;
    const made = this.#make(given);
    this.#things.set(given.number, made);
    this.#numbers.set(made, given.number);
    return made;
  }

  numberOf(thing: object): number | undefined {
    return this.#numbers.get(thing);
  }

  answered(answer: CallbackAnswer, decode: (json: Json) => unknown): void {
    const waiting = this.#waiting.get(answer.answers);
    this.#waiting.delete(answer.answers);
    if ("threw" in answer) waiting?.reject(decode(answer.threw));
    else waiting?.resolve(decode(answer.returned));
  }

  /** The check is over: nothing of the grader's is there any more. */
  clear(): void {
    this.#things.clear();
    this.#numbers = new WeakMap();
    this.#waiting.clear();
  }

  #make({ number, kind, name }: Given): object {
    switch (kind) {
      case "function":
        return named((...args: unknown[]) => this.#call(number, "call", args), name);
      case "iterable":
        return this.#iterable(number);
      case "error":
        return new Error(name);
      default:
        return Object.freeze({ toString: () => `[${name}]` });
    }
  }

  #iterable(number: number): AsyncIterable<unknown> {
    const take = async (act: CallbackAct) => {
      const result = (await this.#call(number, act, [])) as IteratorResult<unknown>;
      return { done: result.done, value: result.value };
    };
    return {
      [Symbol.asyncIterator]: () => ({ next: () => take("next"), return: () => take("return") }) as never,
    };
  }

  #call(thing: number, act: CallbackAct, args: readonly unknown[]): Promise<unknown> {
    this.#latestCall += 1;
    const call = this.#latestCall;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      const encoded = args.map((each) => encodeValue(each, ARGUMENT_CHARACTERS, this.#references));
      this.#send({ event: "callback", call, thing, act, args: encoded });
    });
  }
}

function named<F extends (...args: never[]) => unknown>(made: F, name: string): F {
  return Object.defineProperty(made, "name", { value: name });
}

/** What was thrown as itself, where that means something to the grader: its own things, and what is no object. */
export function encodeItself(
  thrown: unknown,
  { graderThings }: { graderThings: GraderThings },
): Json | undefined {
  const isObject = (typeof thrown === "object" && thrown !== null) || typeof thrown === "function";
  if (!isObject) return encodeValue(thrown, ARGUMENT_CHARACTERS);
  const number = graderThings.numberOf(thrown as object);
  return number === undefined ? undefined : nameGiven(number);
}
