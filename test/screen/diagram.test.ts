import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTheme, parseTokens, renderMarkdown, visible } from "../../src/screen/index.ts";
import { codeBlocks, makeTokenFile } from "../../src/screen/prepare/index.ts";

const EXCHANGE = [
  "sequenceDiagram",
  "  participant C as Client",
  "  C->>Server: GET /missing",
  "  Server-->>C: 404 Not Found",
  "  Note over C: it was read whole",
].join("\n");

const WORDS = [
  "1. Client to Server: GET /missing",
  "2. Server to Client: 404 Not Found",
  "3. Client: it was read whole",
];

function fence(source: string): string {
  return `\`\`\`mermaid\n${source}\n\`\`\``;
}

/** The screen of a diagram; `prepared` is the source from which its drawing was made. */
async function shown(source: string, width = 80, prepared = source): Promise<string[]> {
  const tokens = parseTokens(await makeTokenFile(codeBlocks(fence(prepared))));
  return renderMarkdown(fence(source), createTheme({ width, color: false }), tokens).split("\n");
}

describe("a sequence diagram", () => {
  test("is drawn, and told in words below", async () => {
    expect(await shown(EXCHANGE)).toEqual([
      "    +--------+             +--------+",
      "    | Client |             | Server |",
      "    +--------+             +--------+",
      "         |                      |",
      "         |    GET /missing      |",
      "         |---------------------->",
      "         |                      |",
      "         |    404 Not Found     |",
      "         <......................|",
      "         |                      |",
      "    +-------------------+       |",
      "    | it was read whole |       |",
      "    +-------------------+       |",
      "         |                      |",
      "",
      "In words:",
      ...WORDS,
    ]);
  });

  test("is drawn where the last column of the drawing fits, and only there", async () => {
    expect(await shown(EXCHANGE, 37)).toContain("In words:");
    expect(await shown(EXCHANGE, 36)).toEqual(WORDS);
  });

  test("is told in words alone when it was edited after it was drawn, or never drawn", async () => {
    expect(await shown(EXCHANGE, 80, EXCHANGE.replace("404", "200"))).toEqual(WORDS);
    expect(renderMarkdown(fence(EXCHANGE), createTheme({ width: 80, color: false })).split("\n")).toEqual(
      WORDS,
    );
  });

  test("is muted where it is not text", async () => {
    const tokens = parseTokens(await makeTokenFile(codeBlocks(fence("sequenceDiagram\nC->>S: a"))));
    const screen = renderMarkdown(
      fence("sequenceDiagram\nC->>S: a"),
      createTheme({ width: 80, color: true }),
      tokens,
    );
    expect(screen.split("\n")[1]).toBe("    \x1b[2m | \x1b[0mC\x1b[2m |     | \x1b[0mS\x1b[2m |\x1b[0m");
  });

  test("shows as its source when it holds what can be neither drawn nor told", async () => {
    const loop = "sequenceDiagram\n  loop twice\n  C->>S: a\n  end";
    expect(await shown(loop)).toEqual(loop.split("\n").map((line) => `    ${line}`));
  });
});

/** The drawing alone, without its margin. */
async function drawn(...statements: string[]): Promise<string[]> {
  const screen = await shown(["sequenceDiagram", ...statements].join("\n"), 120);
  return screen.slice(0, screen.indexOf("")).map((row) => row.slice(4));
}

describe("a drawing", () => {
  test("counts columns, not UTF-16 code units", async () => {
    expect(await drawn("A->>B: é e\u0301 漢字 👍", "A->>B: plain")).toEqual([
      " +---+            +---+",
      " | A |            | B |",
      " +---+            +---+",
      "   |                |",
      "   |  é e\u0301 漢字 👍   |",
      "   |---------------->",
      "   |                |",
      "   |     plain      |",
      "   |---------------->",
      "   |                |",
    ]);
  });

  test.each([
    String.raw`GET / HTTP/1.1\r\n\r\n`,
    "Accept: */*, text/*",
    '"quoted"',
    "**a** ~~b~~ <i>c</i> `d`",
    "->> and -->> B: loop",
    "漢".repeat(20),
  ])("leaves the text %s as it is", async (text) => {
    expect((await drawn(`A->>B: ${text}`))[4]).toContain(text);
    expect((await drawn("A->>B: a", `Note over A: ${text}`)).join("\n")).toContain(`| ${text} |`);
  });

  test("tells requests and replies apart without colour", async () => {
    const rows = await drawn("A->>B: a", "B-->>A: b");
    expect(rows[5]).toBe("   |--------->");
    expect(rows[8]).toBe("   <.........|");
  });

  test("breaks a text where its author does", async () => {
    expect((await drawn("A->>B: one<br/>two")).slice(4, 7)).toEqual([
      "   |   one   |",
      "   |   two   |",
      "   |--------->",
    ]);
  });

  test("keeps a note that comes first, and covers no other lifeline with a note", async () => {
    expect(
      await drawn("Note right of A: the first", "A->>B: a", "Note left of B: left", "Note over B: over B"),
    ).toEqual([
      " +---+            +---+",
      " | A |            | B |",
      " +---+            +---+",
      "   |                |",
      "   | +-----------+  |",
      "   | | the first |  |",
      "   | +-----------+  |",
      "   |                |",
      "   |       a        |",
      "   |---------------->",
      "   |                |",
      "   |       +------+ |",
      "   |       | left | |",
      "   |       +------+ |",
      "   |                |",
      "   |           +--------+",
      "   |           | over B |",
      "   |           +--------+",
      "   |                |",
    ]);
  });

  test("has room for a message to oneself and a note over two", async () => {
    expect(await drawn("A->>A: waits a while", "Note over A,B: a note over both of them")).toEqual([
      " +---+                           +---+",
      " | A |                           | B |",
      " +---+                           +---+",
      "   |                               |",
      "   +---+                           |",
      "   |   | waits a while             |",
      "   <---+                           |",
      "   |                               |",
      "   | +--------------------------+  |",
      "   | | a note over both of them |  |",
      "   | +--------------------------+  |",
      "   |                               |",
    ]);
  });

  test("takes participants in the order in which they are named, under their names", async () => {
    const rows = await drawn("participant B as the server", "A->>B: a");
    expect(rows[1]).toBe("| the server |   | A |");
    expect(rows[5]).toMatch(/<-+\|$/);
  });

  test("holds every text whole, whatever the text", async () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
    const whole = text.filter((text) => text.trim() === text && !/[\r\n`]|<br/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(whole, { minLength: 3, maxLength: 3 }), async ([one, two, three]) => {
        const rows = await drawn(`A->>B: ${one}`, `Note over B: ${two}`, `B->>B: ${three}`, "B-->>C: x");
        for (const text of [one, two, three]) expect(rows.join("\n")).toContain(visible(text ?? ""));
      }),
      { numRuns: 50 },
    );
  });
});
