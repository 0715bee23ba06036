// Lesson 5, sending data: one right answer. Yours may look different and be as right.
import { HTTPConnection } from "#client";

/** What a request carries, and the field lines that describe it. */
export interface RequestContent {
  /** What goes onto the wire after the empty line. */
  readonly octets: Uint8Array;
  /** `Content-Type` and `Content-Length`: `[["Content-Type", "text/plain"], ["Content-Length", "2"]]`. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What `/post` and `/anything` answer, as httpbin.org does; here the parts that tell of the content. */
export interface Echo {
  /** The content as text; `""` for a form. */
  readonly data: string;
  /** The names and values of a form; a name that stands there twice has a list. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** The value, where `data` is JSON; else null. */
  readonly json: unknown;
}

/** The answer to a POST did not say that something new exists. Complete as it is. */
export class NotCreated extends Error {
  override readonly name = "NotCreated";
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`Expected the status code 201 and got ${statusCode}`);
    this.statusCode = statusCode;
  }
}

/**
 * Task 1. Makes a request's content of a value: its JSON in UTF-8, and the two fields that describe it.
 *
 * @param value Anything that JSON has
 * @returns The octets; `fields` has Content-Type `application/json` and the Content-Length, in any order
 * @throws {TypeError} When JSON has no such value, as for `undefined`
 */
export function jsonBody(value: unknown): RequestContent {
  // The types do not say so, but this is undefined for what JSON does not have.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined)
    throw new TypeError(`Cannot write ${String(value)} as JSON: JSON has no such value`);
  // JSON that travels is UTF-8 (RFC 8259 §8.1). A TextEncoder writes nothing else.
  const octets = new TextEncoder().encode(text);
  const type = ["Content-Type", "application/json"] as const;
  // The length of the octets: that of the text counts something else, and is less where a letter is not ASCII.
  const length = ["Content-Length", String(octets.length)] as const;
  return { octets, fields: [type, length] };
}

/**
 * Task 2. Makes a request's content of the names and values of a form. Their order stays, and so do names that stand
 * there twice.
 *
 * @param pairs Names and values, as a person has typed them
 * @returns The octets; `fields` has Content-Type `application/x-www-form-urlencoded` and the Content-Length
 */
export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  // Made of pairs, and not of an object, it keeps every one of them. It writes a space as "+" and a "+" as "%2B".
  const form = new URLSearchParams(pairs);
  const octets = new TextEncoder().encode(form.toString());
  const type = ["Content-Type", "application/x-www-form-urlencoded"] as const;
  const length = ["Content-Length", String(octets.length)] as const;
  return { octets, fields: [type, length] };
}

/**
 * Task 3. Sends a value as JSON by POST to `path`, which echoes, and returns what stands under `json` in the answer:
 * the value, as the service has read it. The connection is closed whatever happens; errors of the client go on to the
 * caller.
 *
 * @param value Anything that JSON has
 */
export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    // Octets, not text: the client would send a text as ISO-8859-1. Who gives octets need not say their length either:
    // the client counts them. The type it never guesses.
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    const response = await connection.getResponse();
    const echo: Echo = JSON.parse(new TextDecoder().decode(await response.read()));
    // `data` has the JSON as text, which has to be parsed once more; `json` is what the service made of it.
    return echo.json;
  } finally {
    connection.close();
  }
}

/**
 * Task 4, stretch. Sends a value as JSON by POST to `/items`, then GETs what was created, and returns its JSON. The
 * Location of the 201 says where it is: a path, a whole URL of the same host, or a reference relative to `/items`.
 * Without a Location it is `/items` itself (RFC 9110 §15.3.2). The connection is closed whatever happens; errors of
 * the client go on to the caller.
 *
 * @param value Anything that JSON has
 * @throws {NotCreated} When the answer to the POST is not a 201, a 200 included; then no GET is sent
 */
export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", "/items", { body, headers: { "Content-Type": "application/json" } });
    const created = await connection.getResponse();
    // A 200 says that it was done, and a 202 that it will be: neither has made anything that could be read back.
    if (created.status !== 201) throw new NotCreated(created.status);
    // What comes next on this connection is the next response only when this one was read to its end.
    await created.read();
    // new URL() does what RFC 9110 §10.2.2 asks for: it resolves against the URL of the request. "" is that URL itself.
    const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
    await connection.request("GET", pathname + search);
    const response = await connection.getResponse();
    return JSON.parse(new TextDecoder().decode(await response.read()));
  } finally {
    connection.close();
  }
}
