/** What a Range asks for: `bytes=first-last`, `bytes=first-`, or `bytes=-last` for so many octets at the end. */
export interface AskedRange {
  readonly first?: number;
  readonly last?: number;
}

/** Positions of octets, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

// range-spec = first-pos "-" [ last-pos ] / "-" suffix-length   RFC 9110 §14.1.1
const ONE_RANGE = /^bytes=(\d*)-(\d*)$/i;

/**
 * Reads a Range of one part.
 *
 * @returns `undefined` for several parts, another unit, or what is no range: the field is then ignored (RFC 9110 §14.2)
 */
export function parseRange(value: string | undefined): AskedRange | undefined {
  const [, first = "", last = ""] = ONE_RANGE.exec(value ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  return { ...(first !== "" && { first: Number(first) }), ...(last !== "" && { last: Number(last) }) };
}

/**
 * The octets that are asked for, of `octets` in all. What lies beyond the end is left as it is: whether that is
 * an error is where httpbin and RFC 9110 differ.
 */
export function positions({ first, last }: AskedRange, octets: number): ByteRange {
  if (first === undefined) return { first: Math.max(0, octets - (last ?? 0)), last: octets - 1 };
  return { first, last: last ?? octets - 1 };
}

/** Whether If-Range lets the Range count: the client's part is of what the service has now (RFC 9110 §13.1.5). */
export function isSameVersion(ifRange: string | undefined, entityTag: string): boolean {
  return ifRange === undefined || unquoted(ifRange) === unquoted(entityTag);
}

// httpbin writes entity-tags without their quotes. A weak one, W/"…", equals none here.
function unquoted(entityTag: string): string {
  return entityTag.replace(/^"(.*)"$/, "$1");
}
