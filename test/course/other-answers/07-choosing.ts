// Lesson 7, choosing: built differently from the solution, with controllers, promises and a loop over the pieces.
import {
  type Answered,
  type Failed,
  type FetchPhase,
  KIND_OF_CODE,
  type Kind,
  TLS_CODE,
} from "../../../solutions/07-choosing.ts";

export { type Answered, type Failed, type FetchPhase, KIND_OF_CODE, type Kind, TLS_CODE };

export async function statusWithFetch(url: string): Promise<number> {
  const controller = new AbortController();
  const { status } = await fetch(url, { redirect: "manual", signal: controller.signal });
  controller.abort();
  return status;
}

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  if (error instanceof DOMException) {
    const kinds: Readonly<Record<string, Kind>> = { TimeoutError: "timeout", AbortError: "aborted" };
    return kinds[error.name] ?? "other";
  }
  if (!(error instanceof TypeError)) return "other";
  return error.cause === undefined ? "misuse" : kindOfCause(error.cause, phase);
}

function kindOfCause(cause: unknown, phase: FetchPhase): Kind {
  const { name, code = "" } = cause as { name?: unknown; code?: string };
  switch (true) {
    case KIND_OF_CODE.has(code):
      return KIND_OF_CODE.get(code)!;
    case code === "UND_ERR_SOCKET":
      return phase === "body" ? "incomplete" : "reset";
    case name === "HTTPParserError":
      return "bad-response";
    default:
      return TLS_CODE.test(code) ? "tls" : "other";
  }
}

export function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  const controller = new AbortController();
  const late = new DOMException("Too late", "TimeoutError");
  const timer = setTimeout(() => controller.abort(late), deadlineMs);
  const failed = (phase: FetchPhase) => (error: unknown) =>
    ({ ok: false, kind: classifyFetchError(error, phase), phase }) as const;
  return fetch(url, { signal: controller.signal })
    .then((response) => answered(response).catch(failed("body")), failed("head"))
    .finally(() => clearTimeout(timer));
}

async function answered({ status, body }: Response): Promise<Answered> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) pieces.push(piece);
  const text = new TextDecoder().decode(Buffer.concat(pieces));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { ok: true, statusCode: status, json };
}
