/** The words of the course, from `lessons/words.md`: each a heading, what it means, and where that is from. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MalformedLesson } from "./errors.ts";
import type { GlossaryWord } from "./lesson.ts";
import { type Block, blocksOf, linesOf, type Refuse, textOf } from "./markdown.ts";

/** From the course's root. */
export const GLOSSARY_FILE = "lessons/words.md";

/**
 * Reads the course's glossary.
 *
 * @returns In the order of the file; `[]` for a course without one
 * @throws {MalformedLesson} When an entry does not have an entry's shape
 */
export async function loadGlossary(root: string): Promise<GlossaryWord[]> {
  const markdown = await readFile(join(root, GLOSSARY_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return parseGlossary(markdown);
}

/**
 * Reads a glossary's Markdown. An entry is a second-level heading, the meaning, and a last line with its origin.
 *
 * @throws {MalformedLesson} When an entry does not have this shape
 *
 * @example
 * parseGlossary("## octet\n\nEight bits.\n\nRFC 9110 §2.1, lesson 3.\n")
 * // [{ word: "octet", meaning: "Eight bits.", reference: "RFC 9110 §2.1", lesson: 3, line: 1 }]
 */
export function parseGlossary(markdown: string): GlossaryWord[] {
  const refuse: Refuse = (line, problem) => {
    throw new MalformedLesson(GLOSSARY_FILE, line, problem);
  };
  return blocksOf(linesOf(markdown, refuse), 2).blocks.map((block) => parseWord(block, refuse));
}

const ORIGIN = /^(?:(RFC \d+(?: §[\d.]*\d)?), lesson|Lesson) (\d+)\.$/;

function parseWord({ heading, title, body }: Block, refuse: Refuse): GlossaryWord {
  const last = body.findLastIndex(({ text }) => text.trim() !== "");
  const meaning = textOf(body.slice(0, Math.max(0, last)));
  const [, reference, lesson] = ORIGIN.exec(body[last]?.text.trim() ?? "") ?? [];
  if (lesson === undefined || meaning === "") {
    return refuse(
      heading.number,
      `Below "${title}" stand its meaning and, as a last line, "RFC 9112 §7.1, lesson 10." or "Lesson 1."`,
    );
  }
  return {
    word: title,
    meaning,
    ...(reference !== undefined && { reference }),
    lesson: Number(lesson),
    line: heading.number,
  };
}

/**
 * Finds words by what a person types: a whole word, or the beginning of some. Letter case makes no difference, nor does
 * a space for a hyphen.
 *
 * @returns The word itself where it is one; else all that begin so, in their order
 */
export function findWords(words: readonly GlossaryWord[], typed: string): GlossaryWord[] {
  const wanted = alike(typed);
  const word = words.find((each) => alike(each.word) === wanted);
  return word === undefined ? words.filter((each) => alike(each.word).startsWith(wanted)) : [word];
}

const MOST_NEAR = 3;

/** The words that are most like one that is not there, the nearest first. */
export function nearestWords(words: readonly GlossaryWord[], typed: string): string[] {
  const wanted = pairsOf(alike(typed));
  return words
    .map(({ word }) => ({ word, likeness: likeness(wanted, pairsOf(alike(word))) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, MOST_NEAR)
    .map(({ word }) => word);
}

function alike(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
}

/** The pairs of neighbouring letters, which two words share when one is a slip of the other. */
function pairsOf(word: string): ReadonlySet<string> {
  const padded = ` ${word} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2)));
}

/** Of 1, how much two words have in common (the coefficient of Dice). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}
