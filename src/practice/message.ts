import { type LineRule, OctetQueue } from "./octet-queue.ts";
import { latin1Text } from "./octets.ts";
import { Refusal } from "./refusal.ts";
import { type Field, parseFieldLine } from "./request-head.ts";

/** What one request may cost, in octets. */
export const requestLimits = {
  requestLine: 8 * 1024,
  /** Request-line and field section together. */
  head: 16 * 1024,
  content: 1024 * 1024,
  /** A chunk-size with its extensions. */
  chunkLine: 1024,
  trailers: 16 * 1024,
  /** Everything, chunk framing included. */
  message: 8 * 1024 * 1024,
} as const;

/** A piece that may not have arrived whole: yields `undefined` for "more octets, please", returns the piece. */
export type Reading<T> = Generator<undefined, T>;

/** The request being read, piece by piece; it keeps its octets as they came. */
export class Message {
  /** `""` until it was read. */
  method = "";
  readonly #input: OctetQueue;
  readonly #kept = new OctetQueue();

  constructor(input: OctetQueue) {
    this.#input = input;
  }

  /** How many octets were read so far. */
  get length(): number {
    return this.#kept.length;
  }

  takeOctets(): Uint8Array {
    return this.#kept.takeAll();
  }

  /** Reads a line, and returns it without its CRLF. */
  *readLine(rule: LineRule): Reading<string> {
    for (;;) {
      const line = this.#input.takeLine(rule);
      if (line !== undefined) {
        this.#keep(line);
        return latin1Text(line.subarray(0, -2));
      }
      if (this.#input.ended) {
        throw new Refusal(400, `The request ended inside the ${rule.name}. Usual cause: ${endCause(rule)}`);
      }
      yield undefined;
    }
  }

  /** Reads field lines up to and with the empty line; `rule` bounds all of them together. */
  *readFieldSection(rule: LineRule): Reading<Field[]> {
    const fields: Field[] = [];
    const most = this.length + rule.mostOctets;
    for (;;) {
      const line = yield* this.readLine({ ...rule, mostOctets: most - this.length });
      if (line === "") return fields;
      fields.push(parseFieldLine(line));
    }
  }

  /** Reads so many octets into `content`. */
  *readOctets(octets: number, content: OctetQueue): Reading<void> {
    let missing = octets;
    while (missing > 0) {
      const part = this.#input.take(missing);
      if (part !== undefined) {
        this.#keep(part);
        content.push(part);
        missing -= part.length;
      } else if (this.#input.ended) {
        throw new Refusal(
          400,
          `The request ended after ${octets - missing} of ${octets} octets. ` +
            "Usual cause: a length that counts characters in place of octets.",
        );
      } else {
        yield undefined;
      }
    }
  }

  #keep(octets: Uint8Array): void {
    if (this.length + octets.length > requestLimits.message) {
      throw new Refusal(413, `The request is longer than the ${requestLimits.message} octets read here.`);
    }
    this.#kept.push(octets);
  }
}

function endCause({ name }: LineRule): string {
  switch (name) {
    case "field section":
      return "the empty line after the field lines is missing.";
    case "chunk-size":
    case "trailer section":
      return "the last-chunk, or the empty line after it, is missing.";
    default:
      return "its CRLF is missing.";
  }
}
