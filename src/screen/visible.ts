/**
 * Makes visible what a terminal would obey or hide. Every text of a lesson or a learner passes through here before it
 * is laid out, so that nothing in it can move the cursor, change a colour or reorder a line.
 */

// Control (Cc), format (Cf: bidirectional overrides, zero-width characters), line and paragraph separators, lone surrogates,
// and the code points that are no characters, which XML refuses.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Writes control characters as escapes and leaves all other text alone.
 *
 * @example
 * visible("a\x1b[31mb\r\n") // "a\\x1b[31mb\\r\\n"
 */
export function visible(text: string): string {
  return String(text).replace(UNSAFE, escapeCharacter);
}

/**
 * Splits text into lines and makes each visible. A CRLF ends a line as LF does; a tab becomes spaces.
 *
 * @example
 * visibleLines("a\n\tb\x07") // ["a", "    b\\x07"]
 */
export function visibleLines(text: string, tab = "    "): string[] {
  return String(text)
    .split(/\r?\n/)
    .map((line) => visible(line.replaceAll("\t", tab)));
}

/**
 * Writes octets as text, one character or escape each: printable US-ASCII as itself, a backslash doubled, all else as
 * `\r`, `\n`, `\t` or `\xNN`.
 *
 * @example
 * visibleOctets(new Uint8Array([0x48, 0x69, 0xe9, 0x0d, 0x0a])) // "Hi\\xe9\\r\\n"
 */
export function visibleOctets(octets: Uint8Array): string {
  return Array.from(octets, (octet) => OCTETS[octet]).join("");
}

const OCTETS = Array.from({ length: 256 }, (_, octet) => {
  const character = String.fromCharCode(octet);
  if (character === "\\") return "\\\\";
  return octet >= 0x20 && octet <= 0x7e ? character : escapeCharacter(character);
});

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\u{${code}}`;
}
