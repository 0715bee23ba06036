import { decodeLatin1, encodeLatin1 } from "../../src/wire/index.ts";

/** The octets of a text in which each character stands for one. */
export const octets = encodeLatin1;

/** Octets as text, one character for each: easier to compare and to read in a failure than numbers. */
export const text = decodeLatin1;

/** The ways to receive the same octets: whole, cut in two at each place, and one by one. */
export function* segmentations(whole: Uint8Array): Generator<Uint8Array[]> {
  yield [whole];
  for (let cut = 1; cut < whole.length; cut += 1) yield [whole.subarray(0, cut), whole.subarray(cut)];
  yield Array.from(whole, (octet) => Uint8Array.of(octet));
}
