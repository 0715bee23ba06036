import {
  loadProgress,
  NO_PROGRESS,
  type Progress,
  type ProgressReport,
  type SetAside,
  updateProgress,
} from "../course/index.ts";
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
    return this.#inMemory ?? this.#orInMemory("read", () => loadProgress(this.#root));
  }

  /** @param change From the progress as it is to the progress as it shall be. @returns The new progress */
  async update(change: (progress: Progress) => Progress): Promise<Progress> {
    if (this.#inMemory === undefined) {
      const progress = await this.#orInMemory("keep", () => updateProgress(this.#root, change));
      if (this.#inMemory === undefined) return progress;
    }
    this.#inMemory = change(this.#inMemory);
    return this.#inMemory;
  }

  /** What the file gives; from the first failure on, what this process knows. */
  async #orInMemory(what: string, act: () => Promise<ProgressReport>): Promise<Progress> {
    try {
      const { progress, setAside } = await act();
      this.#tell(setAside);
      return progress;
    } catch (error) {
      this.#terminal.warn(`Cannot ${what} your progress in .progress.json: ${(error as Error).message}.`);
      this.#inMemory = what === "read" ? NO_PROGRESS : await this.#lastRead();
      return this.#inMemory;
    }
  }

  /** On a read-only disk the file can still be read. */
  async #lastRead(): Promise<Progress> {
    return loadProgress(this.#root).then(
      ({ progress }) => progress,
      () => NO_PROGRESS,
    );
  }

  #tell(setAside: SetAside | undefined): void {
    if (setAside === undefined) return;
    const { file, reason } = setAside;
    this.#terminal.warn(
      `Cannot use .progress.json: ${reason}. It was kept as ${file}, and a new one begins.`,
    );
  }
}
