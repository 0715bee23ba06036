import { type Entries, type Entry, NotReadable, refused } from "./entry.ts";

/** Whether a path may be an exercise's, wherever it lies. */
export function canBeExercise(path: string): boolean {
  return /(?:^|\/)\d\d-[a-z0-9-]+\.ts$/.test(path);
}

/** The same of all that is ever taken. */
export function canBeTaken(path: string): boolean {
  return canBeExercise(path) || path.endsWith(`/${PROGRESS_FILE}`) || path === PROGRESS_FILE;
}

/**
 * Finds the exercise files in a submission: in `exercises/`, or at the top; also where one folder is around everything.
 * Where both are, the one in `exercises/` counts.
 *
 * @returns By slug
 * @throws {NotReadable} When there are none although the rest of the course is there
 */
export function findExercises(entries: Entries, slugs: readonly string[]): Map<string, Entry> {
  const top = folderAround([...entries.keys()]);
  // A link, or a file: nobody knows what lies behind it, and it is not nothing.
  const behind = entries.has(`${top}exercises`) ? refused(NO_FOLDER) : undefined;
  const found = slugs.flatMap((slug): [string, Entry][] => {
    const entry = entries.get(`${top}exercises/${slug}.ts`) ?? entries.get(`${top}${slug}.ts`) ?? behind;
    return entry === undefined ? [] : [[slug, entry]];
  });
  // A learner has stubs at least. `.gitattributes` keeps them out of the archives that git makes, GitHub's among them.
  if (found.length === 0 && entries.has(`${top}exercises/tsconfig.json`)) throw new NotReadable(LEFT_OUT);
  return new Map(found);
}

const NO_FOLDER = "cannot be taken: exercises is a link or a file, and no folder";

const LEFT_OUT =
  "It is the course without any exercise: a ZIP that GitHub or `git archive` makes leaves them out. Clone the repository, or pack its folder.";

/** Finds what the learner's own course kept of the way there: beside `exercises/`, or beside the exercises at the top. */
export function findProgress(entries: Entries): Entry | undefined {
  return entries.get(`${folderAround([...entries.keys()])}${PROGRESS_FILE}`);
}

export const PROGRESS_FILE = ".progress.json";

/** `"http-by-hand-main/"` where everything lies in it; else nothing. */
function folderAround(paths: readonly string[]): string {
  const tops = new Set(paths.filter(isSubmitted).map((path) => /^[^/]*\/?/.exec(path)![0]));
  const [top = ""] = tops;
  return tops.size === 1 && top.endsWith("/") && top !== "exercises/" ? top : "";
}

/** What a system adds by itself is nobody's. */
function isSubmitted(path: string): boolean {
  return !/^(?:__MACOSX\/|\.|pax_global_header$)/.test(path);
}
