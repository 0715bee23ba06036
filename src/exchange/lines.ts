import { CR, decodeLatin1, type FieldLine, HTTPException, LF, parseFieldLine } from "../wire/index.ts";

/** Octets up to the first LF, it included; all of them where there is none. */
export function firstLine(octets: Uint8Array): Uint8Array {
  const lineFeed = octets.indexOf(LF);
  return lineFeed < 0 ? octets : octets.subarray(0, lineFeed + 1);
}

/** The text of a line without its CRLF. An LF alone stays: it is no end of a line (RFC 9112 §2.2). */
export function textOf(line: Uint8Array): string {
  const isEnded = line.at(-1) === LF && line.at(-2) === CR;
  return decodeLatin1(isEnded ? line.subarray(0, -2) : line);
}

/** The field of a line; undefined where it is none. */
export function fieldOf(line: Uint8Array): FieldLine | undefined {
  return readable(() => parseFieldLine(textOf(line)));
}

/** What a parser gives; undefined where it refuses. */
export function readable<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof HTTPException) return undefined;
    throw error;
  }
}
