// A report as text, for those who read it. Pure: who writes it where is the command's business. Learners read all of them
// but json, which is a teacher's.

import type { Report } from "../report.ts";
import { type Environment, writeClassroom50 } from "./classroom50.ts";
import { forLearners } from "./for-learners.ts";
import { writeAnnotations, writeResult, writeSummary } from "./github.ts";
import { writeGradescope } from "./gradescope.ts";
import { writeJson } from "./json.ts";
import { writeJunit } from "./junit.ts";

export { forLearners } from "./for-learners.ts";

/** The formats that are the text of one file, by the word that a teacher types. */
export const FILE_FORMATS: Readonly<
  Record<FileFormat, (report: Report, environment: Environment) => string>
> = {
  json: writeJson,
  junit: (report) => writeJunit(forLearners(report)),
  gradescope: (report) => writeGradescope(forLearners(report)),
  classroom50: (report, environment) => writeClassroom50(forLearners(report), environment),
};

export type FileFormat = "json" | "junit" | "gradescope" | "classroom50";

/** Annotations of the tasks that do not pass, as workflow commands: a line each. */
export const githubAnnotations = (report: Report): string => writeAnnotations(forLearners(report));

/** Base64 of the JSON that autograding-grading-reporter reads. */
export const githubResult = (report: Report): string => writeResult(forLearners(report));

/** The summary of a step, in GitHub's Markdown. */
export const githubSummary = (report: Report): string => writeSummary(forLearners(report));
