import type { Report } from "../report.ts";

/** The native record. Its shape is docs/report.schema.json. */
export function writeJson(report: Report): string {
  return jsonText(report);
}

/** JSON that a terminal shows and does not obey: what is no plain text stands as `\uXXXX`, so nothing is lost. */
export function jsonText(value: unknown): string {
  const escaped = JSON.stringify(value, undefined, 2).replace(UNSAFE, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
  return `${escaped}\n`;
}

// JSON.stringify escapes US-ASCII's controls and lone surrogates only. The line ends are its own.
// Of two number signs a build's log would make a command, wherever they stand.
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?<=#)#/gu;
