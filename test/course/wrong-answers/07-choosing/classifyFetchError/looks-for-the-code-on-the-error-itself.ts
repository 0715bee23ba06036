// The learner must see: taking the TypeError for all there is: `fetch` throws one for nearly everything, and its `cause` says what happened.
import { type FetchPhase, KIND_OF_CODE, type Kind, TLS_CODE } from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  if (!(error instanceof Error)) return "other";
  if (error.name === "TimeoutError") return "timeout";
  if (error.name === "AbortError") return "aborted";
  const { code } = error as NodeJS.ErrnoException;
  if (code === "UND_ERR_SOCKET") return phase === "head" ? "reset" : "incomplete";
  return TLS_CODE.test(String(code)) ? "tls" : (KIND_OF_CODE.get(code) ?? "other");
}
