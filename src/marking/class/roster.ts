// Who should have handed something in: a list of names, as a teacher has it, beside what is there.

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { NotReadable } from "../intake/entry.ts";

/** Names, each once, as they stand in the file. */
export type Roster = readonly string[];

/**
 * Reads a roster: a name on each line; of a table (.csv, .tsv) the first column.
 *
 * @throws {NotReadable} When it cannot be read, or has no name in it
 */
export function loadRoster(file: string): Roster {
  const isTable = /^\.[ct]sv$/i.test(extname(file));
  const names = parseRoster(textOf(file), isTable);
  if (names.length === 0) throw new NotReadable("There is no name in it.");
  return names;
}

function textOf(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new NotReadable("It is not UTF-8.");
    throw new NotReadable(code === "ENOENT" ? "It is not there." : `It cannot be read: ${code}.`);
  }
}

/**
 * @param isTable Whether each line is a row of cells, with commas, semicolons or tabs between them
 *
 * @example
 * parseRoster('Name,Group\r\n"Lovelace, Ada",2\r\n', true) // ["Lovelace, Ada"]
 */
export function parseRoster(text: string, isTable: boolean): Roster {
  const lines = isTable ? firstCells(text) : text.split(/\r\n?|\n/);
  const names = lines.map((line) => line.trim());
  const [first = ""] = names;
  const isHeading = isTable && HEADING.test(first);
  const named = names.slice(isHeading ? 1 : 0).filter((name) => name !== "");
  return [...new Map(named.map((name) => [folded(name), name])).values()];
}

// What platforms write above the first column of a class list.
const HEADING =
  /^(?:learner|student|identifier|id|(?:full |first |last )?name|(?:github_)?user ?name|login|e-?mail(?: address)?)$/i;

const CELL = String.raw`"(?:[^"]|"")*"|[^,;\t\r\n]*`;
// A quoted cell may have line ends in it (RFC 4180).
const ROW = new RegExp(String.raw`(${CELL})(?:[,;\t](?:${CELL}))*[^\r\n]*(?:\r\n?|\n|$)`, "y");

function firstCells(text: string): string[] {
  const cells: string[] = [];
  ROW.lastIndex = 0;
  while (ROW.lastIndex < text.length) {
    const [, cell = ""] = ROW.exec(text)!;
    cells.push(/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  }
  return cells;
}

/** A roster beside the submissions. */
export interface ComparedRoster {
  /** Who is on it and handed nothing in. */
  readonly absent: readonly string[];
  /** Whose submission is there, and who is not on it. */
  readonly strangers: ReadonlySet<string>;
}

/**
 * Platforms put more behind a name, and an underscore between: `Ada Lovelace_4711_file` is of Ada Lovelace.
 *
 * @param learners Names of the submissions
 *
 * @example
 * compareRoster(["ada", "ben"], ["Ada_4711_file", "eve"]) // { absent: ["ben"], strangers: Set { "eve" } }
 */
export function compareRoster(roster: Roster, learners: readonly string[]): ComparedRoster {
  const left = new Map(roster.map((name) => [folded(name), name]));
  const known = new Set(left.keys());
  const strangers = new Set<string>();
  for (const learner of learners) {
    const name = namesFor(learner).find((each) => known.has(each));
    if (name === undefined) strangers.add(learner);
    else left.delete(name);
  }
  return { absent: [...left.values()], strangers };
}

/** The whole name, then without what stands behind its last underscore, and so on. */
function namesFor(learner: string): string[] {
  const parts = folded(learner).split("_");
  return parts.map((_, index) =>
    parts
      .slice(0, parts.length - index)
      .join("_")
      .trimEnd(),
  );
}

/** Alike for whoever reads them: systems and platforms differ in case, accents as characters, and spaces. */
function folded(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
}
