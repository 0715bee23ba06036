// The course as a teacher hands it out: a list of files, made from the folder of the course.

import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { loadCourse } from "../course/index.ts";
import { withLiveLinks } from "./live-links.ts";
import { jsonFile, type PackFile, textFile } from "./pack-file.ts";
import { type PackageJson, type PackageLock, packLock, packPackage } from "./pack-package.ts";
import { LEFT_OUT_PACKAGES, type Part, STUDENT_PARTS, STUDENT_SCRIPTS } from "./student-parts.ts";
import { studentReadme } from "./student-readme.ts";
import { tokensOfText } from "./text-tokens.ts";

/** The pack's package.json and package-lock.json, as data. */
export interface PackPackages {
  readonly packageJson: PackageJson;
  readonly lock: PackageLock;
}

/** @param root Folder of the course */
export async function loadPackPackages(root: string): Promise<PackPackages> {
  const [whole, lock] = await Promise.all(
    ["package.json", "package-lock.json"].map((file) => readFile(join(root, file), "utf8")),
  );
  const packageJson = packPackage(JSON.parse(whole!) as PackageJson, STUDENT_SCRIPTS, LEFT_OUT_PACKAGES);
  return { packageJson, lock: packLock(JSON.parse(lock!) as PackageLock, packageJson) };
}

/**
 * The course without solutions, without what only teachers and authors need, and without anybody's answers.
 *
 * @param root Folder of the course
 * @param packages As `loadPackPackages` says
 * @param platforms Those that the pack brings packages for, if it does
 * @returns Sorted by path
 */
export async function studentPack(
  root: string,
  { packageJson, lock }: PackPackages,
  platforms?: readonly string[],
): Promise<PackFile[]> {
  const { lessons } = await loadCourse(root);
  const parts = (await Promise.all(STUDENT_PARTS.map((part) => filesOf(root, part)))).flat();
  const template = await readFile(join(root, "src/packing/student-readme.md"), "utf8");
  const files = [
    ...parts.map((file) => withoutSolution(file, parts)),
    textFile("README.md", studentReadme(template, lessons, platforms)),
    jsonFile("package.json", packageJson),
    jsonFile("package-lock.json", lock),
  ];
  const live = files.map((file) => withoutDeadLinks(file, files));
  return live.sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function filesOf(root: string, { folder, files, isDeep }: Part): Promise<PackFile[]> {
  const path = join(root, folder);
  const entries = await readdir(path, { withFileTypes: true, recursive: isDeep === true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => files.test(name));
  return Promise.all(
    names.map(async (name) => ({
      path: folder === "" ? name : `${folder}/${name}`,
      content: await readFile(join(path, name)),
    })),
  );
}

/** What was prepared of a solution, for the screen, is its text once more. */
function withoutSolution(file: PackFile, all: readonly PackFile[]): PackFile {
  const [, slug] = /^lessons\/\.tokens\/(.+)\.json$/.exec(file.path) ?? [];
  if (slug === undefined) return file;
  const lesson = all.find(({ path }) => path === `lessons/${slug}.md`);
  return textFile(file.path, tokensOfText(String(file.content), String(lesson?.content ?? "")));
}

function withoutDeadLinks(file: PackFile, all: readonly PackFile[]): PackFile {
  if (!file.path.endsWith(".md")) return file;
  const isThere = (target: string) =>
    all.some(({ path }) => path === target || path.startsWith(`${target}/`));
  return textFile(file.path, withLiveLinks(file.path, String(file.content), isThere));
}
