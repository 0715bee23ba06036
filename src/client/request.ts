import { encodeLatin1, type FieldLine } from "../wire/index.ts";

/** The content of a request: octets, or text that ISO-8859-1 can hold. */
export type RequestBody = string | Uint8Array;

/** Field lines in the order in which they are sent. */
export type RequestHeaders = Readonly<Record<string, string>> | Iterable<FieldLine>;

// Methods that say Content-Length: 0 when they have no content, as http.client does.
const METHODS_EXPECTING_BODY = new Set(["PATCH", "POST", "PUT"]);

export function fieldLines(headers: RequestHeaders): FieldLine[] {
  return Symbol.iterator in headers ? [...headers] : Object.entries(headers);
}

/**
 * The octets of a body. Text is ISO-8859-1, as in http.client.
 *
 * @throws {TypeError} When it is neither octets nor text
 * @throws {RangeError} When the text holds a character that ISO-8859-1 does not have
 */
export function bodyOctets(body: RequestBody | undefined): Uint8Array | undefined {
  if (body === undefined || body instanceof Uint8Array) return body;
  if (typeof body !== "string") {
    throw new TypeError("Cannot send this body: expected octets (a Uint8Array) or text");
  }
  try {
    return encodeLatin1(body);
  } catch (cause) {
    throw new RangeError(
      "Cannot send this text as a body: pass octets, for example new TextEncoder().encode(text)",
      { cause },
    );
  }
}

/** The fields that the client adds in front of the caller's, where the caller has not set them. */
export function automaticFields(
  method: string,
  body: Uint8Array | undefined,
  own: readonly FieldLine[],
): FieldLine[] {
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  const automatic: FieldLine[] = [];
  // http.client decodes no content coding, and so asks for none.
  if (!names.has("accept-encoding")) automatic.push(["Accept-Encoding", "identity"]);
  const octets = body?.length ?? (METHODS_EXPECTING_BODY.has(method.toUpperCase()) ? 0 : undefined);
  if (octets !== undefined && !names.has("content-length") && !names.has("transfer-encoding")) {
    automatic.push(["Content-Length", String(octets)]);
  }
  return automatic;
}
