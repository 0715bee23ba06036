// The learner must see: writing a line end out with the value it stands in: what follows it is a field line of somebody else's making.
import type { HeadParts } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestHead({ method, target, host, port = 80, fields }: HeadParts): Uint8Array {
  const hostField = port === 80 ? host : `${host}:${port}`;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${hostField}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
  ];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
}
