// The learner must see: asking a `cause` that is not there: a TypeError without one is about the call, and what is thrown need not be an Error.
import {
  type FetchPhase,
  KIND_OF_CODE,
  type Kind,
  classifyFetchError as right,
  TLS_CODE,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  if (error instanceof DOMException || !(error instanceof TypeError)) return right(error, phase);
  const { name, code } = error.cause as NodeJS.ErrnoException;
  if (name === "HTTPParserError") return "bad-response";
  if (code === "UND_ERR_SOCKET") return phase === "head" ? "reset" : "incomplete";
  return TLS_CODE.test(String(code)) ? "tls" : (KIND_OF_CODE.get(code) ?? "other");
}
