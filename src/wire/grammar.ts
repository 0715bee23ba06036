// The pieces of grammar that several parsers share.

// token = 1*tchar   RFC 9110 §5.6.2
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// No CR, LF or NUL, and nothing that one octet cannot hold   RFC 9110 §5.5
const FIELD_VALUE = /^[^\0\r\n\u0100-\uffff]*$/;

// OWS = *( SP / HTAB )   RFC 9110 §5.6.3. String.trim would take far more than that.
const OWS_AROUND = /^[\t ]+|[\t ]+$/g;

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

export function isFieldValue(text: string): boolean {
  return FIELD_VALUE.test(text);
}

/** Removes optional whitespace, SP and HTAB, at both ends. */
export function trimOws(text: string): string {
  return text.replace(OWS_AROUND, "");
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
  return values
    .flatMap((value) => value.split(","))
    .map((member) => trimOws(member).toLowerCase())
    .filter((member) => member !== "");
}
