import { type PageContent, type PageEntry, pageParts } from "./page-content.ts";

/** The page at `/` for a terminal: every endpoint and fault with a command to try it, as plain ASCII text. */
export function renderTextPage(content: PageContent): string {
  const sections = pageParts(content).flatMap(({ title: part, sections }) =>
    sections.flatMap(({ title, entries }) => [
      "",
      `${part.toUpperCase()}: ${title.toUpperCase()}`,
      ...entries.map(entryText),
    ]),
  );
  return ["http-by-hand: the practice service", ...sections, ""].join("\n");
}

function entryText({ title, purpose, command }: PageEntry): string {
  return `\n${title}\n  ${purpose}\n  ${command}`;
}
