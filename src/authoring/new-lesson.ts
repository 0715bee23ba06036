/**
 * The first files of a lesson, from the example in `lessons/.template`: a whole small lesson, 99-template, whose number and
 * names are replaced. Where something is to be written it says TODO:, and a check lists these places.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { LessonName } from "../course/index.ts";

/** A file of the new lesson. */
export interface NewFile {
  /** Path from the course's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

const TEMPLATE = "lessons/.template";
const ANSWERS = "wrong-answers/";

/**
 * Makes the files of a lesson, without writing any.
 *
 * @param root Absolute path of the course's root
 * @returns In the order in which an author fills them
 */
export async function newLessonFiles(root: string, lesson: LessonName): Promise<NewFile[]> {
  const { slug } = lesson;
  const templates = new Map(
    (await readTemplates(root)).map(({ file, text }) => [file, filledIn(text, lesson)]),
  );
  const places: readonly (readonly [template: string, file: string])[] = [
    ["lesson.md", `lessons/${slug}.md`],
    ["stub.ts", `exercises/.original/${slug}.ts`],
    ["stub.ts", `exercises/${slug}.ts`],
    ["solution.ts", `solutions/${slug}.ts`],
    ["grader.ts", `test/graders/${slug}.test.ts`],
    ...[...templates.keys()]
      .filter((template) => template.startsWith(ANSWERS))
      .sort()
      .map(
        (template) =>
          [template, `test/course/wrong-answers/${slug}/${template.slice(ANSWERS.length)}`] as const,
      ),
    ["other-answer.ts", `test/course/other-answers/${slug}.ts`],
  ];
  return places.map(([template, file]) => ({ file, text: templates.get(template)! }));
}

async function readTemplates(root: string): Promise<NewFile[]> {
  const folder = join(root, TEMPLATE);
  const entries = await readdir(folder, { recursive: true });
  const files = entries
    .map((entry) => entry.replaceAll("\\", "/"))
    .filter((file) => /\.(?:ts|md)$/.test(file));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(folder, file), "utf8") })));
}

function filledIn(text: string, { slug, number, name }: LessonName): string {
  return text
    .replaceAll("99-template", slug)
    .replaceAll("99", String(number))
    .replaceAll("Template", titleOf(name))
    .replaceAll("template", name.replaceAll("-", " "));
}

/** `your-own-client` is "Your own client". */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first of some files that is there already. */
export function existingFile(root: string, files: readonly NewFile[]): string | undefined {
  return files.find(({ file }) => existsSync(join(root, file)))?.file;
}

/** Writes files that are not there yet. @throws When one is there after all: nothing is overwritten */
export async function writeNewFiles(root: string, files: readonly NewFile[]): Promise<void> {
  for (const { file, text } of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text, { flag: "wx" });
  }
}

const ROW = /^\| (\d+) \| \[/;

/**
 * Puts a lesson's row into the README's table of lessons, by its number.
 *
 * @returns The README; undefined when it has no such table
 */
export function withLessonRow(readme: string, { slug, number, name }: LessonName): string | undefined {
  const lines = readme.split("\n");
  const rows = lines.flatMap((line, index) => {
    const [, rowNumber] = ROW.exec(line) ?? [];
    return rowNumber === undefined ? [] : [{ index, number: Number(rowNumber) }];
  });
  const first = rows[0];
  if (first === undefined) return undefined;
  const before = rows.findLast((row) => row.number < number);
  const row = `| ${number} | [${titleOf(name)}](lessons/${slug}.md): TODO: what it teaches, in a few words |`;
  return lines.toSpliced(before === undefined ? first.index : before.index + 1, 0, row).join("\n");
}
