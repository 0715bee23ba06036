import type { LanguageRegistration } from "shiki/core";

// A line may stand behind the mark of a transcript, and show its line end: `> GET / HTTP/1.1\r\n`.
const MARK = "(?:[<>] )?";
const LINE_END = "((?:\\\\r\\\\n)?)\\s*$";
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const REQUEST_LINE = `^(${MARK})(${TOKEN})( \\S+ )(HTTP/\\d\\.\\d)${LINE_END}`;
const STATUS_LINE = `^(${MARK})(HTTP/\\d\\.\\d)( )([1-9]\\d\\d)((?: .*?)?)${LINE_END}`;

/**
 * HTTP messages as lessons show them (RFC 9112 §2.1): a start-line, field lines, an empty line, and a body that is left
 * plain up to the next start-line. Field lines alone are known too.
 */
export const httpGrammar: LanguageRegistration = {
  name: "http",
  scopeName: "source.http-message",
  patterns: [{ include: "#start-line" }, { include: "#field-line" }, { include: "#body" }],
  repository: {
    "start-line": {
      patterns: [
        {
          match: REQUEST_LINE,
          captures: { 2: { name: "keyword" }, 4: { name: "constant" }, 5: { name: "comment" } },
        },
        {
          match: STATUS_LINE,
          captures: {
            2: { name: "constant" },
            4: { name: "constant.numeric" },
            5: { name: "string" },
            6: { name: "comment" },
          },
        },
      ],
    },
    "field-line": {
      match: `^(${MARK})(${TOKEN})(:.*?)${LINE_END}`,
      captures: { 2: { name: "entity.name.field" }, 4: { name: "comment" } },
    },
    body: {
      begin: `^${MARK.replace(" )", " ?)")}${LINE_END}`,
      beginCaptures: { 1: { name: "comment" } },
      end: `(?=${REQUEST_LINE}|${STATUS_LINE})`,
      patterns: [
        {
          match: `^(${MARK})([0-9A-Fa-f]+)${LINE_END}`,
          captures: { 2: { name: "constant.numeric" }, 3: { name: "comment" } },
        },
        { match: "\\\\r\\\\n$", name: "comment" },
      ],
    },
  },
};
