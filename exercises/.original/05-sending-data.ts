// Lesson 5, sending data. The tasks stand in lessons/05-sending-data.md; each function says what it promises.
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
  // TODO: Task 1. Return the octets of `text`, and the two fields that describe them.
  throw new Error(`Task 1 is not written yet: jsonBody(${text})`);
}

/**
 * Task 2. Makes a request's content of the names and values of a form. Their order stays, and so do names that stand
 * there twice.
 *
 * @param pairs Names and values, as a person has typed them
 * @returns The octets; `fields` has Content-Type `application/x-www-form-urlencoded` and the Content-Length
 */
export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  // TODO: Task 2
  throw new Error(`Task 2 is not written yet: formBody(${JSON.stringify(pairs)})`);
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
    // TODO: Task 3. Send the request; the answer is JSON, and an `Echo`.
    throw new Error(
      `Task 3 is not written yet: postJson(${JSON.stringify(host)}, ${port}, ${JSON.stringify(path)}, ${JSON.stringify(value)})`,
    );
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
    // TODO: Task 4
    throw new Error(
      `Task 4 is not written yet: createThenRead(${JSON.stringify(host)}, ${port}, ${JSON.stringify(value)})`,
    );
  } finally {
    connection.close();
  }
}
