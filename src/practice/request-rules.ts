import { Refusal } from "./refusal.ts";
import { type Field, fieldTokens, fieldValues } from "./request-head.ts";

/*
 * What a request's head says about the rest: which host, how much content, and whether the connection
 * goes on. Each rule stands beside its section; all of them are pure.
 */

export interface RequestTarget {
  /** Host and port of a target in absolute-form; it wins over Host (RFC 9112 §3.2.2). */
  readonly authority?: string;
  /** Not decoded, without query; `"*"` for the asterisk-form. */
  readonly path: string;
  /** Without its `?`; `""` when there is none. */
  readonly query: string;
}

export type BodyFraming =
  | { readonly kind: "none" }
  | { readonly kind: "content-length"; readonly octets: number }
  | { readonly kind: "chunked" };

interface Head {
  readonly method: string;
  readonly version: string;
  readonly fields: readonly Field[];
}

/**
 * Splits a request-target (RFC 9112 §3.2). A fragment, which no client should send, is dropped.
 *
 * @example
 * splitTarget("/get?a=1#top") // { path: "/get", query: "a=1" }
 */
export function splitTarget(method: string, target: string): RequestTarget {
  if (method === "CONNECT") {
    throw new Refusal(
      501,
      "CONNECT asks a proxy for a tunnel, and this service is an origin server (RFC 9110 §9.3.6).",
    );
  }
  const [, authority, rest] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(target) ?? [undefined, undefined, target];
  const [, path, query] = /^([^?#]*)(?:\?([^#]*))?/.exec(rest ?? "") ?? [];
  const form = { path: path === "" && authority !== undefined ? "/" : (path ?? ""), query: query ?? "" };
  if (form.path.startsWith("/") || (form.path === "*" && method === "OPTIONS")) {
    return authority === undefined ? form : { authority, ...form };
  }
  throw new Refusal(
    400,
    `Cannot read the request-target "${target}": expected it to begin with "/" (RFC 9112 §3.2).`,
  );
}

// Host = uri-host [ ":" port ]   RFC 9110 §7.2
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~%!$&'()*+,;=]*)(?::\d*)?$/;

/**
 * Demands exactly one Host, and a readable one (RFC 9112 §3.2); an HTTP/1.0 request may leave it out.
 *
 * @throws {Refusal} 400 that says which rule was broken
 */
export function checkHost({ version, fields }: Head): void {
  const hosts = fieldValues(fields, "Host");
  if (hosts.length > 1) {
    throw new Refusal(
      400,
      `The request has ${hosts.length} Host fields: exactly one is allowed (RFC 9112 §3.2).`,
    );
  }
  if (hosts.length === 0 && version !== "HTTP/1.0") {
    throw new Refusal(400, "The request has no Host field: HTTP/1.1 demands exactly one (RFC 9112 §3.2).");
  }
  if (hosts[0] !== undefined && !HOST.test(hosts[0])) {
    throw new Refusal(
      400,
      `Cannot read the Host "${hosts[0]}": expected a host and perhaps a port (RFC 9110 §7.2).`,
    );
  }
}

/**
 * How the end of the message body is found (RFC 9112 §6.3). Whatever two readers could read in two
 * ways is refused: that is how request smuggling begins (RFC 9112 §11.2).
 */
export function messageBodyFraming({ version, fields }: Head): BodyFraming {
  const lengths = fieldValues(fields, "Content-Length");
  const hasTransferEncoding = fieldValues(fields, "Transfer-Encoding").length > 0;
  if (hasTransferEncoding && lengths.length > 0) {
    throw new Refusal(
      400,
      "The request has Content-Length and Transfer-Encoding: only one may frame it (RFC 9112 §6.3).",
    );
  }
  if (hasTransferEncoding) return chunkedFraming(version, fieldTokens(fields, "Transfer-Encoding"));
  return lengths.length === 0 ? { kind: "none" } : lengthFraming(lengths);
}

function chunkedFraming(version: string, codings: readonly string[]): BodyFraming {
  if (version === "HTTP/1.0") {
    throw new Refusal(400, "HTTP/1.0 has no Transfer-Encoding: the framing is faulty (RFC 9112 §6.1).");
  }
  if (codings.at(-1) !== "chunked" || codings.indexOf("chunked") !== codings.length - 1) {
    throw new Refusal(
      400,
      `Cannot find the end of a request with "Transfer-Encoding: ${codings.join(", ")}": chunked must come last, once (RFC 9112 §6.3).`,
    );
  }
  if (codings.length > 1) {
    throw new Refusal(
      501,
      `This service knows no transfer coding but chunked, not "${codings.join(", ")}" (RFC 9112 §6.1).`,
    );
  }
  return { kind: "chunked" };
}

function lengthFraming(lengths: readonly string[]): BodyFraming {
  const [length] = lengths;
  if (lengths.length > 1 || length === undefined || !/^\d+$/.test(length)) {
    throw new Refusal(
      400,
      `Cannot read the Content-Length "${lengths.join(", ")}": expected one decimal number (RFC 9110 §8.6).`,
    );
  }
  return { kind: "content-length", octets: Number(length) };
}

/** Whether the connection may carry another request after this one (RFC 9112 §9.3). */
export function isPersistent({ version, fields }: Head): boolean {
  const options = fieldTokens(fields, "Connection");
  if (options.includes("close")) return false;
  return version !== "HTTP/1.0" || options.includes("keep-alive");
}

/** Whether the client waits for `100 Continue` before it sends its content (RFC 9110 §10.1.1). */
export function expectsContinue({ version, fields }: Head): boolean {
  return version !== "HTTP/1.0" && fieldTokens(fields, "Expect").includes("100-continue");
}
