/**
 * Runs a snippet against a practice service of its own: snippet -> what it printed, as the lesson shows it, or why that
 * cannot be said. The only parts that touch a disk, a process or a socket are `program-file`, `run-program`,
 * `lesson-practice` and `response-text`.
 */
import type { PracticeService } from "../practice/index.ts";
import { asShown } from "./as-shown.ts";
import { describeFailure } from "./describe-failure.ts";
import { startLessonPractice } from "./lesson-practice.ts";
import { compileProgram, inTemporaryFolder, writeProgram } from "./program-file.ts";
import { wouldEndFence } from "./replace-outputs.ts";
import { responseText } from "./response-text.ts";
import { type Ended, type RunOptions, runProgram } from "./run-program.ts";
import type { Program, Snippet } from "./snippets.ts";

export type SnippetResult =
  | { readonly kind: "printed"; readonly text: string }
  | (Failure & {
      readonly kind: "failed";
      /** Names the place, what happened, what to do, and what was printed until then. */
      readonly message: string;
    })
  /** This machine cannot run it. */
  | { readonly kind: "skipped"; readonly reason: string };

interface Failure {
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** What to do, in one sentence. */
  readonly advice: string;
}

export interface SnippetOptions {
  /** The file that the snippet is from: `lessons/03-responses.md`. */
  readonly lesson: string;
  /** Folder of the bundles. */
  readonly built: string;
  /** 20 s when left out. */
  readonly deadlineMs?: number;
}

/** Runs one snippet. What it does wrong is in the result; it does not throw for it. */
export async function runSnippet(snippet: Snippet, options: SnippetOptions): Promise<SnippetResult> {
  const practice = await startLessonPractice(snippet.kind === "http" ? snippet.target : snippet.code);
  try {
    const ended = await run(snippet, practice, options);
    return judge(snippet, ended, practice, options);
  } finally {
    await practice.close();
  }
}

async function run(snippet: Snippet, practice: PracticeService, options: SnippetOptions): Promise<Ended> {
  if (snippet.kind !== "http") {
    return inTemporaryFolder((folder) => runIn(folder, snippet, practice, options));
  }
  return { stdout: await responseText(snippet, practice), stderr: "", isMissing: false };
}

async function runIn(
  folder: string,
  program: Program,
  { host, port }: PracticeService,
  { lesson, built, deadlineMs = 20_000 }: SnippetOptions,
): Promise<Ended> {
  const file = await writeProgram(program, lesson, folder);
  const ended = await start(program, file, [host, String(port)], { folder, built, deadlineMs });
  // Lines are those of the lesson: so is the name, for the author.
  return { ...ended, stderr: ended.stderr.replaceAll(file, lesson) };
}

async function start(
  { kind }: Program,
  file: string,
  words: readonly string[],
  { built, ...limits }: RunOptions & { built: string },
): Promise<Ended> {
  if (kind === "python") return runProgram("python3", [file, ...words], limits);
  const compiled = await compileProgram(file, limits.folder, built);
  if (typeof compiled === "string") {
    return runProgram(process.execPath, ["--enable-source-maps", compiled, ...words], limits);
  }
  const stderr = [compiled.problem, compiled.place?.frame ?? ""].join("\n");
  return { stdout: "", stderr, wrong: "does not compile", isMissing: false };
}

function judge(
  snippet: Snippet,
  ended: Ended,
  { port }: PracticeService,
  { lesson }: SnippetOptions,
): SnippetResult {
  if (ended.isMissing && snippet.kind === "python")
    return { kind: "skipped", reason: "there is no python3 on this machine" };
  const { output } = snippet;
  const text = asShown(ended.stdout, { port, written: output?.text ?? "", now: new Date() });
  const failure = failureOf(snippet, ended, text);
  if (failure === undefined) return { kind: "printed", text };
  const sentences = `${failure.problem} ${failure.advice}`;
  return {
    kind: "failed",
    ...failure,
    message: `${lesson}:${snippet.line}: ${describeFailure(sentences, text, ended)}`,
  };
}

function failureOf({ output, kind }: Snippet, { wrong }: Ended, text: string): Failure | undefined {
  if (wrong !== undefined)
    return { problem: `This ${kind} program ${wrong}.`, advice: "Mend it, then run `npm run snippets`." };
  if (output === undefined) {
    const problem = "This program prints something that the lesson does not show.";
    return text === "" ? undefined : { problem, advice: "Add a ```text fence below." };
  }
  if (!wouldEndFence(text, output)) return undefined;
  return {
    problem: "A line of the output would end its fence.",
    advice: "Make the fence longer, with four backticks.",
  };
}
