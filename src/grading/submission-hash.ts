import { createHash } from "node:crypto";
import { compileOptions } from "./compile-options.ts";
import type { CompilerProcess } from "./compiler-process.ts";
import type { EngineOptions, SubmissionFile } from "./open-grader.ts";

/**
 * One name for all that a submission's file is made of: its text, what it imports of other files, and what it is compiled
 * to, or why it is not. What has the same one is the same submission.
 *
 * @returns SHA-256, in hexadecimal digits
 */
export async function submissionHash(
  submission: SubmissionFile,
  compiler: CompilerProcess,
  options: EngineOptions,
): Promise<string> {
  const isSandboxed = options.isolation?.kind === "strict";
  const how = compileOptions(submission, options, isSandboxed);
  const compiled = await compiler.compile({ file: submission.file, options: how });
  return createHash("sha256").update(JSON.stringify(compiled)).digest("hex");
}
