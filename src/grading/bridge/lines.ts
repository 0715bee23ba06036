import { StringDecoder } from "node:string_decoder";

/** A JSON value per line. A line longer than this is not a message but an attack on the reader's memory. */
export const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** Of the commas and opening brackets in it. In memory each takes a hundred times the octet that it takes in a line. */
export const MAX_LINE_MARKS = MAX_LINE_CHARACTERS / 16;

const [QUOTE, BACKSLASH] = ['"', "\\"].map((each) => each.charCodeAt(0));
const MARKS: ReadonlySet<number> = new Set([..."[{,"].map((each) => each.charCodeAt(0)));

/** Whether a line is a message that can be parsed without taking all of the reader's time or memory. */
export function isReadable(line: string): boolean {
  if (line.length > MAX_LINE_CHARACTERS) return false;
  return line.length <= MAX_LINE_MARKS || marksIn(line) <= MAX_LINE_MARKS;
}

/** Outside of texts. */
function marksIn(line: string): number {
  let marks = 0;
  let isText = false;
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    // What is escaped ends no text.
    if (code === BACKSLASH) index += 1;
    else if (code === QUOTE) isText = !isText;
    else if (!isText && MARKS.has(code)) marks += 1;
  }
  return marks;
}

/**
 * Cuts a stream of octets into lines.
 *
 * @returns Takes the next octets; calls `onLine` for each line that they complete
 * @throws {RangeError} When a line does not end within 16 Mi characters
 */
export function lineSplitter(onLine: (line: string) => void): (octets: Uint8Array) => void {
  const decoder = new StringDecoder("utf8");
  let pieces: string[] = [];
  let characters = 0;
  return (octets) => {
    const [first = "", ...others] = decoder.write(Buffer.from(octets)).split("\n");
    pieces.push(first);
    characters += first.length;
    if (characters > MAX_LINE_CHARACTERS) throw new RangeError("A line has no end");
    for (const piece of others) {
      onLine(pieces.join(""));
      pieces = [piece];
      characters = piece.length;
    }
  };
}
