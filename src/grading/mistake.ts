import { expect } from "vitest";
import { A_PROMISE, type Thrown } from "./bridge/messages.ts";
import { Opaque } from "./bridge/values.ts";

/** What came back instead of the right answer. */
export type Got = { readonly value: unknown } | { readonly thrown: Thrown };

/** A mistake that people make, known by what it gives, and the sentence that helps. A bare sentence fits any answer, and not a slip. */
export type Mistake = string | { readonly cause: string; readonly fits: (got: Got) => boolean };

/** The mistake that returns this value. */
export function ifReturned(value: unknown, cause: string): Mistake {
  return { cause, fits: (got) => "value" in got && isEqual(got.value, value) };
}

/** The mistake that throws an instance of this class, with a message that looks like this. */
export function ifThrew(className: string, cause: string, message = /(?:)/): Mistake {
  return {
    cause,
    fits: (got) =>
      "thrown" in got && got.thrown.classes.includes(className) && message.test(got.thrown.message),
  };
}

/** The mistake that a look at the answer recognises. */
export function ifAnswer(looksLike: (value: unknown) => boolean, cause: string): Mistake {
  return { cause, fits: (got) => "value" in got && looksLike(got.value) };
}

/** The sentence of the first mistake that fits. */
export function usualCause(got: Got, mistakes: readonly Mistake[]): { cause?: string } {
  if ("value" in got && isPromise(got.value)) return { cause: PROMISED };
  const mistake = mistakes.find((each) => (typeof each === "string" ? !isSlip(got) : doesFit(each, got)));
  if (mistake === undefined) return {};
  return { cause: typeof mistake === "string" ? mistake : mistake.cause };
}

/** An error of the language: the code tripped before it could give a wrong answer, and its own line says more. */
function isSlip(got: Got): boolean {
  return "thrown" in got && got.thrown.classes.some((name) => SLIPS.includes(name));
}

const SLIPS: readonly string[] = ["TypeError", "ReferenceError"];

// A grader looks at what it knows, and the answer may be anything.
function doesFit({ fits }: Exclude<Mistake, string>, got: Got): boolean {
  try {
    return fits(got);
  } catch {
    return false;
  }
}

const PROMISED = "the word `async`, or a promise that is returned: the task asks for the value itself.";

function isPromise(value: unknown): boolean {
  return value instanceof Opaque && value.text === A_PROMISE;
}

/** Equal as plain data: a member that is undefined counts as absent. `expected` may hold vitest's matchers. */
export function isEqual(received: unknown, expected: unknown): boolean {
  try {
    expect(received).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}
