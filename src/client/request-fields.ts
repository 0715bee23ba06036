import { decodeLatin1, type FieldLine } from "../wire/index.ts";

/** A field value: text of ISO-8859-1, a whole number, or octets. */
export type FieldValue = string | number | Uint8Array;

/** Field lines in the order in which they are sent. */
export type RequestHeaders =
  | Readonly<Record<string, FieldValue>>
  | Iterable<readonly [name: string | Uint8Array, value: FieldValue]>;

/** The lines of `headers` as text in which each character stands for one octet. */
export function fieldLines(headers: RequestHeaders): FieldLine[] {
  const entries = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return entries.map(([name, value]) => fieldLine(name, [value]));
}

/**
 * One line.
 *
 * @param values One value; none gives an empty one. http.client folds several onto several lines, which a sender must
 *   not (RFC 9112 §5.2).
 * @throws {TypeError} When a name or value is neither text, a whole number nor octets, or there are several values
 */
export function fieldLine(name: string | Uint8Array, values: readonly FieldValue[]): FieldLine {
  if (values.length > 1) {
    throw new TypeError(
      `Cannot send ${values.length} values in one field line: join them, or send a line for each`,
    );
  }
  return [fieldText(name), values.length === 0 ? "" : fieldText(values[0])];
}

function fieldText(part: unknown): string {
  if (typeof part === "string") return part;
  if (Number.isInteger(part)) return String(part);
  if (part instanceof Uint8Array) return decodeLatin1(part);
  throw new TypeError(`Cannot send ${String(part)} in a field line: expected text, a whole number or octets`);
}
