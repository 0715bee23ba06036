// Lesson 7, choosing. The tasks stand in lessons/07-choosing.md; each function says what it promises.
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
  // TODO: Task 1. `response.body` is a ReadableStream, or null where there is no content.
  throw new Error(`Task 1 is not written yet: statusWithFetch(${JSON.stringify(response.url)})`);
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
  // TODO: Task 2. KIND_OF_CODE and TLS_CODE are above.
  throw new Error(`Task 2 is not written yet: classifyFetchError(${error}, ${JSON.stringify(phase)})`);
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
  // TODO: Task 3
  throw new Error(`Task 3 is not written yet: getJsonWithFetch(${JSON.stringify(url)}, ${deadlineMs})`);
}
