import type { Lesson, Quiz, TextPart } from "../course/index.ts";
import { type CodeTokens, renderMarkdown, renderTasks, type Theme } from "../screen/index.ts";

/** A part of a lesson to read at one time. */
export interface ReadingPage {
  readonly title: string;
  readonly parts: readonly PagePart[];
}

/** Something to show, or a question to ask before what follows is shown. */
type PagePart =
  /** For the width that the terminal has when it is read. */
  | { readonly kind: "text"; readonly render: (theme: Theme) => string }
  | { readonly kind: "quiz"; readonly quiz: Quiz };

/** The introduction with the first section, each further section, then the tasks. */
export function readingPages(lesson: Lesson, tokens?: CodeTokens): readonly ReadingPage[] {
  const [first, ...sections] = lesson.sections;
  const toShow = (part: TextPart): PagePart =>
    part.kind === "quiz"
      ? part
      : { kind: "text", render: (theme) => renderMarkdown(part.markdown, theme, tokens) };
  return [
    { title: lesson.title, parts: behind(lesson.introduction, first?.parts ?? []).map(toShow) },
    ...sections.map(({ title, parts }) => ({ title, parts: parts.map(toShow) })),
    { title: "Tasks", parts: [{ kind: "text", render: (theme) => renderTasks(lesson, theme, tokens) }] },
  ];
}

/** A text and what follows it, as one text as far as the first quiz. */
function behind(markdown: string, [first, ...others]: readonly TextPart[]): TextPart[] {
  if (first?.kind === "text")
    return [{ kind: "text", markdown: `${markdown}\n\n${first.markdown}` }, ...others];
  return [{ kind: "text", markdown }, ...(first === undefined ? [] : [first]), ...others];
}
