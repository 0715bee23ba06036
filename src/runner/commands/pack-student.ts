import {
  fetchPackages,
  findPlatforms,
  loadPackPackages,
  PackagesNotFetched,
  type PackFile,
  type PackPackages,
  type Platform,
  studentPack,
  UnknownPlatform,
  USUAL_PLATFORMS,
} from "../../packing/index.ts";
import { renderError } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { PACK_STUDENT_HELP } from "../help.ts";
import { requireWholeCourse, sizeOf, targetOf, writePack } from "../pack-target.ts";
import { UsageError } from "../parse-command.ts";
import { type PackOptions, parsePack } from "../parse-pack.ts";
import { typedPath } from "../typed-path.ts";

const SCRIPT = "pack:student";

const OPTIONS: PackOptions<"out" | "packages" | "for"> = {
  out: { example: "out class.zip" },
  packages: { example: "packages", isAlone: true },
  for: { example: "packages for linux-x64,win32-x64" },
};

/** What the ZIP file has everything in, so that who unpacks it has one folder, and a newer one the same. */
const TOP_FOLDER = "http-by-hand";

/**
 * Packs the course for a class, without its solutions; with its packages where they are wanted.
 *
 * @returns Exit code: 3 where the packages could not be fetched
 */
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
  const packages = await loadPackPackages(root);
  const platforms = platformsOf(command.said, packages);
  try {
    const files = await filesOf(context, packages, platforms, environment);
    await writePack(target, files, TOP_FOLDER);
    const names = platforms && new Intl.ListFormat("en-GB").format(platforms.map(({ name }) => name));
    const extent = names === undefined ? "" : `, with the packages for ${names}`;
    terminal.tell(
      `Packed ${files.length} files, ${sizeOf(files)}, without solutions${extent}: ${out}. In its folder, \`npm ci\` and \`npm run lesson 1\` begin the course.`,
    );
    return EXIT.passed;
  } catch (error) {
    if (!(error instanceof PackagesNotFetched)) throw error;
    const next = "Mend that, and type the command again; without `packages` it needs no network.";
    terminal.write(renderError(error.message, next, terminal.theme));
    return EXIT.couldNotGrade;
  }
}

/** Undefined where no packages are wanted. @throws {UsageError} */
function platformsOf(
  { packages, for: names }: { readonly packages?: string; readonly for?: string },
  { lock }: PackPackages,
): Platform[] | undefined {
  if (packages === undefined && names === undefined) return undefined;
  if (packages === undefined)
    throw new UsageError(
      "`for` says which machines `packages` are for.",
      `Type \`npm run ${SCRIPT} packages for ${names}\`.`,
    );
  try {
    return findPlatforms(names ?? USUAL_PLATFORMS, lock);
  } catch (error) {
    if (!(error instanceof UnknownPlatform)) throw error;
    throw new UsageError(
      error.message,
      `Type some of them: \`npm run ${SCRIPT} packages for ${USUAL_PLATFORMS}\`.`,
    );
  }
}

/** @throws {PackagesNotFetched} */
async function filesOf(
  { root, terminal }: Context,
  packages: PackPackages,
  platforms: readonly Platform[] | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<PackFile[]> {
  if (platforms === undefined) return studentPack(root, packages);
  const fetched = await terminal.during("Fetching packages ...", () =>
    fetchPackages(packages.lock, platforms, environment),
  );
  const names = platforms.map(({ name }) => name);
  return [...(await studentPack(root, { ...packages, lock: fetched.lock }, names)), ...fetched.files];
}
