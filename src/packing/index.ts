/** The course for others: as a student pack, and as what a grader's service runs. */
export { type FetchedPackages, fetchPackages, PackagesNotFetched } from "./fetch-packages.ts";
export { gradescopePack } from "./gradescope-pack.ts";
export { type PackFile, textFile } from "./pack-file.ts";
export { findPlatforms, type Platform, UnknownPlatform, USUAL_PLATFORMS } from "./platforms.ts";
export { loadPackPackages, type PackPackages, studentPack } from "./student-pack.ts";
export { isFree, writeFolder, writeZip } from "./write-pack.ts";
