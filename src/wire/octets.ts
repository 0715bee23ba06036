/** Octets as text, one character per octet: ISO-8859-1, which can hold any octet and lose none. */
export function decodeLatin1(octets: Uint8Array): string {
  let text = "";
  for (let start = 0; start < octets.length; start += 8192) {
    text += String.fromCharCode(...octets.subarray(start, start + 8192));
  }
  return text;
}

/**
 * Text as octets, one octet per character.
 *
 * @throws {RangeError} When a character is above U+00FF. Dropping its high bits instead would turn U+010A into LF,
 *   and so let a text smuggle a line end onto the wire.
 */
export function encodeLatin1(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) {
      throw new RangeError(
        `Cannot write ${JSON.stringify(text[index])} at position ${index} as one octet: expected a character up to U+00FF`,
      );
    }
    octets[index] = code;
  }
  return octets;
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

export const CR = 0x0d;
export const LF = 0x0a;
