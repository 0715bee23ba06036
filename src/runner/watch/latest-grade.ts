import type { Grade } from "../../grading/index.ts";
import { gradeChanges, isComparable, type WatchPhase } from "../../screen/index.ts";

/** Knows the latest grade that says something of each check, and so what the next one changes. */
export class LatestGrade {
  #compared: Grade | undefined;

  /** @returns What to say of a grade that was made now */
  take(grade: Grade, now = new Date()): WatchPhase {
    const at = timeOfDay(now);
    if (!isComparable(grade)) return { kind: "checked", at };
    const before = this.#compared;
    this.#compared = grade;
    return { kind: "checked", at, ...(before && { changes: gradeChanges(before, grade) }) };
  }
}

/** `18:51:02`, as on the clock of whoever looks. */
function timeOfDay(date: Date): string {
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
