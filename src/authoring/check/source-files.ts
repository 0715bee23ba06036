import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A text file of the course. */
export interface SourceFile {
  /** Path from the course's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

// What nobody here wrote, what is made from other files, and what is broken on purpose.
const OTHERS = new Set(["node_modules", "dist", "fixtures"]);
// Of the folders that begin with a dot only the untouched stubs are text for people.
const HIDDEN = /^\.(?!original$)/;
// What a learner writes is theirs; the same file stands untouched in .original.
const LEARNERS = /^exercises\/[^/]+\.ts$/;

/**
 * Reads the text files of a course that people read or write, sorted by path.
 *
 * @param root Absolute
 * @param pattern Of the paths that are wanted, from the root, with `/`
 */
export async function sourceFiles(root: string, pattern: RegExp): Promise<SourceFile[]> {
  const files = (await pathsBelow(root, "")).filter((file) => pattern.test(file) && !LEARNERS.test(file));
  return Promise.all(
    files.sort().map(async (file) => ({ file, text: await readFile(join(root, file), "utf8") })),
  );
}

/** Every Markdown file of the course. */
export function markdownFiles(root: string): Promise<SourceFile[]> {
  return sourceFiles(root, /\.md$/);
}

/** The lessons to look at, in the course's order. */
export function lessonFiles(root: string, slugs: readonly string[]): Promise<SourceFile[]> {
  return Promise.all(
    slugs.map(async (slug) => {
      const file = `lessons/${slug}.md`;
      return { file, text: await readFile(join(root, file), "utf8") };
    }),
  );
}

async function pathsBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const paths = await Promise.all(
    entries.map((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
      return OTHERS.has(entry.name) || HIDDEN.test(entry.name) ? [] : pathsBelow(root, path);
    }),
  );
  return paths.flat();
}
