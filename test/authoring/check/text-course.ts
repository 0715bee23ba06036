/** A course of one lesson in a temporary folder, right in every way that the text checks look at, for one edit at a time. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type {
  CheckedCourse,
  CourseCheck,
  CourseProblem,
} from "../../../src/authoring/check/course-problem.ts";
import { built } from "../../support/grade-file.ts";

export const LESSON = "lessons/01-hello.md";

const FILES: Readonly<Record<string, string>> = {
  [LESSON]: `# 1. Hello

> You can greet a server.

How is that done? See [the README](../README.md#how-it-goes).

## The octets

An [**octet**](words.md#octet) is a byte (RFC 9110 §2.1).

\`\`\`http
HTTP/1.1 200 OK
Content-Length: 2

ok
\`\`\`

## A program

\`\`\`ts
console.log("Hello");
\`\`\`

\`\`\`text
Hello
\`\`\`

### Quiz: One

What comes?

1. This
2. That

<details><summary>Answer</summary>

1. **Right.** It does.
2. **No.** It does not.

</details>

### Quiz: Two

What goes?

1. This
2. That

<details><summary>Answer</summary>

1. **No.** It does not.
2. **Right.** It does.

</details>

| name | value |
| --- | --- |
| a | b |

${"Some lines of text.\n".repeat(100)}
## Task 1: \`one()\`

Return 1.
${hints()}
## Task 2: \`two()\`

Return 2.
${hints()}
## What was left out

Everything else.
`,
  "lessons/words.md": "# Words\n\n## octet\n\nA byte: eight bits.\n\nRFC 9110 §2.1, lesson 1.\n",
  "README.md": "# A course\n\n## How it goes\n\nRead [the lesson](lessons/01-hello.md).\n",
  "solutions/01-hello.ts": "/** Task 1. */\nexport const one = () => 1;\n",
  "docs/spelling.txt": "",
};

function hints(): string {
  const hint = (number: number) =>
    `\n<details><summary>Hint ${number} of 3</summary>\n\nThink.\n\n</details>`;
  return `${[1, 2, 3].map(hint).join("")}\n`;
}

/** A text in place of another one in a file; without it the file is new, or whole anew. */
export interface Edit {
  readonly file?: string;
  readonly replace?: string;
  readonly by: string;
}

/**
 * Asks a check about the course after some edits.
 *
 * @returns Each problem as one line
 */
export async function found(check: CourseCheck, ...edits: readonly Edit[]): Promise<string[]> {
  const problems = await check.find(courseWith(edits));
  return problems.map(inWords);
}

function courseWith(edits: readonly Edit[]): CheckedCourse {
  const root = mkdtempSync(join(realpathSync(tmpdir()), "text-course-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const files: Record<string, string> = { ...FILES };
  for (const { file = LESSON, replace, by } of edits) {
    const text = files[file] ?? "";
    if (replace !== undefined && !text.includes(replace)) throw new Error(`${file} has no ${replace}`);
    // Every one of our dollars is meant as it is.
    files[file] = replace === undefined ? by : text.replace(replace, () => by);
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { root, built, slugs: ["01-hello"] };
}

function inWords({ file, line, problem, advice }: CourseProblem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${problem} ${advice}`;
}
