/**
 * The glossary and the lessons fit together. In a lesson bold stands for a new term, and a new term links to the glossary;
 * in the glossary each word names the lesson that introduces it.
 */
import { Lexer, type Token, type Tokens, walkTokens } from "marked";
import { GLOSSARY_FILE, type GlossaryWord, loadGlossary, MalformedLesson } from "../../course/index.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lessonFiles, type SourceFile } from "./source-files.ts";

export const glossary: CourseCheck = {
  name: "glossary",
  demands:
    "Each new term of a lesson is a word of the glossary, and each of its words is introduced where it says",
  async find({ root, slugs }) {
    try {
      const [words, lessons] = await Promise.all([loadGlossary(root), lessonFiles(root, slugs)]);
      return [...orderProblems(words), ...lessons.flatMap((lesson) => lessonProblems(lesson, words))];
    } catch (error) {
      if (!(error instanceof MalformedLesson)) throw error;
      const { file, line, message } = error;
      const problem = message.slice(`${file}:${line}: `.length);
      return [{ file, line, problem, advice: "Write the entry as the others are written." }];
    }
  },
};

function orderProblems(words: readonly GlossaryWord[]): CourseProblem[] {
  return words.slice(1).flatMap(({ word, line }, index): CourseProblem[] => {
    const before = words[index]!.word;
    const order = before.localeCompare(word, "en", { sensitivity: "base" });
    if (order < 0) return [];
    const problem = order === 0 ? `"${word}" stands here twice.` : `"${word}" stands behind "${before}".`;
    return [
      { file: GLOSSARY_FILE, line, problem, advice: "Sort the words by the alphabet, each of them once." },
    ];
  });
}

function lessonProblems({ file, text }: SourceFile, words: readonly GlossaryWord[]): CourseProblem[] {
  const number = Number(/\d+/.exec(file)?.[0]);
  const { linked, unlinked } = termsOf(text);
  const early = words.filter(({ word, lesson }) => lesson > number && linked.has(anchorOf(word)));
  const lacking = words.filter(({ word, lesson }) => lesson === number && !linked.has(anchorOf(word)));
  return [
    ...unlinked.map((term) => ({
      file,
      ...lineOf(`**${term}**`, text),
      problem: `"${term}" is set in bold, as new terms are, and does not link to the glossary.`,
      advice: `Write [**${term}**](words.md#${anchorOf(term)}), and add the word to ${GLOSSARY_FILE}.`,
    })),
    ...early.map(({ word, lesson }) => ({
      file,
      ...lineOf(`words.md#${anchorOf(word)}`, text),
      problem: `The word "${word}" is introduced here, and the glossary says in lesson ${lesson}.`,
      advice: `Write lesson ${number} in ${GLOSSARY_FILE}, or do without the word here.`,
    })),
    ...lacking.map(({ word, line }) => ({
      file: GLOSSARY_FILE,
      line,
      problem: `"${word}" is to be introduced in lesson ${number}, which does not link to it.`,
      advice: `Link its first use in ${file} to words.md#${anchorOf(word)}, or name another lesson.`,
    })),
  ];
}

interface Terms {
  /** Anchors of the glossary. */
  readonly linked: ReadonlySet<string>;
  /** In bold, without a link. */
  readonly unlinked: readonly string[];
}

function termsOf(markdown: string): Terms {
  const linked = new Set<string>();
  const bold = new Set<string>();
  const inLinks = new Set<string>();
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token) => {
    if (token.type === "strong") bold.add((token as Tokens.Strong).text);
    if (token.type !== "link") return;
    const { href, tokens } = token as Tokens.Link;
    const [, anchor] = /^words\.md#(.+)$/.exec(href) ?? [];
    if (anchor !== undefined) linked.add(anchor);
    for (const text of boldIn(tokens)) inLinks.add(text);
  });
  const unlinked = [...bold].filter((text) => !inLinks.has(text) && !VERDICTS.has(text));
  return { linked, unlinked };
}

/** How the answers of a quiz begin. */
const VERDICTS = new Set(["Right.", "No."]);

function boldIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.type === "strong" ? [(token as Tokens.Strong).text] : []));
}

/** The anchor of a heading of the glossary: its words have letters, digits, spaces and hyphens only. */
function anchorOf(word: string): string {
  return word.toLowerCase().replaceAll(" ", "-");
}

function lineOf(needle: string, text: string): { line?: number } {
  const index = text.split("\n").findIndex((line) => line.includes(needle));
  return index === -1 ? {} : { line: index + 1 };
}
