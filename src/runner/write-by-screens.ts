import { stripVTControlCharacters } from "node:util";
import type { Terminal } from "./terminal.ts";

/** The prompt that follows, and one line of what was read before. */
const ROWS_KEPT = 3;
/** Of a screen, however low the terminal is. */
const LEAST_ROWS = 8;

/**
 * Writes a text, and stops for Enter before its beginning would scroll away. Without a terminal it never stops.
 *
 * @returns How many lines were written since the last stop
 */
export async function writeByScreens({ rows, write }: Terminal, text: string): Promise<number> {
  const screens = screensOf(text.split("\n"), Math.max(LEAST_ROWS, rows() - ROWS_KEPT));
  for (const [index, screen] of screens.entries()) {
    if (index > 0) await stop();
    write(screen.join("\n"));
  }
  return screens.at(-1)!.length;
}

/** Stops for Enter where what comes next, so many lines, would push away what was written since the last stop. */
export async function stopBefore({ rows }: Terminal, nextLines: number, writtenLines: number): Promise<void> {
  if (writtenLines > 0 && writtenLines + nextLines > rows()) await stop();
}

async function stop(): Promise<void> {
  const { waitForEnter } = await import("./prompts.ts");
  await waitForEnter();
}

/**
 * Cuts lines into screens between blocks: at an empty line, but not inside of a program, and not behind a heading. What
 * is longer than a screen is cut where the screen ends.
 *
 * @param rows The most lines of a screen
 */
export function screensOf(lines: readonly string[], rows: number): string[][] {
  if (lines.length <= rows) return [[...lines]];
  const borders = Array.from({ length: rows }, (_, index) => index + 1).filter((end) => isBorder(lines, end));
  const end = borders.at(-1) ?? rows;
  return [lines.slice(0, end), ...screensOf(lines.slice(end), rows)];
}

function isBorder(lines: readonly string[], end: number): boolean {
  const [before, last, next] = [end - 2, end - 1, end].map((at) => stripVTControlCharacters(lines[at] ?? ""));
  return last === "" && !/^#/.test(before ?? "") && !/^(?: {4}|\.\.\. )/.test(next ?? "");
}
