import { StringDecoder } from "node:string_decoder";

/** A JSON value per line. A line longer than this is not a message but an attack on the reader's memory. */
export const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

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
