import { spawn } from "node:child_process";

/**
 * The command line of the person's editor: that of VISUAL or EDITOR, else that of the editor in whose terminal this
 * runs.
 */
export function editorCommand({ VISUAL, EDITOR, TERM_PROGRAM }: NodeJS.ProcessEnv): string | undefined {
  return VISUAL || EDITOR || (TERM_PROGRAM === "vscode" ? "code" : undefined);
}

/**
 * Opens a file in an editor and waits for its end, because it may take the terminal. As git does it, the command is a
 * command line, and the file comes behind it.
 *
 * @param file Absolute path
 * @returns Undefined when all went well; otherwise why not, as a sentence fragment
 */
export function runEditor(command: string, file: string): Promise<string | undefined> {
  const quoted = process.platform === "win32" ? `"${file}"` : `'${file.replaceAll("'", "'\\''")}'`;
  const giveBackSignals = leaveSignals();
  const child = spawn(`${command} ${quoted}`, { shell: true, stdio: "inherit" });
  const ended = new Promise<string | undefined>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code) => resolve(problemOf(command, code)));
  });
  return ended.finally(giveBackSignals);
}

/** What shells say of a command that is not there. */
const NOT_FOUND = [127, 9009];

function problemOf(command: string, code: number | null): string | undefined {
  if (code === 0) return undefined;
  const isMissing = code !== null && NOT_FOUND.includes(code);
  return isMissing ? `\`${command}\` was not found` : `\`${command}\` ended with ${code ?? "a signal"}`;
}

/** What is typed while an editor has the terminal is meant for the editor, Ctrl-C and Ctrl-Z too. */
function leaveSignals(): () => void {
  const taken = (["SIGINT", "SIGQUIT", "SIGTSTP"] as const).map(
    (signal) => [signal, process.listeners(signal)] as const,
  );
  const ignore = () => {};
  for (const [signal] of taken) {
    process.removeAllListeners(signal);
    if (signal !== "SIGTSTP") process.on(signal, ignore);
  }
  return () => {
    for (const [signal, listeners] of taken) {
      process.removeAllListeners(signal);
      for (const listener of listeners) process.on(signal, listener);
    }
  };
}
