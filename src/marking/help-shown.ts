// What a learner was shown on the way stands in their own .progress.json. Nothing keeps them from editing it: what it says
// is taken at its word, and the report says whose word that is.

import { NO_PROGRESS, type Progress, parseProgress } from "../course/index.ts";
import { type Choices, haveCosts } from "./choices.ts";
import type { TakenSubmission } from "./intake/take-submission.ts";
import type { Report } from "./report.ts";
import { safeText } from "./safe-text.ts";

interface HelpShown {
  readonly progress: Progress;
  /** What the report says of it; undefined where nothing costs anything. */
  readonly costs?: NonNullable<Report["costs"]>;
}

/** What was shown, where that costs something. Where it is not known, nothing was. */
export function helpShown(choices: Choices, taken: TakenSubmission | undefined): HelpShown {
  if (taken === undefined || !haveCosts(choices)) return { progress: NO_PROGRESS };
  const { progress: file = "is not there" } = taken;
  if (typeof file === "string") return notKnown(`.progress.json ${file}`);
  const progress = parseProgress(new TextDecoder().decode(file));
  if (typeof progress === "string") return notKnown(`.progress.json cannot be used: ${progress}`);
  return { progress, costs: { isKnown: true, message: AT_ITS_WORD } };
}

const AT_ITS_WORD =
  "What hints and solutions cost is by the learner's own .progress.json, which can be edited.";

function notKnown(why: string): HelpShown {
  const message = `Nothing was taken off for hints and solutions: ${safeText(why, MOST_SENTENCE)}.`;
  return { progress: NO_PROGRESS, costs: { isKnown: false, message } };
}

const MOST_SENTENCE = 500;
