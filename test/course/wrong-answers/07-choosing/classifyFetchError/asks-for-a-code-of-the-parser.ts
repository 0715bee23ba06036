// The learner must see: not knowing an HTTPParserError by its name: not each of them has a code that begins with `HPE_`.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const { name, code } = ((error ?? {}) as { cause?: NodeJS.ErrnoException }).cause ?? {};
  const isParser = name === "HTTPParserError";
  return isParser && !code?.startsWith("HPE_") ? "other" : right(error, phase);
}
