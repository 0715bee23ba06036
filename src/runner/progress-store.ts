import { loadProgress, NO_PROGRESS, type Progress, type SetAside, updateProgress } from "../course/index.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The learner's progress for as long as the runner lives. Where it cannot be kept in its file, that is said once, and it
 * is kept in memory: a pass is a pass, also where nothing can be written.
 */
export class ProgressStore {
  readonly #root: string;
  readonly #terminal: Terminal;
  #inMemory: Progress | undefined;

  /** @param root Folder of the course */
  constructor(root: string, terminal: Terminal) {
    this.#root = root;
    this.#terminal = terminal;
  }

  async read(): Promise<Progress> {
    if (this.#inMemory !== undefined) return this.#inMemory;
    try {
      const { progress, setAside } = await loadProgress(this.#root);
      this.#tell(setAside);
      return progress;
    } catch (error) {
      this.#terminal.warn(`Cannot read your progress from .progress.json: ${(error as Error).message}.`);
      this.#inMemory = NO_PROGRESS;
      return NO_PROGRESS;
    }
  }

  /** @param change From the progress as it is to the progress as it shall be. @returns The new progress */
  async update(change: (progress: Progress) => Progress): Promise<Progress> {
    if (this.#inMemory === undefined) {
      try {
        const { progress, setAside } = await updateProgress(this.#root, change);
        this.#tell(setAside);
        return progress;
      } catch (error) {
        this.#terminal.warn(`Your progress cannot be kept in .progress.json: ${(error as Error).message}.`);
      }
    }
    this.#inMemory = change(await this.read());
    return this.#inMemory;
  }

  #tell(setAside: SetAside | undefined): void {
    if (setAside === undefined) return;
    const { file, reason } = setAside;
    this.#terminal.warn(
      `Cannot use .progress.json: ${reason}. It was kept as ${file}, and a new one begins.`,
    );
  }
}
