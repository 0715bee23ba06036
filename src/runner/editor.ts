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
  const { line, variables } = commandLine(command, file, process.platform);
  const giveBackSignals = leaveSignals();
  const child = spawn(line, { shell: true, stdio: "inherit", env: { ...process.env, ...variables } });
  const ended = new Promise<string | undefined>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code) => resolve(problemOf(command, code)));
  });
  return ended.finally(giveBackSignals);
}

/** The command line for the system's shell, and the variables that it names. */
export function commandLine(
  command: string,
  file: string,
  platform: NodeJS.Platform,
): { line: string; variables: Readonly<Record<string, string>> } {
  if (platform !== "win32") return { line: `${command} '${file.replaceAll("'", "'\\''")}'`, variables: {} };
  // Between quotes too, cmd.exe takes %NAME% for a variable, and nothing escapes it. What a variable held is not read again.
  return { line: `${command} "%HTTP_BY_HAND_FILE%"`, variables: { HTTP_BY_HAND_FILE: file } };
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
