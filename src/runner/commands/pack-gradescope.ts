import { readFileSync } from "node:fs";
import { findLesson, loadCourse } from "../../course/index.ts";
import { loadChoices } from "../../marking/index.ts";
import { gradescopePack, type PackFile, textFile } from "../../packing/index.ts";
import { type Context, EXIT } from "../context.ts";
import { PACK_GRADESCOPE_HELP } from "../help.ts";
import { wrongChoices } from "../marking-words.ts";
import { requireWholeCourse, sizeOf, targetOf, writePack } from "../pack-target.ts";
import { parseGrade } from "../parse-grade.ts";
import { type PackOptions, parsePack } from "../parse-pack.ts";
import { typedPath } from "../typed-path.ts";

const SCRIPT = "pack:gradescope";

const OPTIONS: PackOptions<"out" | "choices" | "lessons"> = {
  out: { example: "out autograder.zip" },
  choices: { example: "choices grading.json" },
  lessons: { example: "lessons 1-3" },
};

/** Packs what Gradescope builds an autograder from. */
export async function packGradescope(
  context: Context,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { root, terminal } = context;
  const command = parsePack(words, SCRIPT, OPTIONS, environment);
  if (command.kind === "help") {
    terminal.write(PACK_GRADESCOPE_HELP);
    return EXIT.passed;
  }
  requireWholeCourse(root);
  const { out = "autograder.zip", choices, lessons } = command.said;
  const target = await targetOf(out, typedPath(out, SCRIPT, environment));
  if (lessons !== undefined) await requireLessons(root, lessons);
  const files = await gradescopePack(root, {
    ...(lessons !== undefined && { lessons }),
    ...(choices !== undefined && { choices: await choicesFiles(root, choices, environment) }),
  });
  await writePack(target, files, "");
  terminal.tell(
    `Packed ${files.length} files, ${sizeOf(files)}, without solutions: ${out}. Upload it on the page Configure Autograder, and test it there with a submission of your own.`,
  );
  return EXIT.passed;
}

/** Told now, and not by an autograder that failed. @throws {UsageError | LessonNotFound} */
async function requireLessons(root: string, typed: string): Promise<void> {
  const command = parseGrade(["lessons", typed]);
  const course = await loadCourse(root);
  for (const word of (command.kind === "grade" && command.lessons) || []) findLesson(course, word);
}

/**
 * The choices, with their hidden checks beside them under names of ours.
 *
 * @throws {UsageError} When the file cannot be read, or says what cannot be done
 */
async function choicesFiles(root: string, path: string, environment: NodeJS.ProcessEnv): Promise<PackFile[]> {
  const { lessons } = await loadCourse(root);
  const file = typedPath(path, SCRIPT, environment);
  try {
    const { hidden } = await loadChoices(file, lessons);
    const written = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
    for (const [word, choices] of Object.entries<{ checks?: string }>(written.lessons ?? {}))
      if (choices.checks !== undefined) choices.checks = hiddenFile(findLesson({ lessons }, word).slug);
    const checks = [...hidden].map(([slug, { source }]) => textFile(hiddenFile(slug), source));
    return [textFile("grading.json", `${JSON.stringify(written, undefined, 2)}\n`), ...checks];
  } catch (error) {
    throw wrongChoices(path, error as Error);
  }
}

function hiddenFile(slug: string): string {
  return `hidden/${slug}.test.ts`;
}
