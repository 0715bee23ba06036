/** Text of ISO-8859-1 octets: each octet is the character of the same number, so nothing is lost. */
export function latin1Text(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString("latin1");
}

/**
 * Octets of ISO-8859-1 text.
 *
 * @throws {RangeError} When a character lies above U+00FF and so has no octet
 *
 * @example
 * latin1Octets("é") // Uint8Array [0xe9]
 */
export function latin1Octets(text: string): Uint8Array {
  const outside = /[^\x00-\xff]/u.exec(text);
  if (outside !== null) {
    const codePoint = outside[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    throw new RangeError(
      `Cannot write "${outside[0]}" (U+${codePoint}) as one octet: ISO-8859-1 ends at U+00FF. ` +
        "Pass a Uint8Array for any other encoding.",
    );
  }
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Octets of UTF-8 text. */
export function utf8Octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Text of UTF-8 octets, a byte order mark kept, or `undefined` when they are not UTF-8. */
export function utf8Text(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

/** Text of octets that should be UTF-8, a byte order mark kept; what is not becomes U+FFFD. */
export function lenientUtf8Text(octets: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets);
}

export function joinOctets(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
