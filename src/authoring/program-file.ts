import { realpathSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileSubmission, type NotCompiled } from "../grading/compile.ts";
import type { Program } from "./snippets.ts";

/**
 * A temporary folder, for as long as something is done in it.
 *
 * @param use Is given its absolute path
 */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(realpathSync(tmpdir()), "snippets-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Writes a program to a file of its own. There it begins at the line where it begins in the lesson, so that a stack
 * trace names lines that the author can look up.
 *
 * @param lesson `lessons/03-responses.md`
 * @returns Absolute path
 */
export async function writeProgram(
  { kind, line, code }: Program,
  lesson: string,
  folder: string,
): Promise<string> {
  const file = join(folder, `${basename(lesson)}.${kind === "ts" ? "ts" : "py"}`);
  await writeFile(file, `${"\n".repeat(line)}${code}\n`);
  return file;
}

/**
 * Compiles a TypeScript program, as a submission is compiled.
 *
 * @param built Folder of the bundles
 * @returns Absolute path of the JavaScript, or why there is none
 */
export async function compileProgram(
  file: string,
  folder: string,
  built: string,
): Promise<string | NotCompiled> {
  const compiled = await compileSubmission(file, { root: folder, built });
  if (!("code" in compiled)) return compiled;
  const compiledFile = join(folder, "program.mjs");
  const map = { ...JSON.parse(compiled.map), sources: [pathToFileURL(file).href] };
  const inlineMap = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  await writeFile(compiledFile, `${compiled.code}\n//# sourceMappingURL=${inlineMap}\n`);
  return compiledFile;
}
