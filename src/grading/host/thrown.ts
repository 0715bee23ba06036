import * as client from "../../client/index.ts";
import { type EncodedThrown, SUBMISSION_NAME } from "../bridge/messages.ts";
import { encodeValue } from "../bridge/values.ts";
import type { LoadedModule } from "./load-module.ts";

const BUILT_IN = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  URIError,
  EvalError,
  AggregateError,
};

/** Describes what was thrown while its classes can still be compared: on the other side it is only data. */
export function describeThrown(thrown: unknown, loaded: LoadedModule): EncodedThrown {
  if (!(thrown instanceof Error)) {
    return { name: typeof thrown, message: printable(thrown), classes: [], fields: {} };
  }
  const { message, stack, ...fields } = Object.fromEntries(Object.entries(thrown));
  const at = placeInSubmission(String(thrown.stack));
  return {
    name: String(thrown.name),
    message: String(thrown.message),
    classes: classesOf(thrown, { ...BUILT_IN, ...client, ...loaded }),
    fields: encodeValue(fields),
    ...(at && { at }),
  };
}

function classesOf(thrown: Error, known: LoadedModule): string[] {
  return Object.keys(known).filter((name) => {
    const candidate = known[name];
    try {
      return typeof candidate === "function" && thrown instanceof candidate;
    } catch {
      return false; // an arrow function has no prototype to compare with
    }
  });
}

const FRAME_IN_SUBMISSION = new RegExp(`${SUBMISSION_NAME}:(\\d+):(\\d+)`);

function placeInSubmission(stack: string): EncodedThrown["at"] {
  const match = FRAME_IN_SUBMISSION.exec(stack);
  return match === null ? undefined : { line: Number(match[1]), column: Number(match[2]) };
}

function printable(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that cannot be shown";
  }
}
