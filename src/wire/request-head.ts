import type { FieldLine } from "./fields.ts";
import { isFieldValue, isToken } from "./grammar.ts";
import { encodeLatin1 } from "./octets.ts";

/** What a request's head is made of. */
export interface RequestParts {
  readonly method: string;
  /** The request-target as it goes onto the wire, percent-encoded: `/get?name=caf%C3%A9`. */
  readonly target: string;
  /** Host name or address, an IPv6 address without brackets. */
  readonly host: string;
  /** Undefined when the port is the default of the scheme, and so not part of Host. */
  readonly port?: number | undefined;
  /** Field lines after Host. A `Host` among them is sent instead of the one made from `host` and `port`. */
  readonly fields: readonly FieldLine[];
}

// Visible ASCII: no space and no control character.   RFC 9112 §3.2
const REQUEST_TARGET = /^[\x21-\x7e]+$/;

/**
 * Writes the head of a request: request-line, `Host` first, field lines, empty line (RFC 9112 §3).
 *
 * @throws {TypeError} When a part holds a character that would change the message's structure, such as CR or LF
 *
 * @example
 * decodeLatin1(requestHead({ method: "GET", target: "/", host: "::1", port: 81, fields: [["A", "b"]] })) // "GET / HTTP/1.1\r\nHost: [::1]:81\r\nA: b\r\n\r\n"
 */
export function requestHead({ method, target, host, port, fields }: RequestParts): Uint8Array {
  if (!isToken(method)) throw refusal("method", method);
  if (!REQUEST_TARGET.test(target)) throw refusal("request-target", target);
  const hasHost = fields.some(([name]) => name.toLowerCase() === "host");
  const lines = hasHost ? fields : [["Host", hostField(host, port)] as const, ...fields];
  return encodeLatin1(`${method} ${target} HTTP/1.1\r\n${lines.map(fieldLine).join("")}\r\n`);
}

/**
 * The value of Host: an IPv6 address gets its brackets, and loses its zone, which means something on this machine
 * only. A default port is left out (RFC 9110 §7.2).
 *
 * @example
 * hostField("fe80::1%eth0", 8080) // "[fe80::1]:8080"
 */
export function hostField(host: string, port?: number): string {
  const name = host.includes(":") ? `[${host.replace(/%.*/, "")}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

function fieldLine([name, value]: FieldLine): string {
  if (!isToken(name)) throw refusal("field name", name);
  if (!isFieldValue(value)) throw refusal("field value", value);
  return `${name}: ${value}\r\n`;
}

function refusal(part: string, text: string): TypeError {
  return new TypeError(
    `Cannot send the ${part} ${JSON.stringify(text)}: it holds a character that is not allowed there`,
  );
}
