import type { ProgressStore } from "./progress-store.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given. */
export interface Context {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  readonly terminal: Terminal;
  readonly progress: ProgressStore;
}

/** Exit codes of `lesson` and `grade`. */
export const EXIT = {
  passed: 0,
  notPassed: 1,
  usage: 2,
  couldNotGrade: 3,
  interrupted: 130,
} as const;
