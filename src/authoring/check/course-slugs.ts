import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSlug } from "../../course/index.ts";

/**
 * The slugs of the lessons whose text is there, in order. Unlike `listLessons` it refuses nothing: what is misnamed is a
 * problem to be told of, beside all others.
 *
 * @param root Absolute path of the course
 */
export function courseSlugs(root: string): string[] {
  return readdirSync(join(root, "lessons"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -".md".length))
    .filter((name) => parseSlug(name) !== undefined)
    .sort();
}
