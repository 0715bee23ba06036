// The learner must see: looking at the fields only: a target with a line end in it begins the field lines too early.
import type { HeadParts } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestHead({ method, target, host, port = 80, fields }: HeadParts): Uint8Array {
  for (const part of fields.flat()) {
    if (/[\r\n\0]/.test(part)) throw new TypeError(`Cannot send ${JSON.stringify(part)}`);
  }
  const hostField = port === 80 ? host : `${host}:${port}`;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${hostField}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
}
