import { describe, expect, test } from "vitest";
import { createTheme, parseTokens, renderCode, renderMarkdown } from "../../src/screen/index.ts";
import { codeBlocks, formatTokenFile, makeTokenFile } from "../../src/screen/prepare/index.ts";

const file = {
  version: 2,
  blocks: [
    {
      language: "ts",
      lines: [
        [
          ["k", "const"],
          ["", " a"],
        ],
        [],
        [["n", "1"]],
      ],
    },
  ],
  diagrams: [{ source: "sequenceDiagram\n  C->>S: a", lines: [[["m", "+-"]], [["", "a"]]] }],
};

describe("parseTokens", () => {
  test("finds a block by language and text, whatever its line ends and its last one", () => {
    const tokens = parseTokens(file);
    expect(tokens("typescript", "const a\r\n\r\n1\n")).toEqual(tokens("ts", "const a\n\n1"));
    expect(tokens("ts", "const a\n\n1")?.[0]?.[0]).toEqual({ text: "const", styles: ["keyword"] });
  });

  test("knows nothing of a block that was edited, or has another language", () => {
    const tokens = parseTokens(file);
    expect(tokens("ts", "const a\n\n2")).toBeUndefined();
    expect(tokens("http", "const a\n\n1")).toBeUndefined();
  });

  test("finds a drawing by the source of its diagram", () => {
    const tokens = parseTokens(file);
    expect(tokens("mermaid", "sequenceDiagram\r\n  C->>S: a\n")).toEqual([
      [{ text: "+-", styles: ["muted"] }],
      [{ text: "a", styles: [] }],
    ]);
    expect(tokens("mermaid", "sequenceDiagram\n  C->>S: b")).toBeUndefined();
    expect(tokens("ts", "sequenceDiagram\n  C->>S: a")).toBeUndefined();
  });

  test.each([
    null,
    undefined,
    42,
    [],
    {},
    { ...file, version: 1 },
    { ...file, version: 3 },
    { version: 2, blocks: "no", diagrams: 1 },
    {
      version: 2,
      blocks: [null, {}, { language: "ts" }, { language: "ts", lines: [[["constructor", "1"]]] }],
      diagrams: [null, {}, { source: "1" }, { source: "1", lines: [[["m"]]] }, { source: 1, lines: [] }],
    },
    {
      version: 2,
      blocks: [
        { language: "ts", lines: [[["n", 1]]] },
        { language: "ts", lines: [["n"]] },
      ],
    },
  ])("takes %j as no tokens at all", (json) => {
    expect(parseTokens(json)("ts", "1")).toBeUndefined();
    expect(parseTokens(json)("mermaid", "1")).toBeUndefined();
  });

  test("keeps what has the right shape", () => {
    const tokens = parseTokens({ ...file, blocks: null, diagrams: [7, ...file.diagrams] });
    expect(tokens("mermaid", "sequenceDiagram\n  C->>S: a")).toHaveLength(2);
  });

  test("lets no control character of a token file through", () => {
    const source = "sequenceDiagram\n  C->>S: a";
    const tokens = parseTokens({
      version: 2,
      blocks: [{ language: "ts", lines: [[["s", "\x1b[2J"]]] }],
      diagrams: [{ source, lines: [[["m", "\x1b[2J"]]] }],
    });
    const theme = createTheme({ width: 40, color: false });
    expect(renderCode("\x1b[2J", "ts", theme, tokens)).toBe("    \\x1b[2J");
    expect(renderMarkdown(`\`\`\`mermaid\n${source}\n\`\`\``, theme, tokens)).toMatch(/^ {4}\\x1b\[2J\n/);
  });
});

describe("codeBlocks", () => {
  test("lists fences in order, those in lists, quotations and details too", () => {
    const markdown = [
      "```ts title\na\n```",
      "- x\n  ```http\n  b\n  ```",
      "> ```\n> c\n> ```",
      "<details><summary>s</summary>\n\n```text\nd\n```\n\n</details>",
    ].join("\n\n");
    expect(codeBlocks(markdown)).toEqual([
      { language: "ts", code: "a" },
      { language: "http", code: "b" },
      { language: "", code: "c" },
      { language: "text", code: "d" },
    ]);
  });
});

describe("makeTokenFile", () => {
  async function tokensOf(language: string, code: string): Promise<unknown> {
    return (await makeTokenFile([{ language, code }])).blocks[0]?.lines;
  }

  test("highlights TypeScript, and the code inside a template", async () => {
    expect(
      await tokensOf("ts", "async function f(a: Foo): number {\n  return `x$\x7ba.b(1)}\\n`; // why\n}"),
    ).toEqual([
      [
        ["k", "async function "],
        ["f", "f"],
        ["", "(a: "],
        ["t", "Foo"],
        ["", "): "],
        ["t", "number "],
        ["", "{"],
      ],
      [
        ["", "  "],
        ["k", "return "],
        ["s", "`x"],
        ["", "$\x7ba."],
        ["f", "b"],
        ["", "("],
        ["n", "1"],
        ["", ")}"],
        ["o", "\\n"],
        ["s", "`"],
        ["", "; "],
        ["c", "// why"],
      ],
      [["", "}"]],
    ]);
  });

  test("highlights a request and leaves its body plain", async () => {
    expect(await tokensOf("http", 'POST /a?b HTTP/1.1\nHost: x\n\nnot: a field\n{"a":1}')).toEqual([
      [
        ["k", "POST"],
        ["", " /a?b "],
        ["o", "HTTP/1.1"],
      ],
      [
        ["h", "Host"],
        ["", ": x"],
      ],
      [],
      [["", "not: a field"]],
      [["", '{"a":1}']],
    ]);
  });

  test("highlights a transcript: marks, visible line ends, chunk-sizes, a second message", async () => {
    expect(
      await tokensOf(
        "http",
        "< HTTP/1.1 200 OK\\r\\n\n< A: b\\r\\n\n< \\r\\n\n< 1a\\r\\n\n> GET / HTTP/1.1\\r\\n\n> B: c",
      ),
    ).toEqual([
      [
        ["", "< "],
        ["o", "HTTP/1.1 "],
        ["n", "200"],
        ["s", " OK"],
        ["c", "\\r\\n"],
      ],
      [
        ["", "< "],
        ["h", "A"],
        ["", ": b"],
        ["c", "\\r\\n"],
      ],
      [
        ["", "< "],
        ["c", "\\r\\n"],
      ],
      [
        ["", "< "],
        ["n", "1a"],
        ["c", "\\r\\n"],
      ],
      [
        ["", "> "],
        ["k", "GET"],
        ["", " / "],
        ["o", "HTTP/1.1"],
        ["c", "\\r\\n"],
      ],
      [
        ["", "> "],
        ["h", "B"],
        ["", ": c"],
      ],
    ]);
  });

  test("leaves out other languages and repeated blocks", async () => {
    const block = { language: "http", code: "A: b" };
    const { blocks } = await makeTokenFile([
      block,
      { language: "sh", code: "ls" },
      { language: "http", code: "A: b\r\n" },
    ]);
    expect(blocks).toHaveLength(1);
  });

  test("makes the same file every time, which finds every block again", async () => {
    const blocks = [
      { language: "typescript", code: "export const a = /x\\/y/g;\n\n\tif (a) { await b?.(); }\n" },
      { language: "http", code: "HTTP/1.1 204 \nSet-Cookie: a=b\n\n" },
      { language: "mermaid", code: "sequenceDiagram\n  C->>S: GET /\n" },
    ];
    const text = formatTokenFile(await makeTokenFile(blocks));
    expect(formatTokenFile(await makeTokenFile(blocks))).toBe(text);
    const tokens = parseTokens(JSON.parse(text));
    for (const { language, code } of blocks) expect(tokens(language, code)).toBeDefined();
  });
});
