/** What a piece of text means. A theme says how that looks; nothing else knows a colour. */
export type Style =
  | "heading"
  | "strong"
  | "emphasis"
  | "code"
  | "link"
  | "muted"
  | "passed"
  | "failed"
  | "client"
  | "server"
  | CodeStyle;

/** What a piece of code is. The empty style is everything else, punctuation included. */
export type CodeStyle =
  | "keyword"
  | "string"
  | "number"
  | "comment"
  | "function"
  | "type"
  | "constant"
  | "name";

type Styles = { readonly [style in Style]: (text: string) => string };

/**
 * How to write for one reader: how wide, and each `Style` as a function from plain text to styled text.
 *
 * @example
 * theme.failed("FAILED") // "\x1b[1;31mFAILED\x1b[0m", or "FAILED" without colour
 */
export interface Theme extends Styles {
  /** Columns to use, at least 20. */
  readonly width: number;
  readonly color: boolean;
  /** Somebody looks: diagrams are drawn, and not only told in words. */
  readonly drawings: boolean;
  /** Hyperlinks (OSC 8) may be written. Never without `color`: both are escape sequences. */
  readonly links: boolean;
}

// Parameters of "select graphic rendition" (ECMA-48 §8.3.117). Red, green, magenta and cyan are readable on
// light and dark grounds alike; bright colours are not: Solarized draws bright black in the colour of the ground.
const BOLD = "1";
const DIM = "2";
const UNDERLINE = "4";
const RED = "31";
const GREEN = "32";
const MAGENTA = "35";
const CYAN = "36";

const RENDITIONS: { readonly [style in Style]: string } = {
  heading: BOLD,
  strong: BOLD,
  emphasis: UNDERLINE,
  code: CYAN,
  link: UNDERLINE,
  muted: DIM,
  passed: GREEN,
  failed: `${BOLD};${RED}`,
  client: CYAN,
  server: MAGENTA,
  keyword: MAGENTA,
  string: GREEN,
  number: CYAN,
  comment: DIM,
  function: BOLD,
  type: CYAN,
  constant: CYAN,
  name: CYAN,
};

const LEAST_WIDTH = 20;

/**
 * Makes the theme of one reader.
 *
 * @param options `width` in columns: below 20 counts as 20, and what is no number as 80
 * @returns A theme whose style functions return their text unchanged when `color` is false
 */
export function createTheme(options: {
  width: number;
  color: boolean;
  links?: boolean;
  drawings?: boolean;
}): Theme {
  const { color, drawings = true } = options;
  const width = Number.isFinite(options.width) ? Math.max(LEAST_WIDTH, Math.floor(options.width)) : 80;
  return { ...createStyles(color), width, color, drawings, links: color && options.links === true };
}

function createStyles(color: boolean): Styles {
  const styles = Object.entries(RENDITIONS).map(([style, rendition]) => [
    style,
    (text: string) => (color && text !== "" ? `\x1b[${rendition}m${text}\x1b[0m` : text),
  ]);
  return Object.fromEntries(styles);
}
