import type { Output } from "./snippets.ts";

/** What belongs into a fence, without a line end at its end. */
export interface Replacement {
  readonly output: Output;
  readonly text: string;
}

/**
 * Writes outputs into the Markdown that they were found in. Everything else stays as it is, octet by octet; new lines
 * end as that of their fence does.
 */
export function replaceOutputs(markdown: string, replacements: readonly Replacement[]): string {
  const lines = markdown.split(/(?<=\n)/);
  // From the last to the first, so that line numbers hold.
  for (const { output, text } of replacements.toSorted((one, other) => other.output.line - one.output.line)) {
    if (text !== output.text)
      lines.splice(output.line, output.lineCount, ...bodyLines(text, output, lines[output.line - 1]!));
  }
  return lines.join("");
}

function bodyLines(text: string, { mark }: Output, fenceLine: string): string[] {
  if (text === "") return [];
  const indentation = " ".repeat(mark.search(/\S/));
  const end = fenceLine.endsWith("\r\n") ? "\r\n" : "\n";
  return text.split("\n").map((line) => (line === "" ? "" : indentation + line) + end);
}

/** Whether a text that is put into a fence would end it. */
export function wouldEndFence(text: string, { mark }: Output): boolean {
  return new RegExp(`^\\s*${mark.trim()}[\`~]*\\s*$`, "m").test(text);
}
