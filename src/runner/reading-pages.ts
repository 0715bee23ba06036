import { type Lesson, type Quiz, textParts } from "../course/index.ts";
import { type CodeTokens, renderMarkdown, renderTasks, type Theme } from "../screen/index.ts";

/** A part of a lesson to read at one time. */
export interface ReadingPage {
  readonly title: string;
  readonly parts: readonly PagePart[];
}

/** Something to show, or a question to ask before what follows is shown. */
type PagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "quiz"; readonly quiz: Quiz };

/** The introduction with the first section, each further section, then the tasks. */
export function readingPages(lesson: Lesson, theme: Theme, tokens?: CodeTokens): readonly ReadingPage[] {
  const [first, ...sections] = lesson.sections;
  const page = (title: string, markdown: string) => ({ title, parts: pageParts(markdown, theme, tokens) });
  return [
    page(lesson.title, [lesson.introduction, first?.markdown ?? ""].join("\n\n")),
    ...sections.map(({ title, markdown }) => page(title, markdown)),
    { title: "Tasks", parts: [{ kind: "text", text: renderTasks(lesson, theme, tokens) }] },
  ];
}

function pageParts(markdown: string, theme: Theme, tokens: CodeTokens | undefined): PagePart[] {
  return textParts(markdown).map((part) =>
    part.kind === "quiz" ? part : { kind: "text", text: renderMarkdown(part.markdown, theme, tokens) },
  );
}
