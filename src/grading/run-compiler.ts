import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setPriority, tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface CompilerOptions {
  /** Folder of the course, with `exercises/tsconfig.json` in it; free of symbolic links. */
  readonly root: string;
  /** The compiler and words that come before its own; the one that is installed when it is left out. */
  readonly compiler?: readonly string[];
}

/**
 * Runs the native TypeScript compiler on one file, which may lie outside of the course, with the options of the
 * exercises.
 *
 * @param file Absolute path
 * @param signal Ends the compiler
 * @returns What it printed; paths in it are relative to `root`
 * @throws {Error} When it is not installed, was ended, or broke down
 */
export async function runCompiler(
  file: string,
  { root, compiler = [compilerPath()] }: CompilerOptions,
  signal: AbortSignal,
): Promise<string> {
  // The compiler takes either a file with options or the name of a file to look at, never both.
  const folder = mkdtempSync(join(tmpdir(), "http-by-hand-types-"));
  try {
    const config = join(folder, "tsconfig.json");
    writeFileSync(config, JSON.stringify(configFor(file, root)));
    return await outputOf([...compiler, "--project", config, ...WORDS], root, signal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const WORDS = ["--noEmit", "--pretty", "false", "--locale", "en", "--checkers", "1"];
/** One small file needs no collection of garbage, unless its types grow without end: a quarter of the time. */
const MEMORY = { GOGC: "off", GOMEMLIMIT: "512MiB" };

function configFor(file: string, root: string) {
  return { extends: join(root, "exercises/tsconfig.json"), files: [file], include: [] };
}

/** The compiler itself. Its wrapper, `tsc`, would cost the start of another Node. */
function compilerPath(): string {
  const wrapper = createRequire(import.meta.url).resolve("typescript/package.json");
  const native = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const name = process.platform === "win32" ? "tsc.exe" : "tsc";
  return join(dirname(createRequire(wrapper).resolve(native)), "lib", name);
}

function outputOf(
  [command = "", ...words]: readonly string[],
  cwd: string,
  signal: AbortSignal,
): Promise<string> {
  // It takes PWD for its folder, where that is a name of the same one.
  const env = { ...process.env, PWD: cwd, ...MEMORY };
  const child = spawn(command, words, { cwd, env, signal, killSignal: "SIGKILL", windowsHide: true });
  giveWay(child.pid);
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed[stream] = (printed[stream] + text).slice(0, MOST_CHARACTERS);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      // It ends with 1 or 2 when it has found something, and with 2 when it breaks down.
      if (code === 0 || printed.stdout !== "") resolve(printed.stdout);
      else reject(new Error(`TypeScript broke down: ${firstLine(printed.stderr) || `exit code ${code}`}`));
    });
  });
}

const MOST_CHARACTERS = 1024 * 1024;
const LOWEST_PRIORITY = 19;

/** The checks come first: the compiler takes the time in which they wait. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, LOWEST_PRIORITY);
  } catch {
    // It has ended, or the system does not allow it.
  }
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
