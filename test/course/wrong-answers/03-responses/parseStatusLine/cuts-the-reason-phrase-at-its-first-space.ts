// The learner must see: cutting the reason-phrase at its first space: everything after the space that follows the code belongs to it.
import { BadStatusLine } from "#client";
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function parseStatusLine(line: string): StatusLine {
  const [version = "", statusCode = "", reasonPhrase = ""] = line.split(" ");
  const match = /^HTTP\/(\d)\.(\d)$/.exec(version);
  if (match === null || !/^[1-9]\d\d$/.test(statusCode)) throw new BadStatusLine(line);
  return { version: [Number(match[1]), Number(match[2])], statusCode: Number(statusCode), reasonPhrase };
}
