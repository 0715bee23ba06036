// The learner must see: leaving out Host: a server must answer 400 to that.
import type { HeadParts } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestHead({ method, target, host, port = 80, fields }: HeadParts): Uint8Array {
  for (const part of [method, target, host, ...fields.flat()]) {
    if (/[\r\n\0]/.test(part)) throw new TypeError(`Cannot send ${JSON.stringify(part)}`);
  }
  void port;
  const lines = [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
}
