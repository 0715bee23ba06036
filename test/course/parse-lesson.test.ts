import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { MalformedLesson, parseLesson, quizzesOf } from "../../src/course/index.ts";

const ROOT = resolve("/course");

const LESSON = `# 3. Responses

> Read a response, and choose
> what to do.

Why does the second read give nothing?

## The octets

\`\`\`http
HTTP/1.1 204

## Task 9: not a heading, octets
\`\`\`

### Quiz: The second read

What comes?

1. The same octets
2. Nothing,
   and at once
3. An error

<details>
<summary>Answer</summary>

1. **No.** They are gone.
2. **Right.** The body
   was read.
3. **No.** Nothing is wrong.

</details>

So much for reading.

## Task 1: \`parseStatusLine(line)\`

Parses.

\`\`\`ts try
parseStatusLine(
  "HTTP/1.1 204",
)
// { statusCode: 204,
//   reasonPhrase: "" }
\`\`\`

<details>
<summary>Hint 1 of 3</summary>

What does the grammar say?

</details>

<details><summary>Hint 2 of 3</summary>

A regular expression.

</details>
<details><summary>Hint 3 of 3</summary>

With four groups.

</details>

Errors: none.

## What was left out

Chunks.

## Task 2 (stretch): \`FieldSection\`

A class.

<details><summary>Hint 1 of 3</summary>

Which class?

</details>
<details><summary>Hint 2 of 3</summary>

RFC 9110 §5.

</details>
<details><summary>Hint 3 of 3</summary>

A list.

</details>
`;

describe("parseLesson", () => {
  const lesson = parseLesson("03-responses", LESSON, ROOT);

  it("reads slug, number, name, title and goal", () => {
    expect(lesson).toMatchObject({ slug: "03-responses", number: 3, name: "responses", title: "Responses" });
    expect(lesson.goal).toBe("Read a response, and choose what to do.");
  });

  it("takes what stands before the first section as the introduction", () => {
    expect(lesson.introduction).toMatch(/^# 3\. Responses\n/);
    expect(lesson.introduction).toMatch(/give nothing\?$/);
  });

  it("keeps sections and tasks apart, and takes no heading from a fence", () => {
    expect(lesson.sections.map((section) => section.title)).toEqual(["The octets", "What was left out"]);
    expect(lesson.sections[1]?.markdown).toBe("## What was left out\n\nChunks.");
    expect(lesson.tasks.map(({ number, kind, name, signature }) => [number, kind, name, signature])).toEqual([
      [1, "core", "parseStatusLine", "parseStatusLine(line)"],
      [2, "stretch", "FieldSection", "FieldSection"],
    ]);
  });

  it("keeps the order of the text, with the tasks between two sections together", () => {
    const [, task = ""] = /(## Task 2[\s\S]+)/.exec(LESSON)!;
    const between = LESSON.replace(task, "").replace("## What was", () => `${task}\n\n## What was`);
    const blocksOf = (text: string) =>
      parseLesson("03-responses", text, ROOT).blocks.map((block) =>
        block.kind === "section" ? block.section.title : block.tasks.map(({ number }) => number),
      );
    expect(blocksOf(LESSON)).toEqual(["The octets", [1], "What was left out", [2]]);
    expect(blocksOf(between)).toEqual(["The octets", [1, 2], "What was left out"]);
  });

  it("takes the hints out of a task's text", () => {
    expect(lesson.tasks[0]?.markdown).toMatch(/^Parses\.\n\n```ts try\n[\s\S]+\n```\n\nErrors: none\.$/);
    expect(lesson.tasks[0]?.hints).toEqual([
      "What does the grammar say?",
      "A regular expression.",
      "With four groups.",
    ]);
  });

  it("finds the worked example of a task: a call, and what it gives", () => {
    expect(lesson.tasks[0]?.example).toEqual({
      call: 'parseStatusLine(\n  "HTTP/1.1 204",\n)',
      result: '{ statusCode: 204,\n  reasonPhrase: "" }',
    });
    expect(lesson.tasks[1]?.example).toBeUndefined();
  });

  it("knows where the lesson's files are", () => {
    expect(lesson.files).toEqual({
      lesson: join(ROOT, "lessons", "03-responses.md"),
      exercise: join(ROOT, "exercises", "03-responses.ts"),
      original: join(ROOT, "exercises", ".original", "03-responses.ts"),
      solution: join(ROOT, "solutions", "03-responses.ts"),
      grader: join(ROOT, "test", "graders", "03-responses.test.ts"),
      tokens: join(ROOT, "lessons", ".tokens", "03-responses.json"),
    });
  });

  it("reads a text with CRLF and a byte order mark the same way", () => {
    expect(parseLesson("03-responses", `\uFEFF${LESSON.replaceAll("\n", "\r\n")}`, ROOT)).toEqual(lesson);
  });

  it("finds the quizzes", () => {
    expect(quizzesOf(lesson)).toEqual([
      {
        title: "The second read",
        question: "What comes?",
        choices: [
          { text: "The same octets", isRight: false, explanation: "They are gone." },
          { text: "Nothing,\nand at once", isRight: true, explanation: "The body\nwas read." },
          { text: "An error", isRight: false, explanation: "Nothing is wrong." },
        ],
      },
    ]);
  });

  it("cuts a section at its quiz, so that the text after it can wait for the answer", () => {
    const { parts } = lesson.sections[0]!;
    expect(parts.map((part) => part.kind)).toEqual(["text", "quiz", "text"]);
    expect(parts[0]).toMatchObject({ markdown: expect.stringMatching(/^## The octets\n[\s\S]*```$/) });
    expect(parts[2]).toEqual({ kind: "text", markdown: "So much for reading." });
  });
});

describe("parseLesson refuses, naming file and line,", () => {
  /** What is wrong, how to spoil the lesson, the line that is named (its beginning), what the message says. */
  const problems: [string, (text: string) => string, string, RegExp][] = [
    [
      "a number in the title that is not the slug's",
      (t) => t.replace("# 3.", "# 4."),
      "# 4.",
      /"# 3\. Title"/,
    ],
    ["a text without a goal", (t) => t.replace(/^> .*$/gm, ""), "# 3.", /"> "/],
    [
      "a fence that is never closed",
      (t) => `${t}\n~~~ts\n`,
      "~~~ts",
      /never closed: end it with a line of ~~~/,
    ],
    [
      "a task's heading without its call",
      (t) => t.replace("`FieldSection`", "Fields"),
      "## Task 2",
      /## Task 2: /,
    ],
    [
      "a worked example without what it gives",
      (t) => t.replace(/^\/\/ .*\n/gm, ""),
      "```ts try",
      /below it `\/\/ ` with what it gives/,
    ],
    [
      "a second worked example",
      (t) => t.replace("Errors: none.", "~~~ts try\nf()\n// 1\n~~~"),
      "~~~ts try",
      /one worked example/,
    ],
    ["a quiz in lower case", (t) => t.replace("### Quiz", "### quiz"), "### quiz", /"### Quiz: title"/],
    [
      "a quiz without its colon",
      (t) => t.replace("### Quiz:", "### Quiz"),
      "### Quiz The",
      /"### Quiz: title"/,
    ],
    [
      "a quiz without a title",
      (t) => t.replace("Quiz: The second read", "Quiz:"),
      "### Quiz:",
      /"### Quiz: title"/,
    ],
    [
      "a quiz in a task",
      (t) => t.replace("Errors: none.", "### Quiz: Errors"),
      "### Quiz: Errors",
      /A quiz stands in a section, not in a task\.$/,
    ],
    [
      "a quiz above the first section",
      (t) => t.replace("## The octets", "### Quiz: Octets\n\n## The octets"),
      "### Quiz: Octets",
      /A quiz stands in a section, not above the first one\.$/,
    ],
    [
      "two quizzes with one title",
      (t) => t.replace("So much for reading.", t.slice(t.indexOf("### Quiz"), t.indexOf("So much"))),
      "### Quiz: The second read",
      /Another quiz has this title/,
    ],
    [
      "a task that is missing",
      (t) => t.replace("Task 2", "Task 3"),
      "## Task 3",
      /task 2.*says 3\. Task 2 is missing above: is its heading right, or a fence never closed\?$/,
    ],
    [
      "a task that comes twice",
      (t) => t.replace("Task 2", "Task 1"),
      "## Task 1 \\(",
      /task 2, and its heading says 1\.$/,
    ],
    ["hints out of order", (t) => t.replace("Hint 1 of 3", "Hint 3 of 3"), "<details>", /Hint 1 of 3/],
    ["hints of another count", (t) => t.replace("Hint 2 of 3", "Hint 2 of 2"), "<details>", /Hint 2 of 3/],
    [
      "two hints",
      (t) => t.replace(/<details><summary>Hint 3 of 3[\s\S]*?<\/details>/, ""),
      "## Task 1",
      /Task 1 has 2 hints: write three, "<details><summary>Hint 1 of 3<\/summary>" and so on\.$/,
    ],
    [
      "a task without hints",
      (t) => t.slice(0, t.lastIndexOf("<details><summary>Hint 1 of 3")),
      "## Task 2",
      /Task 2 has no hints: write three/,
    ],
    [
      "an empty hint",
      (t) => t.replace("A regular expression.", ""),
      "<details><summary>Hint 2",
      /Hint 2 of 3 is empty: write it below its summary/,
    ],
    [
      "a hint without its summary",
      (t) => t.replace("<summary>Hint 1 of 3</summary>", ""),
      "<details>",
      /<summary>/,
    ],
    [
      "details that are never closed",
      (t) => t.replace("</details>\n\nErrors", "Errors"),
      "<details>",
      /add <\/d/,
    ],
    ["an end of details too many", (t) => t.replace("Parses.", "</details>"), "</details>", /closes nothing/],
    ["a quiz without an answer", (t) => t.replace(">Answer<", ">Solution<"), "### Quiz: ", /<summary>Answer/],
    [
      "a quiz with two right choices",
      (t) => t.replace("**No.** They", "**Right.** They"),
      "<details>",
      /not 2/,
    ],
    ["an explanation too few", (t) => t.replace(/3\. \*\*No.*$/m, ""), "<details>", /3 choices and 2/],
    [
      "an explanation without its verdict",
      (t) => t.replace("**No.** They", "They"),
      "<details>",
      /\*\*Right/,
    ],
  ];

  it.each(problems)("%s", (_title, spoil, line, message) => {
    const text = spoil(LESSON);
    const error = thrownBy(() => parseLesson("03-responses", text, ROOT));
    expect(error).toBeInstanceOf(MalformedLesson);
    const malformed = error as MalformedLesson;
    expect(malformed.file).toBe("lessons/03-responses.md");
    expect(text.split("\n")[malformed.line - 1]).toMatch(new RegExp(`^${line}`));
    expect(malformed.message).toMatch(message);
    expect(malformed.message).toContain(`lessons/03-responses.md:${malformed.line}: `);
  });

  it("a slug that is none", () => {
    expect(() => parseLesson("3-Responses", LESSON, ROOT)).toThrow(/two digits, a hyphen and a name/);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
