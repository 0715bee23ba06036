// The learner must see: leaving the status code, or a part of the version, a string: what a pattern finds is text until Number() makes it a number.
import { BadStatusLine } from "#client";

export * from "../../../../../solutions/03-responses.ts";

const STATUS_LINE = /^HTTP\/(\d)\.(\d) ([1-9]\d\d)(?: ([\t \x21-\x7e\x80-\xff]*))?$/;

export function parseStatusLine(line: string) {
  const match = STATUS_LINE.exec(line);
  if (match === null) throw new BadStatusLine(line);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode, reasonPhrase };
}
