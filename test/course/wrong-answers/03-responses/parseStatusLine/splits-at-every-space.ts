// The learner must see: splitting at spaces and trusting what comes out: a line that is not a status-line must be refused.
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function parseStatusLine(line: string): StatusLine {
  const [version = "", statusCode, ...words] = line.split(" ");
  const [major, minor] = version.slice("HTTP/".length).split(".");
  return {
    version: [Number(major), Number(minor)],
    statusCode: Number(statusCode),
    reasonPhrase: words.join(" "),
  };
}
