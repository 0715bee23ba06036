/** Links between the files of the course, read from all of its Markdown. Nothing is fetched: an address on the web is only looked at. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import GithubSlugger from "github-slugger";
import { Lexer, type Token, type Tokens, walkTokens } from "marked";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { markdownFiles, type SourceFile } from "./source-files.ts";

/** Every link leads somewhere. */
export const links: CourseCheck = {
  name: "links",
  demands: "Each link leads to a file and a heading that exist, and each address begins with https://",
  async find({ root }) {
    const files = await markdownFiles(root);
    const anchors = new Map(files.map(({ file, text }) => [file, anchorsOf(text)]));
    return files.flatMap((file) => problemsOf(file, root, anchors));
  },
};

/** The anchors that GitHub gives to the headings of a Markdown text. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token) => {
    if (token.type === "heading") anchors.add(slugger.slug(plainText((token as Tokens.Heading).tokens)));
  });
  return anchors;
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens ? plainText(token.tokens) : "text" in token ? token.text : "",
    )
    .join("");
}

function problemsOf(
  { file, text }: SourceFile,
  root: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): CourseProblem[] {
  const problems: CourseProblem[] = [];
  void walkTokens(new Lexer({ gfm: true }).lex(text), (token) => {
    if (token.type !== "link" && token.type !== "image") return;
    const { href } = token as Tokens.Link;
    const found = problemOf(href, file, root, anchors);
    if (found !== undefined) problems.push({ file, line: lineOf(href, text), ...found });
  });
  return problems;
}

type Found = Pick<CourseProblem, "problem" | "advice">;

function problemOf(
  href: string,
  file: string,
  root: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): Found | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return addressProblem(href);
  const [path = "", anchor] = href.split("#");
  const target = path === "" ? file : posix.join(posix.dirname(file), decodeURIComponent(path));
  if (!existsSync(join(root, target)))
    return { problem: `There is no ${target} to link to.`, advice: "Mend the link, or add the file." };
  if (anchor === undefined || anchors.get(target)?.has(anchor) !== false) return undefined;
  const near = [...(anchors.get(target) ?? [])].find(
    (each) => each.includes(anchor) || anchor.includes(each),
  );
  const advice =
    near === undefined ? "Mend what stands after the #." : `Mend what stands after the #, or write #${near}.`;
  return { problem: `${target} has no heading #${anchor}.`, advice };
}

function addressProblem(href: string): Found | undefined {
  if (/^(?:https|mailto):/i.test(href)) return undefined;
  return {
    problem: `The address ${href} does not begin with https://.`,
    advice: "Link to it with https://, or show it as code.",
  };
}

/** Where an address stands first. */
function lineOf(href: string, text: string): number {
  const index = text.split("\n").findIndex((line) => line.includes(href));
  return index + 1;
}
