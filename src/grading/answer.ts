import type { Thrown } from "./bridge/messages.ts";
import { CheckFailure } from "./check-failure.ts";
import type { Compiled } from "./compile.ts";
import { failureOf, isNotWritten, showThrown } from "./failure-words.ts";
import type { Failure } from "./grade.ts";
import { COLLECT } from "./handle.ts";
import { isEqual, type Mistake, usualCause } from "./mistake.ts";
import { showAlike, showValue } from "./show.ts";
import type { CallOutcome } from "./submission.ts";

/** What was asked of a submission. */
export interface Asked {
  /** The call as TypeScript: `statusClass(204)`. */
  readonly text: string;
  readonly compiled: Compiled;
}

/** What was asked, and what became of it. */
export interface Answered {
  readonly asked: Asked;
  readonly outcome: CallOutcome;
}

/** What can be taken apart into its members: octets as one piece, anything else as a list. */
interface Collectable {
  [COLLECT](): Promise<CallOutcome>;
}

/**
 * The answer to a call that is under way. `await` it for the value, as if the submission were a local module, or say
 * what it must be. Whatever is not as it must be throws a `CheckFailure` that says what was asked.
 *
 * A call that is made in many ways has an answer for each, and all of them must be right.
 *
 * @example
 * await submission.statusClass(204).returns("successful", "204 begins with 2, so it is a success.");
 * await submission.parseStatusLine("HTTP/2").throws("BadStatusLine", { line: "HTTP/2" });
 */
export class Answer<T> implements PromiseLike<T> {
  readonly #answers: Promise<readonly Answered[]>;

  constructor(asked: Asked, outcome: Promise<CallOutcome>);
  constructor(answers: Promise<readonly Answered[]>);
  constructor(...given: [Asked, Promise<CallOutcome>] | [Promise<readonly Answered[]>]) {
    this.#answers =
      given.length === 1 ? given[0] : given[1].then((outcome) => [{ asked: given[0], outcome }]);
  }

  // biome-ignore lint/suspicious/noThenProperty: an answer is awaited like the call that it stands for
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onFailure?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const value = this.#answers.then(([first]) => valueIn(first!, []));
    return value.then(onValue as (value: unknown) => A, onFailure);
  }

  /** The value, as with `await`; where there is none, the mistakes say why. */
  async value(...mistakes: readonly Mistake[]): Promise<T> {
    const [first] = await this.#answers;
    return valueIn(first!, mistakes) as T;
  }

  /** The call must return this value. */
  async returns(expected: unknown, ...mistakes: readonly Mistake[]): Promise<void> {
    for (const each of await this.#answers) {
      const received = valueIn(each, mistakes, showValue(expected));
      if (!isEqual(received, expected)) throw differs(each.asked, expected, received, mistakes);
    }
  }

  /** The call must return this very value, which came from the grader: an equal one is another. */
  async returnsSame(expected: unknown, ...mistakes: readonly Mistake[]): Promise<void> {
    for (const each of await this.#answers) {
      const received = valueIn(each, mistakes, showValue(expected));
      if (!Object.is(received, expected)) throw differs(each.asked, expected, received, mistakes);
    }
  }

  /**
   * The call must return an iterable with these members. Octets are compared as one text of octets, however they are cut
   * into members.
   */
  async yields(expected: readonly unknown[] | Uint8Array, ...mistakes: readonly Mistake[]): Promise<void> {
    const shown = showValue(expected);
    for (const each of await this.#answers) {
      const members = await membersOf(each, mistakes, shown);
      const received = isEmptyList(members) && expected instanceof Uint8Array ? new Uint8Array() : members;
      if (!isEqual(received, expected)) throw differs(each.asked, expected, received, mistakes);
    }
  }

  /** The call, or the iterable that it returns on its way, must throw an instance of the class, with at least these own fields. */
  async throws(
    className: string,
    fields: Readonly<Record<string, unknown>> = {},
    ...mistakes: readonly Mistake[]
  ): Promise<void> {
    const expected = showError(className, fields);
    for (const each of await this.#answers) {
      const thrown = await thrownOf(each, mistakes, expected);
      if (isThrown(thrown, className, fields)) continue;
      throw threwAnother(each, thrown, { expected, received: showReceivedError(thrown, fields) }, mistakes);
    }
  }

  /** The call must throw this very thing, which came from the grader and need not be an Error. */
  async throwsSame(expected: unknown, ...mistakes: readonly Mistake[]): Promise<void> {
    const shown = showThing(expected);
    for (const each of await this.#answers) {
      const thrown = await thrownOf(each, mistakes, shown);
      if ("itself" in thrown && Object.is(thrown.itself, expected)) continue;
      const received = "itself" in thrown ? showThing(thrown.itself) : showThrown(thrown);
      throw threwAnother(each, thrown, { expected: shown, received }, mistakes);
    }
  }
}

/** @throws {CheckFailure} When there is no value */
function valueIn({ asked, outcome }: Answered, mistakes: readonly Mistake[], expected?: string): unknown {
  if (outcome.kind === "returned") return outcome.value;
  const failure = failureOf(outcome, asked.text, asked.compiled);
  const cause =
    outcome.kind === "threw" && failure.reason === "threw"
      ? usualCause({ thrown: outcome.thrown }, mistakes)
      : {};
  throw new CheckFailure({
    ...failure,
    ...(expected !== undefined && failure.asked && { expected }),
    ...cause,
  });
}

async function membersOf(
  answered: Answered,
  mistakes: readonly Mistake[],
  expected: string,
): Promise<unknown> {
  const value = valueIn(answered, mistakes, expected);
  if (!isCollectable(value)) return value;
  const outcome = await value[COLLECT]();
  return valueIn({ asked: answered.asked, outcome }, mistakes, expected);
}

function isCollectable(value: unknown): value is Collectable {
  return typeof (value as Partial<Collectable> | null | undefined)?.[COLLECT] === "function";
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** @throws {CheckFailure} When nothing was thrown that could be the right thing */
async function thrownOf(
  { asked, outcome: first }: Answered,
  mistakes: readonly Mistake[],
  expected: string,
): Promise<Thrown> {
  // A generator throws when it is taken, and not when it is called.
  const isTaken = first.kind === "returned" && isCollectable(first.value);
  const outcome = isTaken ? await (first.value as Collectable)[COLLECT]() : first;
  if (outcome.kind === "threw" && !isNotWritten(outcome.thrown)) return outcome.thrown;
  if (outcome.kind !== "returned") throw new CheckFailure(failureOf(outcome, asked.text, asked.compiled));
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "It returned, and should have thrown.",
    asked: asked.text,
    expected,
    received: showValue(outcome.value),
    ...usualCause({ value: outcome.value }, mistakes),
  });
}

function differs(
  { text }: Asked,
  expected: unknown,
  received: unknown,
  mistakes: readonly Mistake[],
): CheckFailure {
  const [shownExpected, shownReceived] = showAlike(expected, received);
  return new CheckFailure({
    reason: "wrong-answer",
    message: "The value that came back is not the expected one.",
    asked: text,
    expected: shownExpected,
    received: shownReceived,
    ...usualCause({ value: received }, mistakes),
  });
}

function threwAnother(
  { asked }: Answered,
  thrown: Thrown,
  comparison: Pick<Failure, "expected" | "received">,
  mistakes: readonly Mistake[],
): CheckFailure {
  return new CheckFailure({
    ...failureOf({ kind: "threw", thrown }, asked.text, asked.compiled),
    message: `It threw, but not what it should: ${showThrown(thrown)}`,
    ...comparison,
    ...usualCause({ thrown }, mistakes),
  });
}

function isThrown(
  { classes, fields }: Thrown,
  className: string,
  expected: Readonly<Record<string, unknown>>,
): boolean {
  const own = fields as Readonly<Record<string, unknown>>;
  return (
    classes.includes(className) && Object.keys(expected).every((key) => isEqual(own[key], expected[key]))
  );
}

function showError(className: string, fields: object): string {
  return Object.keys(fields).length === 0 ? className : `${className} ${showValue(fields)}`;
}

/** What may be thrown as itself: of an Error its words are enough. */
function showThing(thing: unknown): string {
  return thing instanceof Error ? `${thing.name}: ${thing.message}` : showValue(thing);
}

// Only the fields that were asked for: the others would hide the difference.
function showReceivedError({ name, fields }: Thrown, expected: object): string {
  return showError(name, Object.fromEntries(Object.keys(expected).map((key) => [key, fields[key]])));
}
