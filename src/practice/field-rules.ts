import { Refusal } from "./refusal.ts";
import { type Field, isToken } from "./request-head.ts";

// field-value holds no control character but HTAB (RFC 9110 §5.5), and here no character without an octet.
const NOT_IN_FIELD_VALUE = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * Holds that a field which a request asked for may be sent: with a CR or LF in it, it would be a way to write
 * whole responses (RFC 9110 §5.5).
 *
 * @throws {Refusal} 400
 */
export function checkField([name, value]: Field): void {
  if (!isToken(name)) {
    throw new Refusal(
      400,
      `Cannot send the field name ${JSON.stringify(name)}: expected a token (RFC 9110 §5.1).`,
    );
  }
  if (NOT_IN_FIELD_VALUE.test(value)) {
    throw new Refusal(
      400,
      `Cannot send the field value ${JSON.stringify(value)}: CR, LF, NUL, other control characters ` +
        "and characters beyond U+00FF are not allowed (RFC 9110 §5.5).",
    );
  }
}
