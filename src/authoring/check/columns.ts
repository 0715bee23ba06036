/** What a lesson shows in a terminal of 80 columns is shown whole: laid out by the real renderer, and compared with its source. */
import { Lexer, type Tokens, walkTokens } from "marked";
import { GLOSSARY_FILE } from "../../course/index.ts";
import { columns as columnsOf, createTheme, renderMarkdown } from "../../screen/index.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lessonFiles, type SourceFile, sourceFiles } from "./source-files.ts";

const WIDEST = 80;
/** Inside a fold the terminal sets a block in. */
const FOLD_MARGIN = 2;
const SCREEN = createTheme({ width: WIDEST, color: false });
const SCREEN_IN_FOLD = createTheme({ width: WIDEST - FOLD_MARGIN, color: false });

export const columns: CourseCheck = {
  name: "columns",
  demands: `A terminal of ${WIDEST} columns shows each line of code and each table of a lesson uncut`,
  async find({ root, slugs }) {
    const glossary = await sourceFiles(root, new RegExp(`^${GLOSSARY_FILE}$`));
    const files = [...(await lessonFiles(root, slugs)), ...glossary];
    return files.flatMap((file) => [...lineProblems(file), ...blockProblems(file)]);
  },
};

/** Lines of the source. Tables are laid out anew, and a link or an address cannot be broken. */
function lineProblems({ file, text }: SourceFile): CourseProblem[] {
  return text.split("\n").flatMap((line, index): CourseProblem[] => {
    const count = columnsOf(line);
    if (count <= WIDEST || line.startsWith("|") || isUnbreakable(line)) return [];
    const problem = `This line has ${count} columns, and ${WIDEST} fit.`;
    return [{ file, line: index + 1, problem, advice: "Break it." }];
  });
}

/** Whether a line is one word, as a link is. */
function isUnbreakable(line: string): boolean {
  const words = line.trim().replace(/\[[^\]]*\]\([^)]*\)/g, (link) => link.replaceAll(" ", "_"));
  return !words.includes(" ");
}

function blockProblems({ file, text }: SourceFile): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const folds = [...text.matchAll(/^<details>[\s\S]*?^<\/details>$/gm)];
  let from = 0;
  void walkTokens(new Lexer({ gfm: true }).lex(text), (token) => {
    if (token.type !== "code" && token.type !== "table") return;
    // Blocks come in the order of the text, but for those in lists, whose source is set in.
    const index = text.indexOf(token.raw, from);
    if (index !== -1) from = index;
    const isFolded = folds.some((fold) => index > fold.index && index < fold.index + fold[0].length);
    const found = cutProblem(token as Tokens.Code | Tokens.Table, isFolded);
    if (found !== undefined)
      problems.push({ file, line: text.slice(0, Math.max(0, index)).split("\n").length, ...found });
  });
  return problems;
}

function cutProblem(token: Tokens.Code | Tokens.Table, isFolded: boolean) {
  const rows = renderMarkdown(token.raw, isFolded ? SCREEN_IN_FOLD : SCREEN).split("\n");
  if (token.type === "table") {
    const isColumns = /^-+(?: {2}-+)*$/.test(rows[1] ?? "");
    if (isColumns) return undefined;
    return {
      problem: `This table does not fit ${WIDEST} columns: it shows as a list.`,
      advice: "Make it narrower.",
    };
  }
  // A diagram is drawn to its room, which another check looks at.
  if (token.lang === "mermaid") return undefined;
  const cut = rows.length - token.text.trimEnd().split("\n").length;
  if (cut <= 0) return undefined;
  return {
    problem: `${cut === 1 ? "A line" : `${cut} lines`} of this block would be cut: ${WIDEST} columns have room for ${WIDEST - 4}.`,
    advice: "Break it where a person would.",
  };
}
