import { Refusal } from "./refusal.ts";

const LF = 0x0a;
const CR = 0x0d;

/** What a line is, for error messages, and how long it may be with its CRLF. */
export interface LineRule {
  /** `"request-line"`, `"field section"`, … */
  readonly name: string;
  readonly mostOctets: number;
  /** Status code that answers a longer one. */
  readonly tooLong: number;
}

/**
 * Octets that arrived and were not read yet.
 *
 * Every rule here is checked octet by octet, never piece by piece, so that the same octets give the
 * same lines and the same refusals however TCP cut them.
 */
export class OctetQueue {
  /** The client will send nothing more. */
  ended = false;

  // The unread octets are #space[#start, #end); of these, #scanned are known to hold no line's end.
  #space = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #scanned = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(octets: Uint8Array): void {
    if (this.#end + octets.length > this.#space.length) this.#makeRoom(octets.length);
    this.#space.set(octets, this.#end);
    this.#end += octets.length;
  }

  /** Takes up to `most` octets, or `undefined` when none are there. */
  take(most: number): Uint8Array | undefined {
    const octets = this.#space.slice(this.#start, Math.min(this.#end, this.#start + most));
    this.#start += octets.length;
    this.#scanned = 0;
    return octets.length === 0 ? undefined : octets;
  }

  takeAll(): Uint8Array {
    return this.take(this.length) ?? new Uint8Array(0);
  }

  /**
   * Takes a line with its CRLF, or `undefined` when its end has not arrived.
   *
   * @throws {Refusal} For a bare CR or LF, a control character, or more octets than the rule allows;
   * at once, before the line's end
   */
  takeLine(rule: LineRule): Uint8Array | undefined {
    while (this.#scanned < this.length) {
      const octet = this.#space[this.#start + this.#scanned]!;
      const before = this.#scanned === 0 ? undefined : this.#space[this.#start + this.#scanned - 1];
      this.#scanned += 1;
      checkLineOctet(rule, octet, before, this.#scanned);
      if (octet === LF) return this.take(this.#scanned);
    }
    return undefined;
  }

  #makeRoom(octets: number): void {
    const space = new Uint8Array(Math.max(1024, 2 * (this.length + octets)));
    space.set(this.#space.subarray(this.#start, this.#end));
    this.#end = this.length;
    this.#start = 0;
    this.#space = space;
  }
}

function checkLineOctet(rule: LineRule, octet: number, before: number | undefined, length: number): void {
  const { name } = rule;
  if (length > rule.mostOctets) {
    throw new Refusal(rule.tooLong, `The ${name} is longer than the ${rule.mostOctets} octets left for it.`);
  }
  if (octet === LF && before !== CR) {
    // A recipient MAY take a bare LF for CRLF (RFC 9112 §2.2). This one refuses, so that the mistake is seen.
    throw new Refusal(
      400,
      `A line of the ${name} ends with LF alone: expected CRLF (RFC 9112 §2.2). ` +
        'Usual cause: "\\n" in place of "\\r\\n".',
    );
  }
  if (before === CR && octet !== LF) {
    throw new Refusal(400, `A CR without LF stands in the ${name}: expected CRLF (RFC 9112 §2.2).`);
  }
  if (isControl(octet) && octet !== LF && octet !== CR) {
    const hex = octet.toString(16).padStart(2, "0");
    throw new Refusal(
      400,
      `The control character 0x${hex} stands in the ${name}: ${controlCause(rule, octet, length)}`,
    );
  }
}

// HTAB is the one control character that field values may hold (RFC 9110 §5.5).
function isControl(octet: number): boolean {
  return (octet < 0x20 && octet !== 0x09) || octet === 0x7f;
}

function controlCause(rule: LineRule, octet: number, length: number): string {
  const isTlsHandshake = rule.name === "request-line" && octet === 0x16 && length === 1;
  return isTlsHandshake
    ? "this looks like a TLS handshake. Usual cause: https:// to a port that speaks http://."
    : "expected text (RFC 9110 §5.5).";
}
