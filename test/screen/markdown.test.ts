import { describe, expect, test } from "vitest";
import { createTheme, renderMarkdown } from "../../src/screen/index.ts";

const plain = createTheme({ width: 40, color: false });

function shown(markdown: string, theme = plain): string[] {
  return renderMarkdown(markdown, theme).split("\n");
}

describe("renderMarkdown", () => {
  test("wraps paragraphs and keeps a hard break", () => {
    expect(shown("one two three four five six seven eight nine\nten  \neleven")).toEqual([
      "one two three four five six seven eight",
      "nine ten",
      "eleven",
    ]);
  });

  test("keeps a mark on headings and on emphasis where there is no colour", () => {
    expect(shown("## A *b* `c`\n\n**d**")).toEqual(["## A _b_ `c`", "", "*d*"]);
  });

  test("styles emphasis where there is colour", () => {
    expect(renderMarkdown("*a* **b**", createTheme({ width: 40, color: true }))).toBe(
      "\x1b[4ma\x1b[0m \x1b[1mb\x1b[0m",
    );
  });

  test("keeps short code in one row", () => {
    expect(shown("Write all of it, then type `npm run lesson 3 check`.")).toEqual([
      "Write all of it, then type",
      "`npm run lesson 3 check`.",
    ]);
  });

  test("shows where a link leads, unless it stays within the course", () => {
    expect(shown("[RFC](https://example.org/a) [next](04-x.md) <https://example.org>")).toEqual([
      "RFC (https://example.org/a) next",
      "https://example.org",
    ]);
  });

  test("makes a hyperlink where the terminal has them, safe from its own address", () => {
    const theme = createTheme({ width: 40, color: true, links: true });
    expect(renderMarkdown("[a](https://example.org/\u009bé)", theme)).toBe(
      "\x1b]8;;https://example.org/%C2%9B%C3%A9\x1b\\\x1b[4ma\x1b[0m\x1b]8;;\x1b\\",
    );
    expect(renderMarkdown("[a](javascript:x)", theme)).toBe("\x1b[4ma\x1b[0m");
  });

  test("nests lists and numbers them from where they start", () => {
    expect(shown("9. nine\n10. ten\n    - a word and another word and one more\n    - [x] done")).toEqual([
      "9. nine",
      "10. ten",
      "    - a word and another word and one",
      "      more",
      "    - [x] done",
    ]);
  });

  test("keeps paragraphs of a loose list apart", () => {
    expect(shown("- a\n\n  b\n\n- c")).toEqual(["- a", "", "  b", "", "- c"]);
  });

  test("marks a quotation on every row", () => {
    expect(shown("> one two three four five six seven eight nine")).toEqual([
      "| one two three four five six seven",
      "| eight nine",
    ]);
  });

  test("shows details as a summary with its content set in, also nested and unclosed", () => {
    expect(shown("<details><summary>A &amp; b</summary>\n\ntext\n\n- x\n\n</details>\n\nafter")).toEqual([
      "A & b:",
      "  text",
      "",
      "  - x",
      "",
      "after",
    ]);
    expect(shown("<details>\n<summary>One</summary>\nraw\n\n<details><summary>Two</summary>\n\nend")).toEqual(
      ["One:", "  raw", "", "  Two:", "    end"],
    );
  });

  test("drops comments and keeps what only looks like a tag", () => {
    expect(shown("a <!-- b --> GET <path> <kbd>Ctrl</kbd>\n\n<!--\nlong\n-->\n\nc")).toEqual([
      "a  GET <path> Ctrl",
      "",
      "c",
    ]);
  });

  test("decodes character references in text, and not in code", () => {
    expect(shown("&lt;a&gt; &#x41;&#66; &unknown; `&lt;`")).toEqual(["<a> AB &unknown; `&lt;`"]);
  });

  test("marks a code line that goes on", () => {
    expect(shown(`\`\`\`ts\nconst a = "${"x".repeat(40)}";\n\`\`\``)).toEqual([
      `    const a = "${"x".repeat(25)}`,
      `... ${"x".repeat(15)}";`,
    ]);
  });

  test("tells a program from what it prints", () => {
    expect(shown("```ts\nlog(1);\n```\n\n```text\n1\n```\n\nand\n\n```text\n2\n```")).toEqual([
      "    log(1);",
      "",
      "prints:",
      "    1",
      "",
      "and",
      "",
      "    2",
    ]);
  });

  test("breaks code at a seam, and loses no character", () => {
    expect(shown('```ts\nconsole.log(response.getHeader("x-lamp"));\n```')).toEqual([
      "    console.log(response.getHeader(",
      '... "x-lamp"));',
    ]);
  });

  test("shows a tab as an octet in a message, as a margin elsewhere", () => {
    expect(shown("```http\nA:\tb\n```")).toEqual(["    A:\\tb"]);
    expect(shown("```ts\n\tb\n```")).toEqual(["        b"]);
  });

  test("tells a sequence diagram as a numbered list, and shows any other diagram as its source", () => {
    expect(
      shown(
        "```mermaid\nsequenceDiagram\n  participant C as Client\n  C->>+S: `GET /`\n  Note over C,S: wait\n```",
      ),
    ).toEqual(["1. Client to S: `GET /`", "2. Client and S: wait"]);
    expect(shown("```mermaid\ngraph TD\n  A --> B\n```")).toEqual(["    graph TD", "      A --> B"]);
  });
});

describe("a table", () => {
  const table = "| name | meaning |\n| --- | --- |\n| a | one |\n| b | two `x\\|y` |";

  test("shows as columns where it fits", () => {
    expect(shown(table)).toEqual(["name  meaning", "----  ---------", "a     one", "b     two `x|y`"]);
  });

  test("wraps its cells, and then sets its rows apart", () => {
    expect(
      shown("| name | meaning |\n| --- | --- |\n| a | one two three four five six seven eight |\n| b | c |"),
    ).toEqual([
      "name  meaning",
      "----  ----------------------------------",
      "a     one two three four five six seven",
      "      eight",
      "",
      "b     c",
    ]);
  });

  test("becomes a list where its columns do not fit", () => {
    const wide =
      "| request-target | | method |\n| --- | --- | --- |\n| `/a/rather/long/path` | `Transfer-Encoding` | `OPTIONS` |";
    expect(shown(wide)).toEqual([
      "- request-target: `/a/rather/long/path`",
      "  `Transfer-Encoding`",
      "  method: `OPTIONS`",
    ]);
  });
});
