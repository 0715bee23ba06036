/** The course for others: as a student pack, and as what a grader's service runs. */
export { gradescopePack } from "./gradescope-pack.ts";
export type { PackFile } from "./pack-file.ts";
export { loadPackPackages, type PackPackages, studentPack } from "./student-pack.ts";
export { isFree, writeFolder, writeZip } from "./write-pack.ts";
