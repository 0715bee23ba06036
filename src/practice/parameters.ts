import { Refusal } from "./refusal.ts";
import type { Field } from "./request-head.ts";

/** The numbers that are allowed, both ends included. */
export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

// What Python's int() and float() take for a number is more; nobody types it.
const WHOLE_NUMBER = /^[+-]?\d+$/;
const DECIMAL_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Parameters of a request by name, read and checked in one place, so that a handler reads as its purpose.
 * Of several with one name the first counts, as in httpbin.
 *
 * A method without `fallback` demands the parameter.
 *
 * @throws {Refusal} 400 that names the parameter, its value and what was expected; from every method but `has` and `pairs`
 */
export class Parameters {
  readonly pairs: readonly Field[];

  constructor(pairs: readonly Field[]) {
    this.pairs = pairs;
  }

  /** The same with names in lower case, where httpbin reads them in any. */
  inAnyCase(): Parameters {
    return new Parameters(this.pairs.map(([name, value]) => [name.toLowerCase(), value]));
  }

  has(name: string): boolean {
    return this.pairs.some(([other]) => other === name);
  }

  text(name: string, fallback?: string): string {
    const value = this.pairs.find(([other]) => other === name)?.[1] ?? fallback;
    if (value === undefined) throw new Refusal(400, `The parameter ${name} is missing.`);
    return value;
  }

  /** `1`, `t` and `true` mean yes, anything else no, as in httpbin. */
  flag(name: string): boolean {
    return ["1", "t", "true"].includes(this.text(name, "").toLowerCase());
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[], fallback?: Choice): Choice {
    const value = this.text(name, fallback);
    const choice = choices.find((other) => other === value);
    if (choice === undefined) throw unreadable(name, value, choices.join(" or "));
    return choice;
  }

  wholeNumber(name: string, bounds: Bounds = {}, fallback?: number): number {
    return this.#number(name, WHOLE_NUMBER, "a whole number", bounds, fallback);
  }

  number(name: string, bounds: Bounds = {}, fallback?: number): number {
    return this.#number(name, DECIMAL_NUMBER, "a number", bounds, fallback);
  }

  /** What random numbers are drawn from: a whole number of up to 100 digits. */
  seed(name: string, fallback?: string): bigint {
    const text = this.text(name, fallback);
    if (!/^-?\d{1,100}$/.test(text)) throw unreadable(name, text, "a whole number of up to 100 digits");
    return BigInt(text);
  }

  /** Seconds, or with their unit as `200ms` or `2s`; returned as milliseconds. */
  milliseconds(name: string, mostSeconds: number, fallbackSeconds?: number): number {
    const text = this.text(name, fallbackSeconds === undefined ? undefined : String(fallbackSeconds));
    const [, number = "", unit] = /^(.*?)(ms|s)?$/s.exec(text) ?? [];
    const value = DECIMAL_NUMBER.test(number) ? Number(number) * (unit === "ms" ? 1 : 1000) : Number.NaN;
    if (!(value >= 0 && value <= 1000 * mostSeconds)) {
      throw unreadable(name, text, `seconds from 0 to ${mostSeconds}`);
    }
    return value;
  }

  #number(name: string, grammar: RegExp, kind: string, bounds: Bounds, fallback?: number): number {
    const text = this.text(name, fallback === undefined ? undefined : String(fallback));
    const { least = -Number.MAX_VALUE, most = Number.MAX_VALUE } = bounds;
    const value = grammar.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw unreadable(name, text, `${kind}${inWords(bounds)}`);
    return value;
  }
}

function unreadable(name: string, value: string, expected: string): Refusal {
  return new Refusal(400, `Cannot read the parameter ${name} "${shortened(value)}": expected ${expected}.`);
}

function inWords({ least, most }: Bounds): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return `, at least ${least}`;
  return most === undefined ? "" : `, at most ${most}`;
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
