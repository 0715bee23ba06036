// The pieces of grammar that several parsers share.

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
 * Removes optional whitespace at both ends.
 *
 * @example
 * trimOws("\t a b ") // "a b"
 */
export function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  // /[\t ]+$/ would begin anew at every blank in the middle: a line of blanks would take its length squared.
  while (start < end && isOws(text[start])) start += 1;
  while (end > start && isOws(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

// OWS = *( SP / HTAB )   RFC 9110 §5.6.3. String.trim would take far more than that.
function isOws(character: string | undefined): boolean {
  return character === " " || character === "\t";
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
  const members: string[] = [];
  for (const value of values) {
    for (const member of value.split(",")) {
      const text = trimOws(member);
      if (text !== "") members.push(text.toLowerCase());
    }
  }
  return members;
}
