import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

/** A clock that says less is wrong: there was no course before. */
const COURSE_BEGAN = new Date("2026-11-01T00:00:00Z");

/** The certificates of the practice service go by the same clock; those of other servers do not. */
export function checkClock({ now }: Surroundings): Finding {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const found = `${now.toUTCString()}, in the time zone ${timeZone}.`;
  if (now >= COURSE_BEGAN) return { state: "fine", found };
  return {
    state: "note",
    found: `${found} That is in the past.`,
    next: "Set the clock: the course does not mind, but certificates of other servers will seem to begin in the future.",
  };
}
