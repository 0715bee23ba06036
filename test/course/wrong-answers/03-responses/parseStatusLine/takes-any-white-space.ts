// The learner must see: a `\s` in the pattern, which takes a tab and other white space for the one space of the grammar.
import { BadStatusLine } from "#client";
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function parseStatusLine(line: string): StatusLine {
  const match = /^HTTP\/(\d)\.(\d)\s([1-9]\d\d)(?: ([\t \x21-\x7e\x80-\xff]*))?$/.exec(line);
  if (match === null) throw new BadStatusLine(line);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode: Number(statusCode), reasonPhrase };
}
