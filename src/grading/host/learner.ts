import { waitForDebugger } from "node:inspector";
import { types } from "node:util";
import * as client from "../../client/index.ts";
import { MAX_LINE_CHARACTERS } from "../bridge/lines.ts";
import { A_PROMISE, type ExportedNames, type Question, type Reply } from "../bridge/messages.ts";
import { decodeValue, encodeValue, type Json, Opaque } from "../bridge/values.ts";
import { collected } from "./every-cut.ts";
import { openInspector } from "./inspector.ts";
import { type LoadedModule, loadModule } from "./load-module.ts";
import { HostReferences } from "./references.ts";
import { settle, settleLoaded } from "./settle.ts";
import { takeAway } from "./take-away.ts";
import { hostTools } from "./tools.ts";

/** Leaves room for what JSON escapes. */
const ANSWER_CHARACTERS = MAX_LINE_CHARACTERS / 2;

// Taken now: the learner's code may replace them later.
const { apply, construct } = Reflect;

type Returned = Pick<Extract<Reply, { returned: unknown }>, "returned" | "exports">;

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** The learner's module, and what is asked of it and of what it gave away. */
export class Learner {
  loaded: LoadedModule = {};
  readonly references: HostReferences;
  #iterators = new Map<number, AsyncIterator<unknown>>();
  /** What the grader has made here, to be closed when the check ends. */
  #made: unknown[] = [];

  /** @param send Takes what the submission asks of the grader's things */
  constructor(send: ConstructorParameters<typeof HostReferences>[0]) {
    this.references = new HostReferences(send, () => this.loaded);
  }

  /** Never answers for what never settles. @throws Whatever the submission throws */
  async act(question: Question): Promise<Returned> {
    switch (question.ask) {
      case "ping":
        return { returned: true };
      case "open-inspector":
        return this.#encoded(openInspector(question.port));
      case "await-debugger":
        waitForDebugger();
        return { returned: true };
      case "settle":
        return { returned: await this.#endCheck() };
      case "load":
        takeAway(question.without ?? {});
        this.loaded = await loadModule(question.code);
        await settleLoaded();
        return { returned: true, exports: namesOf(this.loaded) };
      case "call":
        return this.#encoded(await this.#call(this.loaded, question));
      case "call-now":
        return this.#encoded(asItIs(this.#call(this.loaded, question)));
      case "construct":
        return this.#encoded(this.#construct(question));
      case "member":
        return this.#encoded(await this.#member(question));
      case "next":
        return this.#encoded(await this.#next(question.thing));
      case "stop":
        return this.#encoded(await this.#iterators.get(question.thing)?.return?.());
      case "collect":
        return this.#encoded(
          await collected({ [Symbol.asyncIterator]: () => this.#iterator(question.thing) }),
        );
      case "tool":
        return this.#encoded(await this.#call(hostTools(this.loaded, this.references), question));
    }
  }

  #call(owner: object, { name, args }: { name: string; args: readonly Json[] }): unknown {
    return apply((owner as Functions)[name]!, undefined, this.#decoded(args));
  }

  #construct({ of, name, args }: Extract<Question, { ask: "construct" }>): unknown {
    const owner = (of === "client" ? client : this.loaded) as Readonly<Record<string, never>>;
    const made: unknown = construct(owner[name]!, this.#decoded(args));
    if (of === "client") this.#made.push(made);
    return made;
  }

  #member({ thing, name, args }: Extract<Question, { ask: "member" }>): unknown {
    const owner = this.references.thingAt(thing) as Functions;
    const member = owner[name];
    if (args === undefined) return member;
    if (typeof member !== "function") throw new TypeError(`${name} is not a function`);
    return apply(member, owner, this.#decoded(args));
  }

  async #next(thing: number): Promise<unknown> {
    const { done, value } = await this.#iterator(thing).next();
    return { done: done === true, value };
  }

  #iterator(thing: number): AsyncIterator<unknown> {
    const iterable = this.references.thingAt(thing) as AsyncIterable<unknown>;
    const iterator = this.#iterators.get(thing) ?? iterable[Symbol.asyncIterator]();
    this.#iterators.set(thing, iterator);
    return iterator;
  }

  #decoded(args: readonly Json[]): unknown[] {
    const decoded: unknown[] = [];
    for (let index = 0; index < args.length; index += 1)
      decoded[index] = decodeValue(args[index]!, this.references);
    return decoded;
  }

  #encoded(value: unknown): Returned {
    return { returned: encodeValue(value, ANSWER_CHARACTERS, this.references) };
  }

  /** What the submission left running may still call the grader, until it has come to rest. */
  async #endCheck(): Promise<boolean> {
    for (const each of this.#made) (each as { close?(): void }).close?.();
    this.#made = [];
    const isAtRest = await settle();
    this.#iterators = new Map();
    this.references.clear();
    return isAtRest;
  }
}

// With nothing that the file may have replaced: it would be told that its functions are missing.
function namesOf(module: LoadedModule): ExportedNames {
  const functions: string[] = [];
  const others: string[] = [];
  for (const name in module) {
    const names = typeof module[name] === "function" ? functions : others;
    names[names.length] = name;
  }
  return { functions, others };
}

/** A promise is shown as one. What becomes of it, an error included, is nobody's business any more. */
function asItIs(value: unknown): unknown {
  if (!types.isPromise(value)) return value;
  value.then(undefined, () => {});
  return new Opaque(A_PROMISE);
}
