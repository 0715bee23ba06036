import { loadProgress, type Progress, type SetAside } from "../course/index.ts";
import type { Context } from "./context.ts";

/** The learner's progress. A file that cannot be used is said so, and then nothing is passed yet. */
export async function readProgress({ root, terminal }: Context): Promise<Progress> {
  try {
    const { progress, setAside } = await loadProgress(root);
    terminal.warn(setAside && setAsideSentence(setAside));
    return progress;
  } catch (error) {
    terminal.warn(`Cannot read your progress from .progress.json: ${(error as Error).message}.`);
    return { version: 1, lessons: {} };
  }
}

export function setAsideSentence({ file, reason }: SetAside): string {
  return `Cannot use .progress.json: ${reason}. It was kept as ${file}, and a new one begins.`;
}
