// The learner must see: removing the line end: then something else is sent than what was asked for, and nobody hears of it. Throw.
import type { HeadParts } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestHead({ method, target, host, port = 80, fields }: HeadParts): Uint8Array {
  const clean = (text: string) => text.replace(/[\r\n\0]/g, "");
  const hostField = port === 80 ? host : `${host}:${port}`;
  const lines = [
    `${clean(method)} ${clean(target)} HTTP/1.1`,
    `Host: ${clean(hostField)}`,
    ...fields.map(([name, value]) => `${clean(name)}: ${clean(value)}`),
  ];
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
}
