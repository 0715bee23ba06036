// The learner must see: requiring the space after the status code, which servers drop together with the reason-phrase.
import { BadStatusLine } from "#client";
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

const STATUS_LINE = /^HTTP\/(\d)\.(\d) ([1-9]\d\d) ([\t \x21-\x7e\x80-\xff]*)$/;

export function parseStatusLine(line: string): StatusLine {
  const match = STATUS_LINE.exec(line);
  if (match === null) throw new BadStatusLine(line);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode: Number(statusCode), reasonPhrase };
}
