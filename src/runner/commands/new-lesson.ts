import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  existingFile,
  newLessonFiles,
  prepareLesson,
  withLessonRow,
  writeNewFiles,
} from "../../authoring/index.ts";
import { type LessonName, listLessons, loadLesson, parseSlug } from "../../course/index.ts";
import { renderMarkdown } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { NEW_LESSON_HELP } from "../help.ts";
import { COURSE_COMMANDS, LESSON_COMMANDS, UsageError } from "../parse-command.ts";

const EXAMPLE = "Type two digits, a hyphen and a name in lower case: `npm run lesson:new 21-name`.";

/**
 * Writes the first files of a lesson: for an author. Asks nothing, and overwrites nothing.
 *
 * @param words What stands after `npm run lesson:new`: the slug of the lesson
 * @throws {UsageError} When there cannot be such a lesson
 */
export async function newLesson({ root, terminal }: Context, words: readonly string[]): Promise<number> {
  const [word, ...others] = words;
  if (word === undefined || /^-*(?:h|help)$/i.test(word)) {
    terminal.write(NEW_LESSON_HELP);
    return EXIT.passed;
  }
  if (others.length > 0) throw new UsageError(`Cannot tell what "${others.join(" ")}" means here.`, EXAMPLE);
  const lesson = await freeLesson(root, word);
  const files = await newLessonFiles(root, lesson);
  const existing = existingFile(root, files);
  if (existing !== undefined)
    throw new UsageError(`There is a file ${existing} already.`, "Move it away, or take another name.");
  await writeNewFiles(root, files);
  await writeTokens(root, lesson);
  const hasRow = await writeRow(root, lesson);
  const written = [...files.map(({ file }) => file), `lessons/.tokens/${lesson.slug}.json`];
  terminal.write(renderMarkdown(report(lesson, written, hasRow), terminal.theme));
  return EXIT.passed;
}

async function freeLesson(root: string, word: string): Promise<LessonName> {
  const lesson = parseSlug(word);
  if (lesson === undefined || lesson.number === 0)
    throw new UsageError(`Cannot name a lesson "${word}".`, EXAMPLE);
  const { number, name } = lesson;
  const commands: readonly string[] = [...COURSE_COMMANDS, ...LESSON_COMMANDS];
  if (commands.includes(name))
    throw new UsageError(
      `"${name}" is a command of \`npm run lesson\`, so no lesson can be called that.`,
      "Take another name.",
    );
  const twin = (await listLessons(root)).find((each) => each.number === number || each.name === name);
  if (twin === undefined) return lesson;
  const what = twin.number === number ? `number ${number}` : `name "${name}"`;
  throw new UsageError(`The lesson ${twin.slug} has the ${what}.`, "Take another one.");
}

async function writeTokens(root: string, { slug }: LessonName): Promise<void> {
  const { files } = await loadLesson(root, slug);
  const { text } = await prepareLesson({ files });
  await mkdir(dirname(files.tokens), { recursive: true });
  await writeFile(files.tokens, text);
}

/** @returns Whether README.md has a table of lessons to put a row into */
async function writeRow(root: string, lesson: LessonName): Promise<boolean> {
  const file = join(root, "README.md");
  const readme = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const changed = withLessonRow(readme, lesson);
  if (changed === undefined) return false;
  await writeFile(file, changed);
  return true;
}

function report({ slug, number }: LessonName, written: readonly string[], hasRow: boolean): string {
  const row = hasRow ? "a row in README.md" : "no row, because README.md has no table of lessons";
  return `Wrote a small lesson that works, and ${row}:

${written.map((file) => `- ${file}`).join("\n")}

What is to be written is marked with TODO: in them. In this order it goes well:

1. The octets and the text, in \`lessons/${slug}.md\`; \`npm run snippets\` runs its programs and writes what they print.
2. The stub, in \`exercises/.original/${slug}.ts\`, and its copy in \`exercises/\`: what each function promises.
3. The solution, in \`solutions/${slug}.ts\`, with the stub's docstrings.
4. The grader, in \`test/graders/${slug}.test.ts\`, and a wrong answer for each mistake that people make, in \`test/course/wrong-answers/${slug}/\`; then another right answer.
5. \`npm run tokens\`, and \`npm run check\`, which says what does not fit together and what is still to do.

\`npm run lesson ${number}\` shows it as a learner sees it. CONTRIBUTING.md has the rules.`;
}
