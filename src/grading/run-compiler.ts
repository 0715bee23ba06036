import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setPriority, tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface CompilerOptions {
  /** Folder of the course, with `exercises/tsconfig.json` in it; free of symbolic links. */
  readonly root: string;
  /** The compiler and words that come before its own; the one that is installed when it is left out. */
  readonly compiler?: readonly string[];
  /** Folder for the declarations of what the files export, comments left out. None are written when it is left out. */
  readonly declarations?: string;
}

/**
 * Runs the native TypeScript compiler on some files, which may lie outside of the course, with the options of the
 * exercises.
 *
 * @param files Absolute path, or several
 * @param signal Ends the compiler
 * @returns What it printed; paths in it are relative to `root`
 * @throws {Error} When it is not installed, was ended, or broke down
 */
export async function runCompiler(
  files: string | readonly string[],
  { root, compiler = [compilerPath()], declarations }: CompilerOptions,
  signal: AbortSignal,
): Promise<string> {
  // The compiler takes either a file with options or the name of a file to look at, never both.
  const folder = mkdtempSync(join(tmpdir(), "http-by-hand-types-"));
  let child: ChildProcessWithoutNullStreams | undefined;
  const clear = () => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  // Where the process ends in the meantime, as Ctrl-C ends it, `finally` does not run.
  process.once("exit", clear);
  try {
    const config = join(folder, "tsconfig.json");
    writeFileSync(config, JSON.stringify(configFor([files].flat(), root)));
    const output = declarations === undefined ? ["--noEmit"] : declaring(root, declarations);
    child = startCompiler([...compiler, "--project", config, ...output, ...WORDS], root, signal);
    return await outputOf(child);
  } finally {
    process.off("exit", clear);
    clear();
  }
}

const WORDS = ["--pretty", "false", "--locale", "en", "--checkers", "1"];
/** One small file needs no collection of garbage, unless its types grow without end: a quarter of the time. */
const MEMORY = { GOGC: "off", GOMEMLIMIT: "512MiB" };

function configFor(files: readonly string[], root: string) {
  return { extends: join(root, "exercises/tsconfig.json"), files, include: [] };
}

function declaring(root: string, folder: string): string[] {
  const only = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--removeComments"];
  return [...only, "--rootDir", root, "--outDir", folder];
}

/** The compiler itself. Its wrapper, `tsc`, would cost the start of another Node. */
function compilerPath(): string {
  const wrapper = createRequire(import.meta.url).resolve("typescript/package.json");
  const native = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const name = process.platform === "win32" ? "tsc.exe" : "tsc";
  return join(dirname(createRequire(wrapper).resolve(native)), "lib", name);
}

function startCompiler(
  [command = "", ...words]: readonly string[],
  cwd: string,
  signal: AbortSignal,
): ChildProcessWithoutNullStreams {
  // It takes PWD for its folder, where that is a name of the same one.
  const env = { ...process.env, PWD: cwd, ...MEMORY };
  const child = spawn(command, words, { cwd, env, signal, killSignal: "SIGKILL", windowsHide: true });
  giveWay(child.pid);
  return child;
}

function outputOf(child: ChildProcessWithoutNullStreams): Promise<string> {
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
