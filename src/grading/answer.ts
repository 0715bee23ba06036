import type { Thrown } from "./bridge/messages.ts";
import { CheckFailure } from "./check-failure.ts";
import type { Compiled } from "./compile.ts";
import { failureOf, isNotWritten, showThrown } from "./failure-words.ts";
import { isEqual, type Mistake, usualCause } from "./mistake.ts";
import { showAlike, showValue } from "./show.ts";
import type { CallOutcome } from "./submission.ts";

/** What was asked of a submission. */
export interface Asked {
  /** The call as TypeScript: `statusClass(204)`. */
  readonly text: string;
  readonly compiled: Compiled;
}

/**
 * The answer to a call that is under way. `await` it for the value, as if the submission were a local module, or say
 * what it must be. Whatever is not as it must be throws a `CheckFailure` that says what was asked.
 *
 * @example
 * await submission.statusClass(204).returns("successful", "204 begins with 2, so it is a success.");
 * await submission.parseStatusLine("HTTP/2").throws("BadStatusLine", { line: "HTTP/2" });
 */
export class Answer<T> implements PromiseLike<T> {
  readonly #asked: Asked;
  readonly #outcome: Promise<CallOutcome>;

  constructor(asked: Asked, outcome: Promise<CallOutcome>) {
    this.#asked = asked;
    this.#outcome = outcome;
  }

  // biome-ignore lint/suspicious/noThenProperty: an answer is awaited like the call that it stands for
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onFailure?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#value([]).then(onValue as (value: unknown) => A, onFailure);
  }

  /** The call must return this value. */
  async returns(expected: T, ...mistakes: readonly Mistake[]): Promise<void> {
    const received = await this.#value(mistakes, showValue(expected));
    if (isEqual(received, expected)) return;
    const [shownExpected, shownReceived] = showAlike(expected, received);
    throw new CheckFailure({
      reason: "wrong-answer",
      message: "The value that came back is not the expected one.",
      asked: this.#asked.text,
      expected: shownExpected,
      received: shownReceived,
      ...usualCause({ value: received }, mistakes),
    });
  }

  /** The call must throw an instance of the class, with at least these own fields. */
  async throws(
    className: string,
    fields: Readonly<Record<string, unknown>> = {},
    ...mistakes: readonly Mistake[]
  ): Promise<void> {
    const outcome = await this.#outcome;
    const expected = showError(className, fields);
    if (outcome.kind === "returned") {
      throw new CheckFailure({
        reason: "wrong-answer",
        message: "It returned, and should have thrown.",
        asked: this.#asked.text,
        expected,
        received: showValue(outcome.value),
        ...usualCause({ value: outcome.value }, mistakes),
      });
    }
    const isWritten = outcome.kind === "threw" && !isNotWritten(outcome.thrown);
    if (isWritten && isThrown(outcome.thrown, className, fields)) return;
    const failure = failureOf(outcome, this.#asked.text, this.#asked.compiled);
    if (!isWritten) throw new CheckFailure(failure);
    throw new CheckFailure({
      ...failure,
      message: `It threw, but not what it should: ${showThrown(outcome.thrown)}`,
      expected,
      received: showReceivedError(outcome.thrown, fields),
      ...usualCause({ thrown: outcome.thrown }, mistakes),
    });
  }

  async #value(mistakes: readonly Mistake[], expected?: string): Promise<unknown> {
    const outcome = await this.#outcome;
    if (outcome.kind === "returned") return outcome.value;
    const failure = failureOf(outcome, this.#asked.text, this.#asked.compiled);
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

// Only the fields that were asked for: the others would hide the difference.
function showReceivedError({ name, fields }: Thrown, expected: object): string {
  return showError(name, Object.fromEntries(Object.keys(expected).map((key) => [key, fields[key]])));
}
