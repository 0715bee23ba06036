import { join } from "node:path";
import { MalformedLesson } from "./errors.ts";
import type { Example, Lesson, LessonBlock, LessonFiles, Section, Task } from "./lesson.ts";
import {
  type Block,
  blocksOf,
  type Details,
  fencesOf,
  type Line,
  linesOf,
  type Refuse,
  takeDetails,
  textOf,
} from "./markdown.ts";
import { isQuiz, partsOf, refuseNearQuiz } from "./quiz.ts";
import { parseSlug } from "./slug.ts";

const TASK = /^Task (\d+)( \(stretch\))?: `(([A-Za-z_$][\w$]*)(\(.*\))?)`$/;
const HINTS = 3;

/**
 * Reads a lesson's Markdown.
 *
 * @param slug `NN-name`, the key of the lesson's files
 * @param markdown The text of `lessons/NN-name.md`
 * @param root Absolute path of the course's root, from which the paths in `lesson.files` are made
 * @throws {MalformedLesson} When the text does not have a lesson's shape; it names file, line and what to write
 */
export function parseLesson(slug: string, markdown: string, root: string): Lesson {
  const refuse: Refuse = (line, problem) => {
    throw new MalformedLesson(`lessons/${slug}.md`, line, problem);
  };
  const { number, name } =
    parseSlug(slug) ?? refuse(1, "Name the file with two digits, a hyphen and a name: 03-responses.md.");
  const lines = linesOf(markdown, refuse);
  const { before, blocks } = blocksOf(lines, 2);
  checkQuizHeadings(lines, refuse);
  refuseQuiz(before, "not above the first one", refuse);
  const parsed = parseBlocks(blocks, refuse);
  return {
    slug,
    number,
    name,
    title: parseTitle(before, number, refuse),
    goal: parseGoal(before, refuse),
    introduction: textOf(before),
    sections: parsed.flatMap((block) => (block.kind === "section" ? [block.section] : [])),
    tasks: parsed.flatMap((block) => (block.kind === "tasks" ? block.tasks : [])),
    blocks: parsed,
    files: lessonFiles(slug, root),
  };
}

function isTask({ title }: Block): boolean {
  return /^Task\b/i.test(title);
}

function parseBlocks(blocks: readonly Block[], refuse: Refuse): LessonBlock[] {
  const parsed: LessonBlock[] = [];
  let tasks: Task[] = [];
  let count = 0;
  for (const block of blocks) {
    if (!isTask(block)) {
      parsed.push({ kind: "section", section: parseSection(block, refuse) });
      tasks = [];
      continue;
    }
    if (tasks.length === 0) parsed.push({ kind: "tasks", tasks });
    count += 1;
    tasks.push(parseTask(block, count, refuse));
  }
  return parsed;
}

function checkQuizHeadings(lines: readonly Line[], refuse: Refuse): void {
  // Answers are kept by the title of their quiz.
  const titles = new Set<string>();
  for (const block of blocksOf(lines, 3).blocks) {
    refuseNearQuiz(block, refuse);
    if (!isQuiz(block)) continue;
    const { heading, title } = block;
    if (titles.has(title)) refuse(heading.number, `Another quiz has this title: rename one "${title}".`);
    titles.add(title);
  }
}

/** Elsewhere than in a section it would be text, and never asked. */
function refuseQuiz(lines: readonly Line[], elsewhere: string, refuse: Refuse): void {
  const quiz = blocksOf(lines, 3).blocks.find(isQuiz);
  if (quiz !== undefined) refuse(quiz.heading.number, `A quiz stands in a section, ${elsewhere}.`);
}

function parseTitle(lines: readonly Line[], number: number, refuse: Refuse): string {
  const heading = lines.find((line) => line.text.trim() !== "");
  const match = /^# (\d+)\. (.+)$/.exec(heading?.text.trim() ?? "");
  if (match === null || Number(match[1]) !== number) {
    return refuse(heading?.number ?? 1, `A lesson begins with its number and title: "# ${number}. Title".`);
  }
  return match[2]!.trim();
}

function parseGoal(lines: readonly Line[], refuse: Refuse): string {
  const start = lines.findIndex((line) => !line.isFenced && line.text.startsWith("> "));
  if (start === -1) {
    return refuse(
      1,
      'Below the title a lesson says its goal in one sentence, on a line that starts with "> ".',
    );
  }
  const quoted = lines.slice(start);
  const end = quoted.findIndex((line) => !line.text.startsWith(">"));
  return quoted
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.text.slice(1).trim())
    .join(" ")
    .trim();
}

function parseSection({ heading, title, body }: Block, refuse: Refuse): Section {
  const lines = [heading, ...body];
  return { title, markdown: textOf(lines), parts: partsOf(lines, refuse) };
}

function parseTask({ heading, title, body }: Block, expected: number, refuse: Refuse): Task {
  const match = TASK.exec(title);
  if (match === null) {
    return refuse(
      heading.number,
      `Write a task's heading as "## Task ${expected}: \`name(arguments)\`" or "## Task ${expected} (stretch): …".`,
    );
  }
  const [, number, stretch, signature, name] = match;
  if (Number(number) !== expected) refuse(heading.number, misnumbered(Number(number), expected));
  refuseQuiz(body, "not in a task", refuse);
  const isHint = (details: Details) => /^hint\b/i.test(details.summary);
  const { details } = takeDetails(body, refuse);
  const hints = details.filter(isHint);
  if (hints.length !== HINTS) refuse(heading.number, miscounted(expected, hints.length));
  return {
    number: expected,
    kind: stretch === undefined ? "core" : "stretch",
    name: name!,
    signature: signature!,
    markdown: textOf(withoutBlocks(body, hints)),
    ...parseExample(body, refuse),
    hints: hints.map((hint, index) => parseHint(hint, index + 1, refuse)),
  };
}

function misnumbered(number: number, expected: number): string {
  const sentence = `This is task ${expected}, and its heading says ${number}.`;
  if (number < expected) return sentence;
  return `${sentence} Task ${expected} is missing above: is its heading right, or a fence never closed?`;
}

function miscounted(task: number, count: number): string {
  const has = count === 0 ? "no hints" : count === 1 ? "1 hint" : `${count} hints`;
  return `Task ${task} has ${has}: write three, "<details><summary>Hint 1 of ${HINTS}</summary>" and so on.`;
}

/** The worked example is the fence that is marked `ts try`: a call, and below it what it gives, as comments. */
function parseExample(body: readonly Line[], refuse: Refuse): { example?: Example } {
  const [fence, second] = fencesOf(body).filter(({ info }) => info === "ts try");
  if (second !== undefined)
    refuse(second.start.number, "A task has one worked example: remove this `ts try`.");
  if (fence === undefined) return {};
  const texts = fence.body.map(({ text }) => text);
  const last = texts.findLastIndex((text) => !text.startsWith("// "));
  const result = texts.slice(last + 1).map((text) => text.slice("// ".length));
  if (last === -1 || result.length === 0)
    refuse(fence.start.number, "A worked example is a call, and below it `// ` with what it gives.");
  return { example: { call: texts.slice(0, last + 1).join("\n"), result: result.join("\n") } };
}

function parseHint({ summary, start, body }: Details, expected: number, refuse: Refuse): string {
  const title = `Hint ${expected} of ${HINTS}`;
  if (summary !== title) refuse(start.number, `Write this hint's summary as "<summary>${title}</summary>".`);
  if (body.length === 0)
    refuse(start.number, `${title} is empty: write it below its summary, before </details>.`);
  return textOf(body);
}

/** Lines without those of some `<details>` blocks. */
function withoutBlocks(lines: readonly Line[], blocks: readonly Details[]): Line[] {
  const starts = new Set(blocks.map((block) => block.start.number));
  let isInside = false;
  return lines.filter((line) => {
    if (starts.has(line.number)) isInside = true;
    const isKept = !isInside;
    if (!line.isFenced && line.text.trim() === "</details>") isInside = false;
    return isKept;
  });
}

function lessonFiles(slug: string, root: string): LessonFiles {
  return {
    lesson: join(root, "lessons", `${slug}.md`),
    exercise: join(root, "exercises", `${slug}.ts`),
    original: join(root, "exercises", ".original", `${slug}.ts`),
    solution: join(root, "solutions", `${slug}.ts`),
    grader: join(root, "test", "graders", `${slug}.test.ts`),
    tokens: join(root, "lessons", ".tokens", `${slug}.json`),
  };
}
