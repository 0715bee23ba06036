import { describe, expect, test } from "vitest";
import { withLiveExchange } from "../../src/runner/live-exchange.ts";
import { parseTokens, renderMarkdown } from "../../src/screen/index.ts";
import { createTheme } from "../../src/screen/theme.ts";

const REQUEST = "GET /robots.txt HTTP/1.1\nHost: 127.0.0.1:8080\n\n";
const RESPONSE = "HTTP/1.1 200 OK\nDate: Tue, 15 Nov 1994 08:12:31 GMT\n\n";

const fence = (info: string, body: string) => `\`\`\`${info}\n${body}\`\`\``;
const text = (info: string) =>
  `Sent:\n\n${fence("http", REQUEST)}\n\nCame:\n\n${fence(info, RESPONSE)}\n\nEnd.`;

describe("a fence that says live", () => {
  test("gets the response of now, and the request above it what was sent", async () => {
    const { markdown } = await withLiveExchange({
      markdown: text("http live GET /robots.txt"),
      tokens: undefined,
    });
    const [, port = ""] = /Made just now, with a practice service at port (\d+)\./.exec(markdown)!;
    expect(markdown).toMatch(
      new RegExp(
        `^Sent:\n\n\`\`\`http\nGET /robots\\.txt HTTP/1\\.1\nHost: 127\\.0\\.0\\.1:${port}\nAccept-Encoding: identity\n\n\`\`\``,
      ),
    );
    expect(markdown).toMatch(/\nUser-agent: \*\nDisallow: \/deny\n```\n\nMade just now.+\n\nEnd\.$/);
    expect(markdown).not.toContain("1994");
  });

  test("keeps its colours, as far as it is as it was written", async () => {
    const tokens = parseTokens({
      version: 2,
      blocks: [
        {
          language: "http",
          lines: [
            [
              ["o", "HTTP/1.1 "],
              ["n", "200"],
              ["s", " OK"],
            ],
            [
              ["h", "Date"],
              ["", ": Tue, 15 Nov 1994 08:12:31 GMT"],
            ],
          ],
        },
      ],
    });
    const live = await withLiveExchange({ markdown: text("http live GET /robots.txt"), tokens });
    const [response = ""] = /HTTP\/1\.1 200[\s\S]+?(?=```)/.exec(live.markdown)!;
    const [first, second] = live.tokens!("http", response)!;
    expect(first).toEqual([
      { text: "HTTP/1.1 ", styles: ["constant"] },
      { text: "200", styles: ["number"] },
      { text: " OK", styles: ["string"] },
    ]);
    expect(second?.map(({ text }) => text).join("")).toBe(response.split("\n")[1]);
    expect(tokens("http", response)).toBeUndefined();
    expect(renderMarkdown(live.markdown, createTheme({ width: 80, color: true }), live.tokens)).toContain(
      "\x1b[",
    );
  });

  test("stays as it was written where the exchange fails, and says so", async () => {
    const markdown = text("http live GET /fault/closes-without-answer");
    const live = await withLiveExchange({ markdown, tokens: undefined });
    expect(live.markdown.replace(/\n\nThat was when the lesson was written: .+/, "")).toBe(markdown);
    expect(live.markdown).toContain("`npm run doctor` looks for what stands in the way.");
  });
});

test("without it nothing is made", async () => {
  const written = { markdown: text("http GET /robots.txt"), tokens: undefined };
  expect(await withLiveExchange(written)).toBe(written);
});
