// What a grader holds for what is in the learner's process. Each call and each read crosses, and is an `Answer`.

import { Answer } from "./answer.ts";
import { CheckFailure } from "./check-failure.ts";
import { answersForCuts, callInEveryCut } from "./every-cut.ts";
import { failureOf } from "./failure-words.ts";
import { EveryCut } from "./given.ts";
import { COLLECT, type Handle, handleOf, standsFor } from "./handle.ts";
import { SHOWN, showCall } from "./show.ts";
import type { CallOutcome, Submission } from "./submission.ts";

/** What leads to a thing, as TypeScript: shown above what is asked of it. */
const scripts = new WeakMap<object, string[]>();

/** The exports of a submission. */
export function remoteModule(submission: Submission, task: string, atOnce: boolean): object {
  submission.wrap = (handle) => remoteThing(submission, handle);
  return namesTo((name) => remoteExport(submission, { task, name, atOnce }));
}

interface Export {
  readonly task: string;
  readonly name: string;
  readonly atOnce: boolean;
}

function remoteExport(submission: Submission, { task, name, atOnce }: Export): object {
  return function call(...args: unknown[]): Answer<unknown> {
    if (new.target !== undefined) return construct(submission, task, "submission", name, args);
    const at = args.findIndex((each) => each instanceof EveryCut);
    if (at >= 0) return answersForCuts(submission, task, callInEveryCut(name, args, at));
    const outcome = submission.call(task, name, args, atOnce);
    return new Answer(
      { text: withScripts(args, showCall(name, args)), compiled: submission.compiled },
      outcome,
    );
  };
}

/** Makes an instance over there. @param of Whose class it is */
export function construct(
  submission: Submission,
  task: string,
  of: "submission" | "client",
  name: string,
  args: readonly unknown[],
): Answer<unknown> {
  const text = `new ${showCall(name, args)}`;
  const outcome = submission.construct(task, of, name, args).then((each) => {
    if (each.kind === "returned" && handleOf(each.value) !== undefined)
      scripts.set(each.value as object, [`const ${variableOf(name)} = ${text};`]);
    return each;
  });
  return new Answer({ text: withScripts(args, text), compiled: submission.compiled }, outcome);
}

/** What a grader holds for a thing, by its kind. */
function remoteThing(submission: Submission, handle: Handle): object {
  switch (handle.kind) {
    case "iterable":
      return standsFor(new RemoteMembers(submission, handle), handle);
    case "instance":
      return remoteObject(submission, handle);
    case "function":
      return standsFor({ [SHOWN]: () => handle.name }, handle);
    default: {
      const thing = { [SHOWN]: () => handle.kind };
      scripts.set(thing, [`// ${handle.kind}: ${handle.name}`]);
      return standsFor(thing, handle);
    }
  }
}

function remoteObject(submission: Submission, handle: Handle): object {
  const variable = variableOf(handle.name);
  const members = new RemoteMembers(submission, handle);
  const script: string[] = [];
  const known: Readonly<Record<symbol, unknown>> = {
    [SHOWN]: () => variable,
    [Symbol.toPrimitive]: () => `[${variable}]`,
    [Symbol.asyncIterator]: () => members[Symbol.asyncIterator](),
  };
  const object = namesTo(
    (name) => remoteMember(submission, { ...handle, member: name }, object, variable),
    known,
  );
  scripts.set(object, script);
  return standsFor(object, handle);
}

/** A method that can be called, and a property that is read when it is awaited: over here nothing tells them apart. */
function remoteMember(
  submission: Submission,
  handle: Handle & { readonly member: string },
  object: object,
  variable: string,
): object {
  const { compiled } = submission;
  const { member } = handle;
  const textOf = (expression: string, args: readonly unknown[]) =>
    withScripts(args, [...(scripts.get(object) ?? []), expression].join("\n"));
  const call = (...args: unknown[]) => {
    const expression = `${variable}.${showCall(member, args)}`;
    const text = textOf(expression, args);
    scripts.get(object)?.push(`${expression};`);
    return new Answer({ text, compiled }, submission.member(handle, member, args));
  };
  const read = () =>
    new Answer({ text: textOf(`${variable}.${member}`, []), compiled }, submission.member(handle, member));
  for (const name of ["then", "returns", "returnsSame", "yields", "throws", "throwsSame"] as const) {
    const answer = (...args: unknown[]) => (read()[name] as (...args: unknown[]) => unknown)(...args);
    Object.defineProperty(call, name, { value: answer });
  }
  Object.defineProperty(call, "name", { value: `${variable}.${member}` });
  return standsFor(call, handle);
}

/** The members of an iterable over there. */
class RemoteMembers implements AsyncIterable<unknown> {
  /** The call that gave it, as TypeScript. */
  text = "an iterable";
  readonly #submission: Submission;
  readonly #handle: Handle;

  constructor(submission: Submission, handle: Handle) {
    this.#submission = submission;
    this.#handle = handle;
  }

  [SHOWN](): string {
    return "[an async iterable]";
  }

  /** @throws {CheckFailure} When the submission does not give one */
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void, void> {
    let isDone = false;
    try {
      for (;;) {
        const { done, value } = resultOf(this.#valueOf(await this.#submission.take(this.#handle, "next")));
        isDone = done;
        if (done) return;
        yield value;
      }
    } catch (error) {
      isDone = true;
      throw error;
    } finally {
      if (!isDone) this.#valueOf(await this.#submission.take(this.#handle, "stop"));
    }
  }

  /** Every member, in one message: octets as one piece, anything else as a list. */
  [COLLECT](): Promise<CallOutcome> {
    return this.#submission.take(this.#handle, "collect");
  }

  #valueOf(outcome: CallOutcome): unknown {
    if (outcome.kind === "returned") return outcome.value;
    throw new CheckFailure(failureOf(outcome, this.text, this.#submission.compiled));
  }
}

function resultOf(value: unknown): { readonly done: boolean; readonly value: unknown } {
  const { done, value: member } = (value ?? {}) as { done?: unknown; value?: unknown };
  return { done: done === true, value: member };
}

/** An object whose every property is made when it is asked for. */
function namesTo(make: (name: string) => unknown, known: Readonly<Record<symbol, unknown>> = {}): object {
  const made = new Map<string, unknown>();
  const get = (_: object, name: string | symbol) => {
    if (typeof name === "symbol") return known[name];
    // "then" is no name of a submission's: with one, the object itself would be taken for a promise.
    if (name === "then") return undefined;
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
  return new Proxy({}, { get });
}

/** `ChunkedDecoder` makes a `decoder`. */
function variableOf(className: string): string {
  const [last = "object"] = /[A-Z]?[a-z]+$/.exec(className) ?? [];
  return last.toLowerCase();
}

/** The call below what led to the things that it names. */
function withScripts(args: readonly unknown[], text: string): string {
  const lines = args.flatMap((each) => scriptOf(each));
  return [...lines, text].join("\n");
}

function scriptOf(value: unknown): readonly string[] {
  if (value === null || typeof value !== "object") return [];
  const script = scripts.get(value);
  if (script !== undefined) return script;
  const isPlain = Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value);
  return isPlain ? Object.values(value).flatMap(scriptOf) : [];
}
