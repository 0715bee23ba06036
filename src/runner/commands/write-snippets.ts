import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  findSnippets,
  type Replacement,
  replaceOutputs,
  runSnippet,
  type SnippetOptions,
} from "../../authoring/index.ts";
import { listLessons } from "../../course/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Writes into every lesson what its programs print: for an author, after a change to a lesson. */
export async function writeSnippets(context: Context): Promise<number> {
  let exitCode: number = EXIT.passed;
  for (const { slug } of await listLessons(context.root)) {
    const areAllRun = await writeLesson(`lessons/${slug}.md`, context);
    if (!areAllRun) exitCode = EXIT.notPassed;
  }
  return exitCode;
}

/** @returns Whether everything in it could be run */
async function writeLesson(lesson: string, { root, built, terminal }: Context): Promise<boolean> {
  const file = join(root, lesson);
  const markdown = await readFile(file, "utf8");
  const { replacements, remarks, areAllRun } = await runAll(markdown, { lesson, built });
  for (const remark of remarks) terminal.write(remark);
  const text = replaceOutputs(markdown, replacements);
  if (text === markdown) {
    if (areAllRun) terminal.write(`${lesson} is up to date`);
    return areAllRun;
  }
  const isWritten = await writeUnlessEdited(file, markdown, text);
  const edited = `${lesson} was edited while its programs ran: run \`npm run snippets\` again.`;
  terminal.write(isWritten ? `Wrote ${lesson}` : edited);
  return areAllRun && isWritten;
}

/** Running takes seconds, in which the author may have gone on writing. */
async function writeUnlessEdited(file: string, before: string, after: string): Promise<boolean> {
  if ((await readFile(file, "utf8")) !== before) return false;
  await writeFile(file, after);
  return true;
}

async function runAll(markdown: string, options: SnippetOptions) {
  const replacements: Replacement[] = [];
  const remarks: string[] = [];
  let areAllRun = true;
  for (const snippet of findSnippets(markdown, options.lesson)) {
    const result = await runSnippet(snippet, options);
    const { output, line } = snippet;
    if (result.kind === "printed" && output !== undefined) replacements.push({ output, text: result.text });
    if (result.kind === "failed") remarks.push(result.message);
    if (result.kind === "skipped") remarks.push(`${options.lesson}:${line} stays as it is: ${result.reason}`);
    areAllRun &&= result.kind !== "failed";
  }
  return { replacements, remarks, areAllRun };
}
