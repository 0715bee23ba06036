// The submissions that were seen to fool, or to hang, a grader, and how each of them ends. The numbers are those of the
// collection that they come from; 07 stands for five that hook into vitest.

import type { CheckState, Reason } from "../../src/grading/index.ts";
import { OF_199, OF_299, OF_399, OF_499, OF_599, OF_999 } from "./hostile.ts";

export type Ending = readonly [state: CheckState, reason: Reason, message: RegExp];

export const ALL = [OF_199, OF_299, OF_399, OF_499, OF_599, OF_999];
const FORGED: Ending = ["failed", "wrong-answer", /^The value that came back is not the expected one\.$/];
const EXITED: Ending = ["crashed", "exited", /^The call ended the whole process with exit code 0\.$/];

/** The checks of statusClass that do not pass, and how they end. All others pass. */
export const ROWS: readonly [file: string, titles: readonly string[], ending?: Ending][] = [
  ["00-honest", []],
  ["01-wrong", ALL, FORGED],
  ["03-exits-in-a-call", [OF_199], EXITED],
  ["04-really-exits", [OF_199], EXITED],
  ["06-patches-chai", ALL, FORGED],
  ["09-poses-as-a-matcher", ALL, FORGED],
  ["10-patches-object-is", ALL, FORGED],
  ["11-reads-the-grader", ALL, FORGED],
  ["12-loops", [OF_199], ["timed-out", "endless-loop", /within 2 seconds: .+ It was at line 6\.$/]],
  ["13-forges-a-report-later", ALL, FORGED],
  ["15-patches-the-channel", ALL, FORGED],
  ["18-prints-a-verdict", ALL, FORGED],
  // It is said nowhere that a file must not leave things open, and they are ended with it.
  ["21-leaves-things-open", []],
  ["22-replaces-timers", ALL, FORGED],
];

/** None of these gets as far as a check. */
export const NOT_LOADED: readonly [file: string, ending: Ending][] = [
  [
    "02-exits-while-loading",
    ["crashed", "exited", /^Loading the file ended the whole process with exit code 0\./],
  ],
  [
    "05-extends-expect",
    ["not-run", "does-not-load", /Cannot import "vitest": a submission can import "#client"/],
  ],
  [
    "07-hooks-into-vitest",
    ["not-run", "does-not-load", /^The file threw while it was loaded: Error: Vitest failed/],
  ],
];
