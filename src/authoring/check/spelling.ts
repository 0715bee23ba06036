/**
 * Spelling, in British English, of everything that a person reads: Markdown, and the comments, names and sentences of the
 * code. Nothing is fetched: the dictionaries are packages.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type CSpellSettings,
  getDefaultSettings,
  mergeSettings,
  spellCheckDocument,
  suggestionsForWord,
} from "cspell-lib";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lineAt, proseOf } from "./prose.ts";
import { type SourceFile, sourceFiles } from "./source-files.ts";

/** Words that are right and in no dictionary: in lower case, one a line, sorted. */
const WORDS_FILE = "docs/spelling.txt";

// The project's own tests quote every kind of octets.
const FILES = /\.md$|^(?:src|solutions|exercises|test\/graders)\/.*\.ts$/;
const DICTIONARIES: CSpellSettings = { language: "en-GB", minWordLength: 3 };

// Sample pages in several languages, and texts in a cipher.
const FOREIGN = /^src\/practice\/endpoints\/documents\.ts$/;

export const spelling: CourseCheck = {
  name: "spelling",
  demands: `Words are spelt as in Britain, or stand in ${WORDS_FILE}`,
  async find({ root }) {
    const [files, ownWords] = await Promise.all([sourceFiles(root, FILES), loadOwnWords(root)]);
    const settings = mergeSettings(await getDefaultSettings(), DICTIONARIES);
    const looked = files.filter(({ file }) => !FOREIGN.test(file));
    const unknown = (await Promise.all(looked.map((file) => unknownWords(file, settings)))).flat();
    const isOwn = ({ word }: UnknownWord) => ownWords.includes(word);
    const problems = await Promise.all(
      unknown.filter((word) => !isOwn(word)).map((word) => problemOf(word, settings)),
    );
    return [...problems, ...listProblems(ownWords, new Set(unknown.map(({ word }) => word)))];
  },
};

async function loadOwnWords(root: string): Promise<string[]> {
  const text = await readFile(join(root, WORDS_FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").filter((line) => line !== "");
}

/** A word that no dictionary has. */
interface UnknownWord {
  readonly file: string;
  readonly line: number;
  /** In lower case, without a possessive `'s`. */
  readonly word: string;
}

async function unknownWords({ file, text }: SourceFile, settings: CSpellSettings): Promise<UnknownWord[]> {
  const isMarkdown = file.endsWith(".md");
  const document = {
    uri: `file:///${file}`,
    // Prose is held to the dictionaries of English; code to those of programs too.
    text: isMarkdown ? proseOf(text) : text,
    languageId: isMarkdown ? "plaintext" : "typescript",
  };
  const { issues } = await spellCheckDocument(document, { noConfigSearch: true }, settings);
  return issues.map(({ text: found, offset }) => ({
    file,
    line: lineAt(text, offset),
    word: found.toLowerCase().replace(/['’]s$/, ""),
  }));
}

async function problemOf(
  { file, line, word }: UnknownWord,
  settings: CSpellSettings,
): Promise<CourseProblem> {
  const { suggestions } = await suggestionsForWord(word, { numSuggestions: 3 }, settings);
  const right = suggestions.map((suggestion) => suggestion.word);
  const advice = right.length === 0 ? "Mend it" : `Write ${OR.format(right)}`;
  return {
    file,
    line,
    problem: `"${word}" is in no dictionary.`,
    advice: `${advice}, or add it to ${WORDS_FILE}.`,
  };
}

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** The list of own words is sorted, and each of them is needed. */
function listProblems(words: readonly string[], needed: ReadonlySet<string>): CourseProblem[] {
  return words.flatMap((word, index): CourseProblem[] => {
    const at = { file: WORDS_FILE, line: index + 1 };
    const before = words[index - 1];
    if (before !== undefined && before >= word) {
      const advice = "Sort the list, and keep each word once.";
      return [{ ...at, problem: `"${word}" stands behind "${before}".`, advice }];
    }
    if (needed.has(word)) return [];
    const problem = `"${word}" is used nowhere, or a dictionary has it.`;
    return [{ ...at, problem, advice: "Take it off the list." }];
  });
}
