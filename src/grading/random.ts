/** Values that vary from run to run and come again with the same seed. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** Six to ten lower-case letters. */
  word(): string;
  pick<T>(values: readonly T[]): T;
}

/** @param seed A whole number; `salt` keeps two checks of one run apart */
export function seededRandom(seed: number, salt: string): Random {
  let state = [...salt].reduce(
    (hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193),
    seed ^ 0x811c9dc5,
  );
  const next = () => {
    // mulberry32: 32 bits of state, enough for test inputs
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    integer,
    word: () => Array.from({ length: integer(6, 10) }, () => String.fromCharCode(integer(97, 122))).join(""),
    pick: (values) => values[integer(0, values.length - 1)]!,
  };
}
