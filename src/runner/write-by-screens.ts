import type { Terminal } from "./terminal.ts";

/** The prompt that follows, and one line of what was read before. */
const ROWS_KEPT = 3;

/** Writes a text, and stops for Enter before its beginning would scroll away. Without a terminal it never stops. */
export async function writeByScreens({ rows, write }: Terminal, text: string): Promise<void> {
  const screens = screensOf(text.split("\n"), Math.max(MOST_ROWS_LOST, rows() - ROWS_KEPT));
  for (const [index, screen] of screens.entries()) {
    if (index > 0) await (await import("./prompts.ts")).waitForEnter();
    write(screen.join("\n"));
  }
}

/** On a terminal that is lower than this, less is not shown at a time. */
const MOST_ROWS_LOST = 8;

/**
 * Cuts lines into screens, at an empty line where there is one in the second half of a screen.
 *
 * @param rows The most lines of a screen
 */
export function screensOf(lines: readonly string[], rows: number): string[][] {
  if (lines.length <= rows) return [[...lines]];
  const blank = lines.slice(0, rows).lastIndexOf("");
  const end = blank >= rows / 2 ? blank + 1 : rows;
  return [lines.slice(0, end), ...screensOf(lines.slice(end), rows)];
}
