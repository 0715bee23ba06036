// Each thing that the text checks look for is planted in a course that has none of them, and each is found.

import { expect, test, vi } from "vitest";
import { TEXT_CHECKS } from "../../../src/authoring/check/text-checks.ts";
import { type Edit, found, LESSON } from "./text-course.ts";

vi.setConfig({ testTimeout: 120_000 });

const WORDS = "lessons/words.md";
const OCTET = "## octet\n\nA byte: eight bits.\n\nRFC 9110 §2.1, lesson 1.\n";

/** What is planted, and a part of the one line that has to be said. */
type Violation = readonly [what: string, edit: Edit | readonly Edit[], said: string];

const VIOLATIONS: Readonly<Record<string, readonly Violation[]>> = {
  extent: [
    ["a short text", { replace: "Some lines of text.\n".repeat(60), by: "" }, "Write at least 120"],
    [
      "a long text",
      { replace: "Some lines of text.", by: "Some lines of text.\n".repeat(200) },
      "Cut it to 250",
    ],
    ["another end", { replace: "## What was left out", by: "## The end" }, "What was left out"],
  ],
  style: [
    ["a shout", { replace: "is a byte", by: "is a byte!" }, `${LESSON}:9: There is an exclamation mark.`],
    ["simply", { replace: "is a byte", by: "is Simply a byte" }, 'There is the word "Simply".'],
    [
      "just",
      { file: "README.md", replace: "Read", by: "Just read" },
      'README.md:5: There is the word "Just".',
    ],
  ],
  columns: [
    ["a wide line", { replace: "How is", by: `How ${"on and ".repeat(12)}is` }, "Break it."],
    [
      "code that would be cut",
      { replace: 'console.log("Hello");', by: `console.log("${"x".repeat(63)}");` },
      `${LESSON}:20: A line of this block would be cut: 80 columns have room for 76.`,
    ],
    [
      "code that would be cut in a fold",
      { replace: "Think.", by: `~~~ts\n${"x".repeat(75)}\n~~~` },
      "A line of this block would be cut",
    ],
    [
      "a table that would be a list",
      {
        replace: "| name | value |\n| --- | --- |",
        by: `|${" a-long-heading |".repeat(7)}\n|${" --- |".repeat(7)}`,
      },
      `${LESSON}:56: This table does not fit 80 columns`,
    ],
  ],
  markdown: [
    ["a skipped level", { replace: "## A program", by: "#### A program" }, "Heading levels should only"],
    ["two blank lines", { file: "README.md", replace: "\n\n## ", by: "\n\n\n## " }, "README.md:3: "],
  ],
  links: [
    [
      "a file that is not there",
      { replace: "../README.md", by: "../NOTES.md" },
      `${LESSON}:5: There is no NOTES.md`,
    ],
    [
      "a heading that is not there",
      { replace: "#how-it-goes", by: "#how-it-goes-on" },
      `${LESSON}:5: README.md has no heading #how-it-goes-on. Mend what stands after the #, or write #how-it-goes.`,
    ],
    [
      "an image that is not there",
      { file: "README.md", replace: "Read", by: "![x](x.png)" },
      "There is no x.png",
    ],
    [
      "http://",
      { file: "README.md", replace: "lessons/01-hello.md", by: "http://example.org" },
      "begin with https://",
    ],
  ],
  "rfc-references": [
    [
      "a section too many",
      { replace: "RFC 9110 §2.1", by: "RFC 9110 §2.6" },
      `${LESSON}:9: RFC 9110 has no §2.6.`,
    ],
    ["a chapter too many", { replace: "RFC 9110 §2.1", by: "RFC 9112 §14" }, "RFC 9112 has no §14."],
    ["a part of a whole", { replace: "RFC 9110 §2.1", by: "RFC 9112 §4.1" }, "RFC 9112 has no §4.1."],
    [
      "the second of two",
      { replace: "RFC 9110 §2.1", by: "RFC 9110 §5.1 and §5.7" },
      "RFC 9110 has no §5.7.",
    ],
    [
      "an RFC that nobody else names",
      { replace: "RFC 9110 §2.1", by: "RFC 9911 §2.1" },
      "No other place names a section of RFC 9911.",
    ],
    [
      "one in code",
      { file: "solutions/01-hello.ts", replace: "Task 1.", by: "Task 1 (RFC 9111 §10)." },
      "solutions/01-hello.ts:1: RFC 9111 has no §10.",
    ],
  ],
  glossary: [
    [
      "a new term without a link",
      { replace: "is a byte", by: "is a **byte**" },
      `${LESSON}:9: "byte" is set in bold, as new terms are, and does not link to the glossary.`,
    ],
    [
      "a word that its lesson does not introduce",
      { replace: "[**octet**](words.md#octet)", by: "octet" },
      `${WORDS}:3: "octet" is to be introduced in lesson 1, which does not link to it.`,
    ],
    [
      "a word that a later lesson introduces",
      { file: WORDS, replace: "lesson 1", by: "lesson 2" },
      'The word "octet" is introduced here, and the glossary says in lesson 2.',
    ],
    [
      "another order",
      { file: WORDS, replace: OCTET, by: `${OCTET}\n## CA\n\nWho signs.\n\nLesson 6.\n` },
      `${WORDS}:9: "CA" stands behind "octet".`,
    ],
    ["a word twice", { file: WORDS, replace: OCTET, by: `${OCTET}\n${OCTET}` }, '"octet" stands here twice.'],
    [
      "an entry without its origin",
      { file: WORDS, replace: "RFC 9110 §2.1, lesson 1.", by: "" },
      `${WORDS}:3: Below`,
    ],
  ],
  todos: [
    [
      "a mark in a lesson",
      { replace: "Everything else.", by: "TODO: the rest" },
      "still to be written: the rest.",
    ],
    [
      "a mark in code",
      { file: "solutions/01-hello.ts", replace: "Task 1.", by: "TODO: why." },
      "solutions/01-hello.ts:1: This is still to be written: why.",
    ],
    [
      "a mark in a table",
      { file: "README.md", replace: "Read", by: "| TODO: what | b |\n\nRead" },
      "written: what.",
    ],
  ],
  traces: [
    [
      "a registry",
      { file: "package-lock.json", by: '{\n"resolved": "https://example.org/x.tgz"\n}\n' },
      "package-lock.json:2: ",
    ],
    [
      "a folder of one's own",
      { file: "README.md", replace: "Read", by: `See /${"home"}/ann/course/a.ts.\n\nRead` },
      "README.md:5: A path in somebody's home folder stands here.",
    ],
    [
      "a folder of one's own on Windows",
      { file: "README.md", replace: "Read", by: `See C:\\${"Users"}\\Ann\\course\\a.ts.\n\nRead` },
      "README.md:5: A path in somebody's home folder stands here.",
    ],
    [
      "a byte order mark",
      { file: "README.md", replace: "# A", by: "\ufeff# A" },
      "README.md:1: A byte order mark stands here, which nobody sees. Save the file as UTF-8 without one.",
    ],
    [
      "CRLF",
      { file: "README.md", replace: "Read", by: "Read on\r\nRead" },
      "README.md:5: This line ends with CRLF.",
    ],
  ],
  spelling: [
    [
      "a slip in a lesson",
      { replace: "Everything else", by: "Everythin else" },
      `"everythin" is in no dictionary.`,
    ],
    ["a short slip", { replace: "is a byte", by: "is teh byte" }, `${LESSON}:9: "teh" is in no dictionary.`],
    ["American English", { file: "README.md", replace: "Read", by: "The behavior: read" }, "behaviour"],
    [
      "a slip in a comment",
      { file: "solutions/01-hello.ts", replace: "Task 1.", by: "Task 1, writen." },
      'solutions/01-hello.ts:1: "writen" is in no dictionary. Write ',
    ],
    [
      "a word of our own that nobody uses",
      { file: "docs/spelling.txt", by: "codings\n" },
      'docs/spelling.txt:1: "codings" is used nowhere, or a dictionary has it. Take it off the list.',
    ],
    [
      "words of our own in another order",
      [
        { file: "docs/spelling.txt", by: "knip\ncodings\n" },
        { replace: "Everything else", by: "Codings, knip's" },
      ],
      'docs/spelling.txt:2: "codings" stands behind "knip".',
    ],
  ],
  tokens: [
    [
      "a token file of another text",
      { file: "lessons/.tokens/01-hello.json", by: "{}" },
      "Run `npm run tokens`.",
    ],
  ],
  fences: [
    [
      "another output",
      { replace: "```text\nHello", by: "```text\nGoodbye" },
      `${LESSON}:20: What the lesson shows is not what came out when this was run. Run \`npm run snippets\``,
    ],
    [
      "a program that throws",
      { replace: 'console.log("Hello")', by: "throw 1" },
      `${LESSON}:20: This ts program ended with exit code 1.`,
    ],
    [
      "a fence of another name",
      { replace: "```ts", by: "```typescript" },
      `${LESSON}:20: Name a program's fence`,
    ],
    [
      "a message that is none",
      { replace: "HTTP/1.1 200 OK", by: "HTTP/1.1 2000 OK" },
      `${LESSON}:11: This is not a message that the client can read: Cannot read the status-line`,
    ],
    [
      "a length that is wrong",
      { replace: "Content-Length: 2", by: "Content-Length: 3" },
      "This message announces 3 octets of content and shows 2.",
    ],
    [
      "two lengths",
      { replace: "Content-Length: 2", by: "Content-Length: 2\nTransfer-Encoding: chunked" },
      "both",
    ],
  ],
};

for (const check of TEXT_CHECKS) {
  const violations = VIOLATIONS[check.name];
  test.each(violations ?? [])(`${check.name} finds %s`, async (_what, edits, said) => {
    const lines = await found(check, ...[edits].flat());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(said);
  });

  test(`${check.name} finds nothing in a course that is right`, async () => {
    // Its tokens are made when an author makes them.
    if (check.name !== "tokens") expect(await found(check)).toEqual([]);
  });
}

test("every check has something planted for it", () => {
  expect(Object.keys(VIOLATIONS).sort()).toEqual(TEXT_CHECKS.map(({ name }) => name).sort());
});
