// The learner must see: throwing an error that is not the client's BadStatusLine, so a caller cannot tell what went wrong.
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function parseStatusLine(line: string): StatusLine {
  const match = /^HTTP\/(\d)\.(\d) ([1-9]\d\d)(?: ([\t \x21-\x7e\x80-\xff]*))?$/.exec(line);
  if (match === null) throw new Error(`bad status line: ${line}`);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode: Number(statusCode), reasonPhrase };
}
