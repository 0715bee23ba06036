import {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "../../src/marking/formats/index.ts";
import type { Report } from "../../src/marking/report.ts";
import { createTheme, renderReport } from "../../src/screen/index.ts";

/** What Classroom 50's runner has in its environment. */
export const RUNNER = {
  CLASSROOM: "http",
  ASSIGNMENT: "by-hand",
  SUBMISSION_TAG: "submit/2026-06-01T14-32-05Z-a1b2c3d",
  COMMIT_URL: "https://example.org/commit/1",
  RELEASE_URL: "https://example.org/release/1",
  REVIEW_URL: "",
};
export const PLAIN = createTheme({ width: 80, color: false });

/** Every text that is written of a report, by the name of its format. */
export function written(report: Report): [name: string, text: string][] {
  return [
    ...Object.entries(FILE_FORMATS).map(([name, write]): [string, string] => [name, write(report, RUNNER)]),
    ["human", renderReport(forLearners(report), PLAIN)],
    ["github's summary", githubSummary(report)],
    ["github's result", githubResult(report)],
    ["github's annotations", githubAnnotations(report)],
  ];
}
