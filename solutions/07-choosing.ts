// Lesson 7, choosing: one right answer. Yours may look different and be as right.
/** What went wrong, by the names of lesson 4. */
export type Kind =
  | "dns"
  | "refused"
  | "unreachable"
  | "timeout"
  | "reset"
  | "bad-response"
  | "incomplete"
  | "tls"
  | "misuse"
  | "aborted"
  | "other";

/** Where `fetch` was: before its promise gave a response, or after that. */
export type FetchPhase = "head" | "body";

/** An exchange that worked, whatever its status code says. */
export interface Answered {
  readonly ok: true;
  readonly statusCode: number;
  /** What the content is as JSON; undefined when it is empty, or no JSON. */
  readonly json: unknown;
}

/** An exchange that failed. */
export interface Failed {
  readonly ok: false;
  readonly kind: Kind;
  readonly phase: FetchPhase;
}

/** By the `code` of a cause, where all of it counts. `UND_ERR_SOCKET` is not here: what it means depends on the phase. */
export const KIND_OF_CODE: ReadonlyMap<unknown, Kind> = new Map([
  ["ENOTFOUND", "dns"],
  ["EAI_AGAIN", "dns"],
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "unreachable"],
  ["ENETUNREACH", "unreachable"],
  ["ETIMEDOUT", "timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
  ["UND_ERR_BODY_TIMEOUT", "timeout"],
  ["EPROTO", "tls"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_HEADERS_OVERFLOW", "bad-response"],
  ["Z_DATA_ERROR", "bad-response"],
  ["ERR_INVALID_URL", "misuse"],
]);

/** How the codes look that are about TLS, of which there are many. */
export const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_)|SELF_SIGNED_CERT/;

/**
 * Task 1. Sends GET `url` with `fetch` and returns the status code of the response, a redirection's too. The content is
 * not read: `fetch` is told that nobody will. Its errors go on to the caller.
 *
 * @example
 * await statusWithFetch("http://127.0.0.1:8080/redirect/1") // 302
 */
export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  await letGo(response);
  return response.status;
}

/** The blank of task 1. */
async function letGo(response: Response): Promise<void> {
  // Without this the response keeps its connection, and an open connection keeps the process. A 204 has no body at all.
  await response.body?.cancel();
}

/**
 * Task 2. Names the kind of what `fetch`, or the reading of its response, was rejected with, by the table of the lesson.
 *
 * @param error Whatever was thrown; it need not be an Error
 * @param phase `"body"` when it came from reading the response
 *
 * @example
 * classifyFetchError(new DOMException("Too late", "TimeoutError"), "head") // "timeout"
 */
export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  // Anything can be thrown: `controller.abort("enough")` rejects with that text.
  if (!(error instanceof Error)) return "other";
  // The two ends that the caller made. Both are a DOMException; only the name tells a deadline from a change of mind.
  if (error.name === "TimeoutError") return "timeout";
  if (error.name === "AbortError") return "aborted";
  // Everything else that `fetch` rejects with is a TypeError. It is the wrapping: what happened is in `cause`.
  if (!(error instanceof TypeError)) return "other";
  if (!(error.cause instanceof Error)) return "misuse";
  const { name, code } = error.cause as NodeJS.ErrnoException;
  // By its name: not each of these has a code.
  if (name === "HTTPParserError") return "bad-response";
  // "other side closed". In the head that is lesson 4's RemoteDisconnected, in the body its IncompleteRead.
  if (code === "UND_ERR_SOCKET") return phase === "head" ? "reset" : "incomplete";
  return TLS_CODE.test(String(code)) ? "tls" : (KIND_OF_CODE.get(code) ?? "other");
}

/**
 * Task 3. Sends GET `url` with `fetch`, reads the whole response, and says what became of it: for a failure its kind,
 * by `classifyFetchError`, and the phase. Redirections are followed. Never throws, and leaves nothing running.
 *
 * @param deadlineMs Milliseconds for all of it, from the call to the last octet of the body
 *
 * @example
 * await getJsonWithFetch("http://127.0.0.1:8080/fault/truncated-body", { deadlineMs: 2000 })
 * // { ok: false, kind: "incomplete", phase: "body" }
 */
export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  // One signal for both steps: the clock that starts here also ends the reading of the body. Its timer keeps no process.
  const signal = AbortSignal.timeout(deadlineMs);
  let phase: FetchPhase = "head";
  try {
    const response = await fetch(url, { signal });
    phase = "body";
    return { ok: true, statusCode: response.status, json: parsed(await response.text()) };
  } catch (error) {
    return { ok: false, kind: classifyFetchError(error, phase), phase };
  }
}

/** Content that is no JSON is no failure of the exchange, so it may not get into that `catch`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
