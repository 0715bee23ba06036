import { latin1Octets, latin1Text } from "./octets.ts";
import { parseFieldLine } from "./request-head.ts";

/** One part of `multipart/form-data` (RFC 7578). */
export interface FormPart {
  readonly name: string;
  /** `undefined` for a part that is no file. */
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * Takes `multipart/form-data` apart (RFC 2046 §5.1).
 *
 * @param contentType Value of the request's Content-Type; its `boundary` separates the parts
 * @returns No parts when there is no boundary or the last delimiter is missing, as httpbin does
 */
export function parseMultipart(contentType: string, body: Uint8Array): FormPart[] {
  const boundary = parameter(contentType, "boundary");
  if (boundary === undefined || boundary === "") return [];
  // ISO-8859-1 text has one character an octet: splitting it splits the octets.
  // delimiter = CRLF "--" boundary; the first one may stand at the very beginning.
  const sections = `\r\n${latin1Text(body)}`.split(`\r\n--${boundary}`);
  const isComplete = sections.length > 1 && sections.at(-1)?.startsWith("--") === true;
  return isComplete ? sections.slice(1, -1).flatMap(parsePart) : [];
}

function parsePart(section: string): FormPart[] {
  const [, head, content] = /^[ \t]*\r\n((?:.+\r\n)*)\r\n([\s\S]*)$/.exec(section) ?? [];
  if (head === undefined || content === undefined) return [];
  const fields = new Map(head.split("\r\n").filter(Boolean).map(lowerCasedField));
  const disposition = fields.get("content-disposition") ?? "";
  const name = parameter(disposition, "name");
  if (name === undefined) return [];
  return [
    {
      name: fromUtf8(name),
      filename: parameter(disposition, "filename"),
      contentType: fields.get("content-type") ?? "application/octet-stream",
      content: latin1Octets(content),
    },
  ];
}

function lowerCasedField(line: string): [string, string] {
  const [name, value] = parseFieldLine(line);
  return [name.toLowerCase(), value];
}

// parameter = ";" name "=" ( token / quoted-string )   RFC 9110 §5.6.6
function parameter(value: string, name: string): string | undefined {
  const pattern = new RegExp(`;[ \\t]*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i");
  const [, quoted, token] = pattern.exec(value) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? token;
}

// Names are UTF-8 (RFC 7578 §5.1), and arrive here as the text of their octets.
function fromUtf8(text: string): string {
  return new TextDecoder().decode(latin1Octets(text));
}
