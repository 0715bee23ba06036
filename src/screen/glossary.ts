import type { GlossaryWord } from "../course/lesson.ts";
import { type Line, paint, span, stack } from "./line.ts";
import { markdownLines } from "./markdown.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/** Shows words of the glossary: each with its meaning, and where that is from. */
export function renderWords(words: readonly GlossaryWord[], theme: Theme): string {
  return paint(stack(...words.map((word) => wordLines(word, theme))), theme);
}

function wordLines({ word, meaning, reference, lesson }: GlossaryWord, theme: Theme): Line[] {
  const origin = [...(reference === undefined ? [] : [reference]), `lesson ${lesson}`].join(", ");
  return [
    ...wrap([span(word, "heading"), span(` (${origin})`, "muted")], theme.width),
    ...markdownLines(meaning, theme),
  ];
}
