import { describe, expect, it } from "vitest";
import { findSnippets, replaceOutputs } from "../../src/authoring/index.ts";

const LESSON = `# 1. Title

\`\`\`ts
console.log(1);
console.log(2);
\`\`\`

\`\`\`text
1
\`\`\`

<details><summary>In Python</summary>

~~~python
print("\`\`\`")
~~~


\`\`\`\`text
old

 trailing \n\`\`\`\`

</details>

\`\`\`http GET /get?a=1
\`\`\`
\`\`\`http
HTTP/1.1 200 OK
\`\`\`

\`\`\`ts
await nothing();
\`\`\`

Text between.

\`\`\`text
not an output
\`\`\`

\`\`\`ts try
statusClass(404)
\`\`\`

\`\`\`text
"client-error"
\`\`\`

\`\`\`html
<ts />
\`\`\`
`;

const find = (markdown: string) => findSnippets(markdown, "lessons/01-title.md");

describe("findSnippets", () => {
  it("lists programs, with the output that follows directly, and exchanges", () => {
    expect(find(LESSON)).toEqual([
      {
        kind: "ts",
        line: 3,
        code: "console.log(1);\nconsole.log(2);",
        output: { line: 8, lineCount: 1, text: "1", mark: "```" },
      },
      {
        kind: "python",
        line: 14,
        code: 'print("```")',
        output: { line: 19, lineCount: 3, text: "old\n\n trailing ", mark: "````" },
      },
      {
        kind: "http",
        line: 27,
        method: "GET",
        target: "/get?a=1",
        output: { line: 27, lineCount: 0, text: "", mark: "```" },
      },
      { kind: "ts", line: 33, code: "await nothing();" },
    ]);
  });

  it("takes a fence's own indentation off", () => {
    const [snippet] = find("  ```ts\n  if (1)\n    f();\n x();\n  ```\n  ```text\n  a\n  ```\n");
    expect(snippet).toMatchObject({ code: "if (1)\n  f();\nx();", output: { text: "a", mark: "  ```" } });
  });

  it.each([
    ["ts tyr", 'a program is "ts" or "python", an example "ts try"'],
    ["python try", 'a program is "ts" or "python"'],
    ["http /get", 'write "http GET /get", "http live GET /get", or "http" alone'],
    ["TS", 'a program is "ts" or "python"'],
    ["Python", 'a program is "ts" or "python"'],
    ["HTTP GET /get", 'write "http GET /get"'],
    ["http GET", 'write "http GET /get", "http live GET /get", or "http" alone'],
  ])("refuses the fence %j, which nobody would run", (info, sentence) => {
    expect(() => find(`\n~~~${info}\n~~~\n`)).toThrow(
      `lessons/01-title.md:2: Cannot read the fence "${info}"`,
    );
    expect(() => find(`\n~~~${info}\n~~~\n`)).toThrow(sentence);
  });

  it.each([
    "typescript",
    "TypeScript",
    "tsx",
    "js",
    "JS",
    "javascript",
    "JavaScript",
    "py",
    "Py",
    "python3",
    "Python3",
  ])("refuses the fence %j, which is a program by another name", (name) => {
    expect(() => find(`\n~~~${name} title\n~~~\n`)).toThrow(
      `lessons/01-title.md:2: Name a program's fence "ts" or "python": "${name}" is never run.`,
    );
  });

  it("has nothing against names that only begin that way", () => {
    expect(find("~~~json\n~~~\n~~~jsonc\n~~~\n~~~tsv\n~~~\n~~~pycon\n~~~\n")).toEqual([]);
  });
});

describe("replaceOutputs", () => {
  const replaceAll = (markdown: string, text: string) =>
    replaceOutputs(
      markdown,
      find(markdown).flatMap(({ output }) => (output === undefined ? [] : [{ output, text }])),
    );

  it("changes the outputs and nothing else", () => {
    const expected = LESSON.replace("\n1\n", "\nnew\n\nlines\n")
      .replace("old\n\n trailing \n", "new\n\nlines\n")
      .replace("a=1\n", "a=1\nnew\n\nlines\n");
    expect(replaceAll(LESSON, "new\n\nlines")).toBe(expected);
  });

  it("leaves a text with the right outputs as it is", () => {
    const markdown = "\uFEFF# Title  \r\n\n```ts\n```\n\n\n```text\nsame \n```\nno end";
    expect(replaceAll(markdown, "same ")).toBe(markdown);
  });

  it("empties a fence, and fills an empty one", () => {
    expect(replaceAll("```ts\n```\n```text\na\nb\n```\n", "")).toBe("```ts\n```\n```text\n```\n");
    expect(replaceAll("```ts\n```\n```text\n```\n", "a\nb")).toBe("```ts\n```\n```text\na\nb\n```\n");
  });

  it("keeps CRLF and indentation", () => {
    const markdown = "~~~ts\r\n~~~\r\n\r\n  ~~~text\r\n  a\r\n  ~~~\r\nb\r\n";
    expect(replaceAll(markdown, "c\n\nd")).toBe(
      "~~~ts\r\n~~~\r\n\r\n  ~~~text\r\n  c\r\n\r\n  d\r\n  ~~~\r\nb\r\n",
    );
    expect(find(markdown)[0]).toMatchObject({ code: "", output: { text: "a" } });
  });
});
