import { readFileSync } from "node:fs";
import { findLesson, loadCourse } from "../../course/index.ts";
import { parseChoices, WrongChoices } from "../../marking/index.ts";
import { gradescopePack } from "../../packing/index.ts";
import { type Context, EXIT } from "../context.ts";
import { PACK_GRADESCOPE_HELP } from "../help.ts";
import { requireWholeCourse, sizeOf, targetOf, writePack } from "../pack-target.ts";
import { UsageError } from "../parse-command.ts";
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
    ...(choices !== undefined && { choices: await choicesText(root, choices, environment) }),
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

/** @throws {UsageError} When the file cannot be read, or says what cannot be done */
async function choicesText(root: string, path: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { lessons } = await loadCourse(root);
  try {
    const text = readFileSync(typedPath(path, SCRIPT, environment), "utf8");
    parseChoices(text, lessons);
    return text;
  } catch (error) {
    const what = error instanceof WrongChoices ? "use" : "read";
    const message = (error as Error).message;
    throw new UsageError(`Cannot ${what} ${path}: ${message}`, "What can stand in it: docs/grading.md.");
  }
}
