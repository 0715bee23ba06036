import { type ExecFileException, execFile } from "node:child_process";

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** How it ended when that was not exit code 0: `ended with exit code 1`. */
  readonly wrong?: string;
  /** Whether there is no such program on this machine. */
  readonly isMissing: boolean;
}

export interface RunOptions {
  /** Folder that it runs in. */
  readonly folder: string;
  readonly deadlineMs: number;
}

/** Runs a program to its end, or until its deadline. */
export function runProgram(
  command: string,
  words: readonly string[],
  { folder, deadlineMs }: RunOptions,
): Promise<Ended> {
  const options = { cwd: folder, env: environment(), timeout: deadlineMs, killSignal: "SIGKILL" } as const;
  return new Promise((resolve) => {
    const child = execFile(command, words, options, (error, stdout, stderr) => {
      const isMissing = error !== null && NOT_FOUND.has(error.code);
      resolve({ stdout, stderr, isMissing, ...(error && { wrong: howItEnded(error, deadlineMs) }) });
    });
    // Nobody types anything. The listener is for a program that is not there to read the end.
    child.stdin?.on("error", () => {}).end();
  });
}

// The system's own word, a shell's exit code (pyenv answers with it), and that of the placeholder in Windows.
const NOT_FOUND: ReadonlySet<unknown> = new Set(["ENOENT", 127, 9009]);

/** Whatever the author has set up for themselves must not show in a lesson. */
function environment(): NodeJS.ProcessEnv {
  const own = { FORCE_COLOR: undefined, NODE_OPTIONS: undefined, PYTHONPATH: undefined };
  return { ...process.env, ...own, NO_COLOR: "1", TZ: "UTC", PYTHONUTF8: "1" };
}

/** Node's exit code for it. */
const UNSETTLED = "13";

function howItEnded({ code, killed, signal, message }: ExecFileException, deadlineMs: number): string {
  if (String(code) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "printed more than 1 MiB";
  if (killed) return `did not end within ${deadlineMs / 1000} s`;
  if (String(code) === UNSETTLED) return "ended at an `await` for something that never came (exit code 13)";
  if (typeof code === "number") return `ended with exit code ${code}`;
  return signal ? `was ended by ${signal}` : `did not start: ${message}`;
}
