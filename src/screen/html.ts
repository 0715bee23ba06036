/** The little of HTML that Markdown may hold: character references and tags. */

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "\u00a9",
  times: "\u00d7",
  middot: "\u00b7",
  ndash: "\u2013",
  mdash: "\u2014",
  hellip: "\u2026",
  larr: "\u2190",
  rarr: "\u2192",
  le: "\u2264",
  ge: "\u2265",
  ne: "\u2260",
};

/**
 * Replaces the character references of HTML; an unknown one stays as it is written.
 *
 * @example
 * decodeEntities("a &lt; b &#65; &what;") // "a < b A &what;"
 */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (reference, hex, decimal, name) => {
      if (name !== undefined) return NAMED[name] ?? reference;
      return character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? reference;
    },
  );
}

function character(codePoint: number): string | undefined {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}

/** Whether a tag or comment shows nothing. Any tag but those of formatting was meant as text, such as `<path>`. */
export function isSilentTag(tag: string): boolean {
  return tag.startsWith("<!--") || FORMATTING_TAG.test(tag);
}

const FORMATTING_TAG = /^<\/?(?:a|b|br|code|details|div|em|i|kbd|p|span|strong|sub|summary|sup)\b[^>]*>$/i;
