// What several parsers share: octets as text, and pieces of grammar.
//
// Text here is ISO-8859-1, one character per octet: it can hold any octet and loses none.

export const CR = 0x0d;
export const LF = 0x0a;
const SP = 0x20;
const HTAB = 0x09;

/** Octets as text, one character per octet. */
export function decodeLatin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString("latin1");
}

/**
 * Text as octets, one octet per character.
 *
 * @throws {RangeError} When a character is above U+00FF. Dropping its high bits instead would turn U+010A into LF,
 *   and so let a text smuggle a line end onto the wire.
 */
export function encodeLatin1(text: string): Uint8Array {
  const wide = text.search(/[^\0-\xff]/);
  if (wide >= 0) {
    throw new RangeError(
      `Cannot write ${JSON.stringify(text[wide])} at position ${wide} as one octet: expected a character up to U+00FF`,
    );
  }
  const octets = Buffer.from(text, "latin1");
  return new Uint8Array(octets.buffer, octets.byteOffset, octets.length);
}

/** One array that holds all pieces in order; a single piece is returned as it is, not copied. */
export function concatOctets(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : copyOctets(pieces);
}

/** One new array that holds all pieces in order and shares no memory with them. */
export function copyOctets(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

// token = 1*tchar   RFC 9110 §5.6.2
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// No CR, LF or NUL, and nothing that one octet cannot hold   RFC 9110 §5.5
const FIELD_VALUE = /^[^\0\r\n\u0100-\uffff]*$/;

/** Whether `text` is a token: what a method, a field name and a coding's name are. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Whether `text` can be a field value: it ends no line, and each character is one octet. */
export function isFieldValue(text: string): boolean {
  return FIELD_VALUE.test(text);
}

/** The error for a part that would change the structure of the message that it is put into. */
export function refusedPart(part: string, text: string): TypeError {
  return new TypeError(
    `Cannot send the ${part} ${JSON.stringify(text)}: it holds a character that is not allowed there`,
  );
}

/**
 * Removes optional whitespace at both ends. `String.trim` would remove far more.
 *
 * @example
 * trimOws("\t a b ") // "a b"
 */
export function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  // /[\t ]+$/ would begin anew at every blank in the middle: a line of blanks would take its length squared.
  while (start < end && isOws(text.charCodeAt(start))) start += 1;
  while (end > start && isOws(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Whether a character code is one of optional whitespace: OWS = *( SP / HTAB )   RFC 9110 §5.6.3 */
export function isOws(character: number): boolean {
  return character === SP || character === HTAB;
}

/**
 * The members of a list-based field (RFC 9110 §5.6.1), in lower case, empty members left out.
 *
 * @param values Field values of all the field's lines
 *
 * @example
 * listMembers(["keep-alive, Close", ""]) // ["keep-alive", "close"]
 */
export function listMembers(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  const members = values.join(",").toLowerCase().split(",").map(trimOws);
  return members.filter((member) => member !== "");
}
