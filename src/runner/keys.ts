/** A key as a word: `enter`, `escape`, `up`, `down`, `page-up`, `page-down`, `ctrl-c`, or the character that it types. */
export type Key = string;

// What a terminal sends for a key: a control sequence, one of the older kind (SS3), or a character.
const KEYS = /\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Za-z]|[\s\S]/gu;

const NAMES: Readonly<Record<string, Key>> = {
  "\r": "enter",
  "\n": "enter",
  "\x1b": "escape",
  "\x03": "ctrl-c",
  "\x1b[A": "up",
  "\x1bOA": "up",
  "\x1b[B": "down",
  "\x1bOB": "down",
  "\x1b[5~": "page-up",
  "\x1b[6~": "page-down",
};

/**
 * The keys that were typed.
 *
 * @param text What came from a terminal in raw mode
 *
 * @example
 * readKeys("h\x1b[A") // ["h", "up"]
 */
export function readKeys(text: string): Key[] {
  return (text.match(KEYS) ?? []).map((each) => NAMES[each] ?? each);
}
