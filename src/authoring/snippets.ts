/**
 * What in a lesson's Markdown is shown as run: the programs with the output below them, and the octets of responses.
 *
 *     ```ts               a whole program; what it prints stands in the ```text fence that follows
 *     ```python           the same, for python3
 *     ```http GET /get    the octets of that response; they stand in this fence
 *
 * A `ts try` fence is a task's worked example, and an `http` fence without a request is prose: neither is run here.
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
    const language = /^(?:ts|python|http)(?= |$)/.exec(fence.info)?.[0];
    if (language === undefined || fence.info === "ts try" || fence.info === "http") return [];
    if (language === "http") return [exchangeOf(fence, refuse)];
    const next = fences[index + 1];
    const isShown = next?.info === "text" && isBlankBetween(lines, fence, next);
    return [programOf(fence, isShown ? outputOf(next) : undefined, refuse)];
  });
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
  const [, method, target] = /^http +([A-Z]+) +([\x21-\x7e]+)$/.exec(fence.info) ?? [];
  if (method === undefined || target === undefined)
    return refuse(line, `Cannot read the fence "${fence.info}": write "http GET /get", or "http" alone.`);
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
