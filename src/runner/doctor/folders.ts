import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

/** Progress and copies of answers lie in the course's folder, answers in exercises/: a file is written to each. */
export async function checkCourseFolder({ root }: Surroundings): Promise<Finding> {
  const problem = (await writeProblem(root)) ?? (await writeProblem(join(root, "exercises")));
  if (problem === undefined) return { state: "fine", found: `${root} can be written to.` };
  return {
    state: "wrong",
    found: `nothing can be kept in it, neither answers nor progress. ${problem}.`,
    next: "Move the course to a folder of your own, or make this one writable for you.",
  };
}

export async function checkTemporaryFolder({ temporaryFolder }: Surroundings): Promise<Finding> {
  const problem = await writeProblem(temporaryFolder);
  if (problem === undefined) return { state: "fine", found: `${temporaryFolder} can be written to.` };
  return {
    state: "wrong",
    found: `nothing can be written to it. ${problem}.`,
    next: "Let the variable `TMPDIR` (on Windows `TEMP`) name a folder that you can write to.",
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "it belongs to somebody else, or is closed to you",
  EPERM: "the system does not allow it",
  EROFS: "that disk can only be read",
  ENOENT: "there is no such folder",
  ENOTDIR: "that is no folder",
  ENOSPC: "that disk is full",
  EDQUOT: "your share of that disk is used up",
};

/** Writes a file and takes it away again. @returns What is in the way, as a sentence fragment */
async function writeProblem(folder: string): Promise<string | undefined> {
  const file = join(folder, `.doctor-${randomUUID()}`);
  try {
    await writeFile(file, "");
    await rm(file);
    return undefined;
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return `${folder}: ${REASONS[code] ?? message}`;
  }
}
