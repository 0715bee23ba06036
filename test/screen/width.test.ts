import fc from "fast-check";
import stringWidth from "fast-string-width";
import { describe, expect, test, vi } from "vitest";
import type { CheckState, Grade, Reason } from "../../src/grading/grade.ts";
import {
  createTheme,
  renderCode,
  renderError,
  renderExchange,
  renderGrade,
  renderHint,
  renderLesson,
  renderLessonList,
  renderLessonStatus,
  renderMarkdown,
  renderPracticeStart,
  renderTask,
  renderTasks,
  renderTranscript,
  type Theme,
} from "../../src/screen/index.ts";
import { observed } from "./exchanges.ts";
import { grades, lesson } from "./fixtures.ts";

// Many random texts on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// Our own sequences: a rendition, a hyperlink. Whatever control character is left came from the text.
const OWN_SEQUENCES = /\x1b\[[\d;]*m|\x1b\]8;;[\x21-\x7e]*\x1b\\/g;
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function expectSafe(output: string, theme: Theme): void {
  for (const line of output.split("\n")) {
    const text = theme.color ? line.replaceAll(OWN_SEQUENCES, "") : line;
    expect(text).not.toMatch(DANGEROUS);
    expect(stringWidth(line), JSON.stringify(line)).toBeLessThanOrEqual(theme.width);
  }
}

const themes = fc
  .record({ width: fc.integer({ min: 20, max: 120 }), color: fc.boolean(), links: fc.boolean() })
  .map(createTheme);

// Text with the characters that have made trouble: sequences, wide and combining letters, Markdown's own marks.
const trouble = fc.constantFrom(
  "\x1b[31m",
  "\x1b]8;;http://x\x07",
  "\x9b2J",
  "\r",
  "\r\n",
  "\n",
  "\n\n",
  "\t",
  "\0",
  "\u202e",
  "\u200d",
  "\ud800",
  "\u0301",
  "\ufe0f",
  "漢字",
  "👩‍👩‍👧",
  "1️⃣",
  "**",
  "_",
  "`",
  "```\n",
  "```ts\n",
  "| a | b |\n| - | - |\n",
  "| ",
  "- ",
  "> ",
  "1. ",
  "# ",
  "<details>",
  "<summary>x</summary>",
  "</details>",
  "<!--",
  "-->",
  "&#27;",
  "&lt;",
  "[a](",
  "https://example.org/a b",
  ")",
  "^",
  " ",
);
const texts = fc.array(fc.oneof(trouble, fc.string({ unit: "binary", maxLength: 40 }), fc.string()), {
  maxLength: 12,
});
const text = texts.map((parts) => parts.join(""));

const place = fc.record({ file: text, line: fc.nat(), column: fc.nat(), frame: text });

const failure = fc.record(
  {
    reason: fc.constantFrom<Reason>("wrong-answer", "threw", "syntax-error", "endless-loop"),
    message: text,
    asked: text,
    expected: text,
    received: text,
    cause: text,
    see: text,
    place,
    exchange: fc.array(
      fc.array(
        fc.record({
          from: fc.constantFrom("client" as const, "server" as const),
          octets: fc.uint8Array({ maxLength: 900 }),
          atMs: fc.nat(),
        }),
        { maxLength: 4 },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ["reason", "message"] },
);

const anyGrade: fc.Arbitrary<Grade> = fc.record(
  {
    lesson: text,
    title: text,
    file: text,
    seed: fc.integer(),
    task: fc.nat(),
    isPassed: fc.boolean(),
    node: text,
    durationMs: fc.nat(),
    couldNotGrade: text,
    diagnostics: fc.record({
      count: fc.nat(),
      first: fc.array(fc.record({ message: text, code: fc.nat(), place }), { maxLength: 5 }),
    }),
    typesNotChecked: text,
    checks: fc.array(
      fc.record(
        {
          task: fc.integer({ min: 1, max: 5 }),
          taskName: text,
          kind: fc.constantFrom("core" as const, "stretch" as const),
          title: text,
          points: fc.nat(),
          state: fc.constantFrom<CheckState>(
            "passed",
            "failed",
            "not-written",
            "timed-out",
            "crashed",
            "not-run",
          ),
          durationMs: fc.nat(),
          failure,
          output: text,
        },
        { requiredKeys: ["task", "taskName", "kind", "title", "points", "state", "durationMs"] },
      ),
      { maxLength: 6 },
    ),
  },
  {
    requiredKeys: [
      "lesson",
      "title",
      "file",
      "seed",
      "node",
      "durationMs",
      "checks",
      "isPassed",
      "diagnostics",
    ],
  },
);

describe("whatever the text, no line is too wide and no control character gets through", () => {
  test("in Markdown", () => {
    fc.assert(
      fc.property(text, themes, (text, theme) => expectSafe(renderMarkdown(text, theme), theme)),
      { numRuns: 400 },
    );
  });

  test("in code", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("ts", "http", ""), themes, (text, language, theme) =>
        expectSafe(renderCode(text, language, theme), theme),
      ),
    );
  });

  test("in a grade", () => {
    fc.assert(
      fc.property(anyGrade, themes, (grade, theme) => expectSafe(renderGrade(grade, lesson, theme), theme)),
      {
        numRuns: 400,
      },
    );
  });

  test("in a transcript", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), themes, (octets, theme) =>
        expectSafe(renderTranscript([{ from: "server", octets, atMs: 0 }], theme), theme),
      ),
    );
  });

  test("in an exchange, whatever the octets, the error and the framing", () => {
    const latin1 = fc.uint8Array({ maxLength: 600 }).map((octets) => Buffer.from(octets).toString("latin1"));
    const framing = fc.constantFrom(
      undefined,
      { rule: 4, statusCode: 200, framing: { kind: "chunked" } } as const,
      { rule: 8, statusCode: 200, framing: { kind: "until-close" } } as const,
      { rule: 6, statusCode: 200, framing: { kind: "content-length", octets: 9 } } as const,
    );
    const refusal = text.map((refusal) => ({ rule: 5, statusCode: 200, refusal }) as const);
    const heads = fc.constantFrom("", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\n");
    fc.assert(
      fc.property(
        heads,
        latin1,
        fc.oneof(framing, refusal),
        text,
        themes,
        (head, raw, framing, text, theme) => {
          const outcome = {
            kind: "failed",
            stage: "reading the body",
            error: { name: text, message: text },
          } as const;
          const request = {
            method: text,
            target: text,
            fields: [],
            origin: { scheme: "https", host: text, port: 1 },
          } as const;
          const exchange = observed({ request, sent: raw, received: head + raw, framing, outcome });
          const fault = { name: text, teaches: text, breaks: text };
          expectSafe(renderExchange(exchange, { isPractice: true, fault }, theme), theme);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("in a lesson, its pages, tasks and hints, a list and an error", () => {
    fc.assert(
      fc.property(text, themes, (text, theme) => {
        const task = {
          number: 1,
          kind: "core" as const,
          name: text,
          signature: text,
          markdown: text,
          hints: [text],
        };
        const odd = {
          ...lesson,
          title: text,
          introduction: text,
          tasks: [task],
          blocks: [{ kind: "tasks" as const, tasks: [task] }],
        };
        expectSafe(renderLesson(odd, theme), theme);
        expectSafe(renderTasks([task], odd, theme), theme);
        expectSafe(renderTask(task, odd, theme), theme);
        expectSafe(renderHint(task, 1, theme), theme);
        expectSafe(renderHint(task, 2, theme), theme);
        const entry = { lesson: odd, passed: true, current: true, tasksPassed: 1 };
        expectSafe(renderLessonList([entry], theme), theme);
        expectSafe(renderLessonStatus(odd, [{ task, passed: false, gaveUp: true }], theme), theme);
        expectSafe(renderError(text, text, theme), theme);
      }),
    );
  });
});

describe.each([20, 40, 80, 120])("at %i columns", (width) => {
  test.each(Object.keys(grades) as (keyof typeof grades)[])(
    "the grade %s fits, with and without colour",
    (name) => {
      const plain = renderGrade(grades[name], lesson, createTheme({ width, color: false }));
      const colored = renderGrade(grades[name], lesson, createTheme({ width, color: true }));
      expectSafe(plain, createTheme({ width, color: false }));
      expect(colored.replaceAll(OWN_SEQUENCES, "")).toBe(plain);
    },
  );
});

test("text nested thousands deep is shown, not refused", () => {
  const theme = createTheme({ width: 40, color: false });
  for (const deep of [
    "> ".repeat(20_000),
    "- ".repeat(5_000),
    `${"<details>\n\n".repeat(5_000)}end`,
    "*a **b ".repeat(3_000),
  ]) {
    expectSafe(renderMarkdown(`${deep}here`, theme), theme);
  }
});

test.each([20, 40, 80])("the start of the practice service fits %i columns", (width) => {
  const theme = createTheme({ width, color: false });
  const securePorts = [{ url: "https://127.0.0.1:65535", about: "Its certificate ran out yesterday." }];
  const missingPeers = [{ name: "black-hole", reason: "Connections do not wait here." }];
  const addresses = { url: "http://127.0.0.1:65534", securePorts, peers: 24, missingPeers };
  expectSafe(renderPracticeStart(addresses, theme), theme);
});
