/** Octets as text, one character per octet: ISO-8859-1, which can hold any octet and lose none. */
export function decodeLatin1(octets: Uint8Array): string {
  if (octets.length <= ARGUMENTS) return characters(octets);
  let text = "";
  for (let start = 0; start < octets.length; start += ARGUMENTS) {
    text += characters(octets.subarray(start, start + ARGUMENTS));
  }
  return text;
}

/** How many arguments a call can safely have. */
const ARGUMENTS = 8192;

// The octets as an array-like of arguments: spread would walk an iterator, at five times the cost.
function characters(octets: Uint8Array): string {
  return String.fromCharCode.apply(null, octets as unknown as number[]);
}

/**
 * Text as octets, one octet per character.
 *
 * @throws {RangeError} When a character is above U+00FF. Dropping its high bits instead would turn U+010A into LF,
 *   and so let a text smuggle a line end onto the wire.
 */
export function encodeLatin1(text: string): Uint8Array {
  const octets = allocate(text.length);
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

// A head is a few hundred octets. Memory of its own for each would cost more than writing it does.
const SLAB_OCTETS = 8192;
let slab = new Uint8Array(SLAB_OCTETS);
let slabUsed = 0;

/** New octets, which share their memory with no others; small ones lie side by side. */
function allocate(octets: number): Uint8Array {
  if (octets > SLAB_OCTETS / 8) return new Uint8Array(octets);
  if (slabUsed + octets > SLAB_OCTETS) {
    slab = new Uint8Array(SLAB_OCTETS);
    slabUsed = 0;
  }
  slabUsed += octets;
  return slab.subarray(slabUsed - octets, slabUsed);
}

/** One array that holds all pieces in order; a single piece is returned as it is, not copied. */
export function concatOctets(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0]! : copyOctets(pieces);
}

/** One new array that holds all pieces in order and shares no memory with them. */
export function copyOctets(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return new Uint8Array(pieces[0]!);
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
