import { messageBodyLength, parseFieldSection, parseStatusLine } from "../../wire/index.ts";

/** The fence of a part of a message, or of one that nobody should read. */
export const PART_OR_BROKEN = "http part";

const REQUEST_LINE = /^[!#$%&'*+.^_`|~\w-]+ [\x21-\x7e]+ HTTP\/\d\.\d$/;
const LIMITS = { lines: 100 };

/**
 * Says why some lines are not an HTTP message, as the course's client reads one. Lines of a lesson end with LF, and those
 * of a head on the wire with CRLF; so does the content here, but for its last line.
 *
 * @returns One sentence; undefined when they are a message
 */
export function messageProblem(lines: readonly string[]): string | undefined {
  const end = lines.indexOf("");
  const [startLine = "", ...fieldLines] = end === -1 ? lines : lines.slice(0, end);
  const content = end === -1 ? undefined : lines.slice(end + 1).join("\n");
  const isRequest = REQUEST_LINE.test(startLine);
  try {
    const statusCode = isRequest ? 200 : parseStatusLine(startLine).statusCode;
    const fields = parseFieldSection(fieldLines, LIMITS);
    const framing = messageBodyLength({ method: "GET", statusCode, fields });
    if (content === undefined || framing.kind !== "content-length") return undefined;
    const shown = Buffer.byteLength(content);
    if (shown === framing.octets) return undefined;
    return `This message announces ${framing.octets} octets of content and shows ${shown}.`;
  } catch (error) {
    return `This is not a message that the client can read: ${(error as Error).message}.`;
  }
}
