import { sentence } from "./inline.ts";
import { type Line, paint } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows what cannot be done, and below it the way on.
 *
 * @param message One sentence; what stands between backticks shows as code
 * @param next What to type or do instead
 */
export function renderError(message: string, next: string | undefined, theme: Theme): string {
  const lines: Line[] = wrap(sentence(message, "failed"), theme.width);
  return paint([...lines, ...(next === undefined ? [] : wrap(sentence(next), theme.width))], theme);
}
