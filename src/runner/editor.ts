import { spawn } from "node:child_process";
import { once } from "node:events";
import launchEditor from "launch-editor";

/**
 * Opens a file in the person's editor: that of VISUAL or EDITOR, for whose end is waited because it may take the
 * terminal; else one that is running, as far as it can be told from the list of processes.
 *
 * @param file Absolute path
 * @returns Undefined when an editor took the file; otherwise why not, as a sentence fragment
 */
export async function openInEditor(
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const command = environment.VISUAL || environment.EDITOR;
  return command ? runEditor(command, file) : findEditor(file);
}

/** As git does it: the variable is a command line, and the file comes behind it. */
async function runEditor(command: string, file: string): Promise<string | undefined> {
  const quoted = process.platform === "win32" ? `"${file}"` : `'${file.replaceAll("'", "'\\''")}'`;
  const child = spawn(`${command} ${quoted}`, { shell: true, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code === 0 ? undefined : `\`${command}\` ended with ${code ?? "a signal"}`;
}

// It tells of a failure at once where no editor is found, later where one does not start, and of success never.
const PATIENCE_MS = 500;

function findEditor(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    launchEditor(file, (_, problem) => resolve(problem ?? "no editor is running"));
    setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
}
