import { sentence } from "./inline.ts";
import { paint } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/** Shows a sentence about what was done. @param text What stands between backticks shows as code */
export function renderSentence(text: string, theme: Theme): string {
  return paint(wrap(sentence(text), theme.width), theme);
}
