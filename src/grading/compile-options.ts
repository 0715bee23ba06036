import { dirname } from "node:path";
import type { CompileOptions } from "./compile.ts";
import { BUNDLES_INSIDE } from "./isolation/sandbox.ts";
import type { EngineOptions, SubmissionFile } from "./open-grader.ts";

/**
 * How a submission is compiled for where it will run. In a sandbox there is nothing of this machine to import, and so there
 * must not be before it is handed over.
 */
export function compileOptions(
  { file, base }: SubmissionFile,
  { root, built }: Pick<EngineOptions, "root" | "built">,
  isSandboxed: boolean,
): CompileOptions {
  return isSandboxed
    ? { root: base ?? root, built: BUNDLES_INSIDE, importsFrom: base ?? dirname(file) }
    : { root: base ?? root, built };
}
