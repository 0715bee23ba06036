import { latin1Octets, latin1Text, lenientUtf8Text } from "./octets.ts";

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
  const delimiter = new RegExp(`\\r\\n--${escapedPattern(boundary)}(?=--|[ \\t]*\\r\\n)`);
  const sections = `\r\n${latin1Text(body)}`.split(delimiter);
  const isComplete = sections.length > 1 && sections.at(-1)?.startsWith("--") === true;
  return isComplete ? sections.slice(1, -1).flatMap(parsePart) : [];
}

function escapedPattern(text: string): string {
  return text.replace(/[^\w]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function parsePart(section: string): FormPart[] {
  const [, head, content] = /^[ \t]*\r\n((?:.+\r\n)*)\r\n([\s\S]*)$/.exec(section) ?? [];
  if (head === undefined || content === undefined) return [];
  // A line may be folded here, as in mail (RFC 5322 §2.2.3).
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const fields = new Map(lines.map(lowerCasedField));
  const disposition = fields.get("content-disposition") ?? "";
  const name = extendedParameter(disposition, "name");
  if (name === undefined) return [];
  return [
    {
      name,
      filename: extendedParameter(disposition, "filename"),
      contentType: fields.get("content-type") || "application/octet-stream",
      content: latin1Octets(content),
    },
  ];
}

function lowerCasedField(line: string): [string, string] {
  const [name = "", ...value] = line.split(":");
  return [name.trim().toLowerCase(), value.join(":").trim()];
}

// parameter = ";" name "=" ( token / quoted-string )   RFC 9110 §5.6.6
function parameter(value: string, name: string): string | undefined {
  const pattern = new RegExp(`;[ \\t]*${name}[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i");
  const [, quoted, token] = pattern.exec(value) ?? [];
  // Only these two are escaped: browsers of old sent C:\dir\file as it is.
  return quoted?.replace(/\\(["\\])/g, "$1") ?? token;
}

/** Also as `name*=UTF-8''%C3%A9` (RFC 8187), which RFC 7578 §4.2 forbids and some clients send. */
function extendedParameter(value: string, name: string): string | undefined {
  const extended = parameter(value, `${name}\\*`)?.replace(/^[^']*'[^']*'/, "");
  const octets = extended?.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  // Names are UTF-8 (RFC 7578 §5.1), and arrive here as the text of their octets.
  const text = octets ?? parameter(value, name);
  return text === undefined ? undefined : lenientUtf8Text(latin1Octets(text));
}
