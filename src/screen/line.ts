/**
 * Lines of styled text. Screens are built from lines whose width is known, and painted at the very end: only `paint`
 * writes escape sequences, and only `span` lets text in, after making its control characters visible.
 */
import stringWidth from "fast-string-width";
import type { Style, Theme } from "./theme.ts";
import { visible } from "./visible.ts";

/** A piece of a line in one style. */
export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
  /** Where the piece leads, on terminals that have hyperlinks. */
  readonly href?: string;
}

export type Line = readonly Span[];

export const EMPTY_LINE: Line = [];

/** A piece of a line; control characters in `text` become visible escapes. */
export function span(text: string, ...styles: (Style | "")[]): Span {
  return { text: visible(text), styles: styles.filter((style) => style !== "") };
}

/** A line of one piece. */
export function line(text: string, ...styles: (Style | "")[]): Line {
  return [span(text, ...styles)];
}

/**
 * The address of a file, for a hyperlink.
 *
 * @param path Absolute, of any system
 *
 * @example
 * fileUrl("/home/ada/http by hand/a.ts") // "file:///home/ada/http%20by%20hand/a.ts"
 */
export function fileUrl(path: string): string {
  const slashes = path.replaceAll("\\", "/").replace(/^(?!\/)/, "/");
  return `file://${encodeURI(slashes).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
}

export function plainText(line: Line): string {
  return line.map((span) => span.text).join("");
}

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** A text and the spaces that it lacks to fill a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** The part of a line between two indexes of its plain text. */
export function sliceLine(line: Line, start: number, end: number): Line {
  let offset = 0;
  return line.flatMap((span) => {
    const text = span.text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
    offset += span.text.length;
    return text === "" ? [] : [{ ...span, text }];
  });
}

/** Puts `first` before the first line and `rest` before the others. */
export function indent(lines: readonly Line[], first: Line, rest: Line = first): Line[] {
  return lines.map((line, index) => [...(index === 0 ? first : rest), ...line]);
}

/** Joins groups of lines with one empty line between them; an empty group leaves no trace. */
export function stack(...groups: readonly (readonly Line[])[]): Line[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [EMPTY_LINE, ...group]));
}

/** Turns lines into the text of a screen: lines joined by LF, none after the last. */
export function paint(lines: readonly Line[], theme: Theme): string {
  return lines.map((line) => paintLine(trimEnd(line), theme)).join("\n");
}

function paintLine(line: Line, theme: Theme): string {
  return line.map((span) => paintLink(span, theme)).join("");
}

function paintLink(span: Span, theme: Theme): string {
  const text = span.styles.reduceRight((text, style) => theme[style](text), span.text);
  if (!theme.links || span.href === undefined) return text;
  return `\x1b]8;;${span.href}\x1b\\${text}\x1b]8;;\x1b\\`;
}

function trimEnd(line: Line): Line {
  return sliceLine(line, 0, plainText(line).trimEnd().length);
}
