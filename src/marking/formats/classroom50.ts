// The result.json of Classroom 50. What names the submission comes from the environment in which its runner starts an
// autograder; the owner and the type of the assignment it adds itself. It refuses a result without a score, and that is
// what a marking without points must be to it: an error, and no grade.

import type { Report } from "../report.ts";
import { jsonText } from "./json.ts";
import { type ScoredTest, scoredTests } from "./scored-tests.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export function writeClassroom50(report: Report, environment: Environment): string {
  const tests = scoredTests(report);
  const { CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, REVIEW_URL } = environment;
  return jsonText({
    schema: "classroom50/result/v1",
    classroom: CLASSROOM ?? UNKNOWN,
    assignment: ASSIGNMENT ?? UNKNOWN,
    submission: SUBMISSION_TAG ?? `submit/${UNKNOWN}`,
    commit: COMMIT_URL ?? UNKNOWN,
    release: RELEASE_URL ?? UNKNOWN,
    review: REVIEW_URL || (COMMIT_URL ?? UNKNOWN),
    datetime: submittedAt(SUBMISSION_TAG) ?? wholeSeconds(report.startedAt),
    graded_at: wholeSeconds(report.startedAt),
    ...scoreOf(report),
    tests: tests.map(testOf),
  });
}

function scoreOf({ points, reason = "A lesson could not be graded." }: Report) {
  return points === undefined ? { error: reason } : { score: points.earned, "max-score": points.most };
}

/** Outside of its runner, where it is tried out. It refuses what is empty. */
const UNKNOWN = "unknown";

function testOf({ name, verdict, earned, most, message }: ScoredTest) {
  return {
    "test-name": name,
    passed: verdict === "passed",
    score: earned,
    "max-score": most,
    ...(message !== undefined && { message }),
  };
}

/** When it was handed in stands in its tag: `submit/2026-06-01T14-32-05Z-a1b2c3d`. */
function submittedAt(tag: string | undefined): string | undefined {
  const [, day, hour, minute, second] =
    /^submit\/(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z/.exec(tag ?? "") ?? [];
  return day === undefined ? undefined : `${day}T${hour}:${minute}:${second}Z`;
}

function wholeSeconds(instant: string): string {
  return instant.replace(/\.\d+Z$/, "Z");
}
