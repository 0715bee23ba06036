import type { End, StagedReply, Step } from "./staged-reply.ts";

/** A reply that misbehaves, or that is odd and still right, under `/fault/<name>`. */
export interface Fault extends StagedReply {
  readonly name: string;
  /** What meeting it teaches, in one sentence. */
  readonly teaches: string;
}

const TEXT = "Content-Type: text/plain; charset=utf-8\r\n";

// biome-ignore format: one fault a line reads as the table it is
/** One fault a line: name, how it ends, the octets (or `{ pauseMs }`) in order, what it teaches. */
export const faults: readonly Fault[] = [
  // Wrong by RFC 9112
  fault("bad-status-line", "close", ["HTTP/1.1 2OO OK\r\nContent-Length: 0\r\n\r\n"], "A status code is three digits, not letters that look like them."),
  fault("truncated-body", "close", ["HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", "Hello, world"], "Content-Length shows when the end came too early."),
  fault("never-answers", "hold", [], "Without a time-out of its own, a client waits forever."),
  // Right, and still surprising
  fault("no-reason-phrase", "keep", [`HTTP/1.1 200 \r\n${TEXT}Content-Length: 2\r\n\r\nok`], "The reason-phrase may be empty."),
  fault("repeated-fields", "keep", [`HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-Lamp: red\r\nset-cookie: b=2\r\nX-LAMP: green\r\n${TEXT}Content-Length: 2\r\n\r\nok`], "A field name may come more than once, each time in another letter case."),
  fault("mixed-case-fields", "keep", ["HTTP/1.1 200 OK\r\ncOnTeNt-TyPe: Application/JSON\r\nCONTENT-LENGTH: 11\r\n\r\n{\"ok\":true}"], "Field names and media types have no letter case."),
  fault("split-character", "keep", [`HTTP/1.1 200 OK\r\n${TEXT}Transfer-Encoding: chunked\r\n\r\n`, ...chunks("Café"), "0\r\n\r\n"], "A chunk may end inside a character: decode the whole, not the pieces."),
];

type FaultStep = string | Uint8Array | { readonly pauseMs: number };

function fault(name: string, end: End, steps: readonly FaultStep[], teaches: string): Fault {
  return { name, teaches, end, steps: steps.map(toStep) };
}

function toStep(step: FaultStep): Step {
  return typeof step === "string" || step instanceof Uint8Array ? { send: step } : step;
}

/** Each octet of the UTF-8 text as a chunk of its own. */
function chunks(text: string): string[] {
  return [...new TextEncoder().encode(text)].map((octet) => `1\r\n${String.fromCharCode(octet)}\r\n`);
}
