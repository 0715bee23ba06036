import { loadPackPackages, studentPack } from "../../packing/index.ts";
import { type Context, EXIT } from "../context.ts";
import { PACK_STUDENT_HELP } from "../help.ts";
import { requireWholeCourse, sizeOf, targetOf, writePack } from "../pack-target.ts";
import { type PackOptions, parsePack } from "../parse-pack.ts";
import { typedPath } from "../typed-path.ts";

const SCRIPT = "pack:student";

const OPTIONS: PackOptions<"out"> = { out: { example: "out class.zip" } };

/** What the ZIP file has everything in, so that who unpacks it has one folder, and a newer one the same. */
const TOP_FOLDER = "http-by-hand";

/** Packs the course for a class, without its solutions. */
export async function packStudent(
  context: Context,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { root, terminal } = context;
  const command = parsePack(words, SCRIPT, OPTIONS, environment);
  if (command.kind === "help") {
    terminal.write(PACK_STUDENT_HELP);
    return EXIT.passed;
  }
  requireWholeCourse(root);
  const { out = "http-by-hand-student.zip" } = command.said;
  const target = await targetOf(out, typedPath(out, SCRIPT, environment));
  const files = await studentPack(root, await loadPackPackages(root));
  await writePack(target, files, TOP_FOLDER);
  terminal.tell(
    `Packed ${files.length} files, ${sizeOf(files)}, without solutions: ${out}. In its folder, \`npm ci\` and \`npm run lesson 1\` begin the course.`,
  );
  return EXIT.passed;
}
