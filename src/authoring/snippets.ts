/**
 * What in a lesson's Markdown is shown as run: the programs with the output below them, and the octets of responses.
 *
 *     ```ts               a whole program; what it prints stands in the ```text fence that follows
 *     ```python           the same, for python3
 *     ```http GET /get    the octets of that response; they stand in this fence
 *                         (with "live" behind http a reader of a session sees those of now)
 *
 * A `ts try` fence is a task's worked example; an `http` fence without a request is a message of the author's own, and
 * `http part` a part of one, or one that is broken on purpose: none of them is run here.
 */
import { MalformedLesson } from "../course/index.ts";
import { type Fence, fencesOf, type Line, linesOf, type Refuse } from "../course/markdown.ts";

/** A program, or a request whose response is shown. */
export type Snippet = Program | Exchange;

export interface Program {
  readonly kind: "ts" | "python";
  /** Line of its fence, from 1. */
  readonly line: number;
  readonly code: string;
  /** Missing when no `text` fence follows: then nothing may be printed. */
  readonly output?: Output;
}

export interface Exchange {
  readonly kind: "http";
  /** Line of its fence, from 1. */
  readonly line: number;
  readonly method: string;
  readonly target: string;
  readonly output: Output;
}

/** The fence whose body is what was printed. */
export interface Output {
  /** Line of the fence, from 1; its body begins below. */
  readonly line: number;
  readonly lineCount: number;
  readonly text: string;
  /** What opens the fence, the spaces before it included. */
  readonly mark: string;
}

/**
 * Lists the snippets of a lesson in order.
 *
 * @param lesson `lessons/03-responses.md`
 * @throws {MalformedLesson} At a fence that is nearly a snippet: nobody would notice that it is never run
 */
export function findSnippets(markdown: string, lesson: string): Snippet[] {
  const refuse: Refuse = (line, problem) => {
    throw new MalformedLesson(lesson, line, problem);
  };
  const lines = linesOf(markdown, refuse);
  return fencesOf(lines).flatMap((fence, index, fences): Snippet[] => {
    if (OTHER_NAME.test(fence.info)) refuse(fence.start.number, misnamed(fence));
    const language = /^(?:ts|python|http)(?= |$)/i.exec(fence.info)?.[0];
    if (language === undefined || isShownOnly(fence)) return [];
    if (language.toLowerCase() === "http") return [exchangeOf(fence, refuse)];
    const next = fences[index + 1];
    const isShown = next?.info === "text" && isBlankBetween(lines, fence, next);
    return [programOf(fence, isShown ? outputOf(next) : undefined, refuse)];
  });
}

/** A worked example is tried elsewhere, and these messages are the author's own. */
function isShownOnly({ info }: Fence): boolean {
  return info === "ts try" || info === "http" || info === "http part";
}

// What programs are called elsewhere.
const OTHER_NAME = /^(?:typescript|tsx|js|javascript|py|python3)(?!\S)/i;

function misnamed({ info }: Fence): string {
  return `Name a program's fence "ts" or "python": "${info.split(/\s/)[0]}" is never run.`;
}

function programOf(fence: Fence, output: Output | undefined, refuse: Refuse): Program {
  const line = fence.start.number;
  const { info } = fence;
  if (info !== "ts" && info !== "python")
    return refuse(
      line,
      `Cannot read the fence "${info}": a program is "ts" or "python", an example "ts try".`,
    );
  return { kind: info, line, code: bodyOf(fence), ...(output && { output }) };
}

function exchangeOf(fence: Fence, refuse: Refuse): Exchange {
  const line = fence.start.number;
  const [, method, target] = /^http +(?:live +)?([A-Z]+) +([\x21-\x7e]+)$/.exec(fence.info) ?? [];
  if (method === undefined || target === undefined)
    return refuse(
      line,
      `Cannot read the fence "${fence.info}": write "http GET /get", "http live GET /get", or "http" alone.`,
    );
  return { kind: "http", line, method, target, output: outputOf(fence) };
}

function outputOf(fence: Fence): Output {
  const [mark] = /^ *(?:`+|~+)/.exec(fence.start.text)!;
  return { line: fence.start.number, lineCount: fence.body.length, text: bodyOf(fence), mark };
}

function isBlankBetween(lines: readonly Line[], { start, body }: Fence, next: Fence): boolean {
  // The line of a fence, its body, the line that closes it.
  const end = start.number + body.length + 1;
  return lines.slice(end, next.start.number - 1).every(({ text }) => text.trim() === "");
}

/** The text in a fence, without the indentation of the fence itself. */
function bodyOf({ start, body }: Fence): string {
  const indentation = new RegExp(`^ {0,${start.text.search(/\S/)}}`);
  return body.map(({ text }) => text.replace(indentation, "")).join("\n");
}
