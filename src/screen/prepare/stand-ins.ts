import { columns } from "../line.ts";
import { visible } from "../visible.ts";

// The private use area: no markup, and no question of width, has anything to do with these.
const FIRST = 0xe000;

/** A run of stand-ins. */
export const STAND_INS = /([\ue000-\uf8ff]+)/;

/**
 * Private characters that stand in for a text while it is laid out: one for each column that it takes in a terminal. So
 * a program that counts characters and looks for markup counts right and finds none.
 *
 * @example
 * const standIns = new StandIns();
 * standIns.textOf(standIns.for("*漢*")) // "*漢*", by way of four characters
 */
export class StandIns {
  readonly #texts: string[] = [];
  readonly #known = new Map<string, string>();

  /** Control characters come out as visible escapes. */
  for(text: string): string {
    const graphemes = new Intl.Segmenter("en").segment(visible(text));
    return Array.from(graphemes, ({ segment }) => this.#known.get(segment) ?? this.#add(segment)).join("");
  }

  /** The text for which a run of stand-ins stands. */
  textOf(run: string): string {
    return Array.from(run, (each) => this.#texts[each.charCodeAt(0) - FIRST] ?? "").join("");
  }

  #add(grapheme: string): string {
    const code = FIRST + this.#texts.length;
    const codes = Array.from({ length: Math.max(1, columns(grapheme)) }, (_, column) => code + column);
    // The first column of a wide character stands for all of it.
    this.#texts.push(...codes.map((each) => (each === code ? grapheme : "")));
    const run = String.fromCharCode(...codes);
    this.#known.set(grapheme, run);
    return run;
  }
}
