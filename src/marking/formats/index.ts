// A report as text, for those who read it. Pure: who writes it where is the command's business.

import type { Report } from "../report.ts";
import { type Environment, writeClassroom50 } from "./classroom50.ts";
import { writeGradescope } from "./gradescope.ts";
import { writeJson } from "./json.ts";
import { writeJunit } from "./junit.ts";

export { githubAnnotations, githubResult, githubSummary } from "./github.ts";

/** The formats that are the text of one file, by the word that a teacher types. */
export const FILE_FORMATS: Readonly<
  Record<FileFormat, (report: Report, environment: Environment) => string>
> = {
  json: writeJson,
  junit: writeJunit,
  gradescope: writeGradescope,
  classroom50: writeClassroom50,
};

export type FileFormat = "json" | "junit" | "gradescope" | "classroom50";
