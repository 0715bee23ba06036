import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { declarationOf, type Module, parseModule } from "../../grading/read-module.ts";
import { runCompiler } from "../../grading/run-compiler.ts";
import { inTemporaryFolder } from "../program-file.ts";

/** What a module declares to whoever imports it, by name: signatures, types, classes, as TypeScript writes them. */
export type Declarations = ReadonlyMap<string, string>;

/**
 * Has TypeScript write what some files declare. What is left to inference is in it; bodies and comments are not.
 *
 * @param root Absolute path of the course
 * @param files Absolute paths inside it
 * @returns By path; without those of which TypeScript can make nothing
 */
export async function declarationsOf(
  root: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, Declarations>> {
  const real = realpathSync(root);
  return inTemporaryFolder(async (folder) => {
    const { signal } = new AbortController();
    const paths = files.map((file) => join(real, relative(root, file)));
    await runCompiler(paths, { root: real, declarations: folder }, signal);
    const found = files.map(async (file) => [file, await readDeclarations(root, file, folder)] as const);
    const pairs = await Promise.all(found);
    return new Map(pairs.filter((pair): pair is readonly [string, Declarations] => pair[1] !== undefined));
  });
}

async function readDeclarations(
  root: string,
  file: string,
  folder: string,
): Promise<Declarations | undefined> {
  const written = join(folder, relative(root, file).replace(/\.ts$/, ".d.ts"));
  if (!existsSync(written)) return undefined;
  const module = await parseModule(readFileSync(written, "utf8"));
  return module && byName(module);
}

/** Overloads of a function stand under its one name. */
function byName({ source, program }: Module): Declarations {
  const texts = new Map<string, string>();
  for (const statement of program.body) {
    const name = nameOf(declarationOf(statement) as Named | null);
    if (name === undefined) continue;
    const text = source.slice(statement.start, statement.end);
    texts.set(name, [texts.get(name), text].filter((each) => each !== undefined).join("\n"));
  }
  return texts;
}

interface Named {
  readonly id?: { readonly name?: string } | null;
  readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
}

function nameOf(declaration: Named | null): string | undefined {
  return declaration?.id?.name ?? declaration?.declarations?.[0]?.id.name;
}
