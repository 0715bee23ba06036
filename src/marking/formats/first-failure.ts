import type { CheckReport } from "../report.ts";

/** The check that tells most of why a task does not pass: one that failed, before one that could not run. */
export function firstFailure(checks: readonly CheckReport[]): CheckReport | undefined {
  const isMistake = ({ state }: CheckReport) =>
    state !== "passed" && state !== "not-run" && state !== "not-written";
  return checks.find(isMistake) ?? checks.find(({ state }) => state !== "passed");
}
