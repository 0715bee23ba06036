import type { Finding } from "../../screen/index.ts";

/** What the checks look at: nothing else of this machine is asked for but the network, the disk and the clock. */
export interface Surroundings {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the program, with its package-lock.json and node_modules: mostly the same. */
  readonly home: string;
  /** Folder of the bundles. */
  readonly built: string;
  readonly temporaryFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `"20.20.2"` */
  readonly nodeVersion: string;
  readonly terminal: {
    readonly isInputTerminal: boolean;
    readonly isOutputTerminal: boolean;
    /** Undefined where the output is no terminal. */
    readonly columns: number | undefined;
    readonly hasColors: boolean;
  };
  readonly now: Date;
}

/** One thing to look at. */
export interface DoctorCheck {
  /** What is looked at, in a word or three. */
  readonly name: string;
  /** Looks. What goes wrong while looking is a finding too, and not thrown. */
  readonly run: (surroundings: Surroundings) => Promise<Finding> | Finding;
}
