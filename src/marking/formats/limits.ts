import { safeText } from "../safe-text.ts";

/** Characters that are kept of each long text, tried in this order. */
const ROOM = [Number.POSITIVE_INFINITY, 2_000, 500, 120, 0];

/**
 * Writes as much as a reader takes: where the whole is too large, its long texts are cut more and more.
 *
 * @param mostOctets What the reader takes
 * @param write Is given what cuts a long text
 */
export function writeWithin(mostOctets: number, write: (cut: (text: string) => string) => string): string {
  let written = "";
  for (const room of ROOM) {
    written = write((text) => cutTo(room, text));
    if (octetsOf(written) <= mostOctets) break;
  }
  return written;
}

function cutTo(room: number, text: string): string {
  return Number.isFinite(room) ? safeText(text, room) : text;
}

function octetsOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
