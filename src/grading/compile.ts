import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { SourcePlace } from "./grade.ts";
import { BESIDE, sourcePlace } from "./source-place.ts";

/** A learner's file as JavaScript, or why it could not be made. Plain data: it crosses to the graders' thread. */
export type Compiled =
  | {
      readonly code: string;
      readonly map: string;
      readonly source: string;
      readonly file: string;
      /** What it imports of Node: `["node:net"]`. */
      readonly modules: readonly string[];
    }
  | NotCompiled;

export interface NotCompiled {
  /** `syntax-error` when the file is not TypeScript, `does-not-load` when it needs what is not there. */
  readonly reason: "syntax-error" | "does-not-load";
  readonly problem: string;
  readonly place?: SourcePlace;
}

export interface CompileOptions {
  /** Folder of the course: places are told relative to it. */
  readonly root: string;
  /** Folder of the bundles: `#client` becomes the one copy of the client in it. */
  readonly built: string;
  /** TypeScript that runs beside the submission, known there as `submission`; its exports join the submission's own. */
  readonly beside?: string;
  /** The only folder that files are imported from, symbolic links resolved; any when left out. */
  readonly importsFrom?: string;
}

/**
 * Compiles a submission outside the process that will run it.
 *
 * @param file Absolute path of the TypeScript file
 */
export async function compileSubmission(
  file: string,
  { root, built, beside, importsFrom }: CompileOptions,
): Promise<Compiled> {
  const { rolldown } = await import("rolldown");
  const read = (path: string) => mustBeSource(path, importsFrom);
  try {
    read(file);
    const modules = new Set<string>();
    const source = readFileSync(file, "utf8");
    const bundle = await rolldown({
      input: beside === undefined ? file : BESIDE,
      cwd: dirname(file),
      // Not "node", which would lend the submission a require() that has no file to start from.
      platform: "neutral",
      treeshake: false,
      // A submission is compiled alike wherever it lies, whatever tsconfig.json lies around it.
      tsconfig: false,
      logLevel: "silent",
      transform: { target: "node20" },
      plugins: [
        beside !== undefined && codeBeside(file, beside),
        allowedImports(pathToFileURL(join(built, "client.mjs")).href, modules, read),
      ],
    });
    const { output } = await bundle.generate({
      format: "esm",
      sourcemap: true,
      codeSplitting: false,
      // Or constants are put where they are used, and an error names what the learner did not write.
      minify: false,
    });
    await bundle.close();
    const { code, map } = output[0];
    return { code, map: map?.toString() ?? "", source, file: relative(root, file), modules: [...modules] };
  } catch (error) {
    return describeProblem(error, root);
  }
}

/** A module that is in no file, around the submission. */
function codeBeside(file: string, beside: string) {
  const from = `from ${JSON.stringify(file)};`;
  const code = `import * as submission ${from}\nexport * ${from}\n${beside}`;
  return {
    name: "code-beside",
    resolveId: (specifier: string) => (specifier === BESIDE ? BESIDE : null),
    load: (id: string) => (id === BESIDE ? { code, moduleType: "ts" as const } : null),
  };
}

/** A submission stands on the client and on Node; what else it imports is its own files. */
function allowedImports(client: string, modules: Set<string>, read: (file: string) => void) {
  return {
    name: "allowed-imports",
    resolveId(specifier: string, importer: string | undefined) {
      if (specifier === "#client") return { id: client, external: true };
      if (isBuiltin(specifier)) {
        modules.add(specifier);
        return { id: specifier, external: true };
      }
      const isFile = specifier.startsWith(".") || isAbsolute(specifier);
      if (importer === undefined || isFile) return null;
      throw new Error(
        `Cannot import "${specifier}": a submission can import "#client", Node's own modules, and files beside it`,
      );
    },
    load(file: string) {
      read(file);
      return null;
    },
  };
}

// Compiling happens on the grader's side, where a device or a pipe would never end.
function mustBeSource(file: string, importsFrom: string | undefined): void {
  if (importsFrom !== undefined && !isIn(file, importsFrom))
    throw new Error(`Cannot read ${basename(file)}: it lies outside of the folder that was handed in`);
  const found = statSync(file, { throwIfNoEntry: false });
  const name = basename(file);
  if (found === undefined) throw new Error(`Cannot find the file ${name}`);
  if (!found.isFile()) throw new Error(`Cannot read ${name}: it is not a file`);
  if (found.size > MAX_SOURCE_OCTETS) throw new Error(`Cannot read ${name}: it is larger than 1 MiB`);
}

/** What does not exist is nowhere, and has another sentence. */
function isIn(file: string, folder: string): boolean {
  return !existsSync(file) || realpathSync(file).startsWith(realpathSync(folder) + sep);
}

const MAX_SOURCE_OCTETS = 1024 * 1024;
/** What the errors above begin with: rolldown wraps them in words of its own. */
const OWN_WORDS = /Cannot (?:import|find|read) .*/;

interface RolldownError {
  readonly code?: string;
  readonly message: string;
  readonly loc?: { readonly line: number; readonly column: number; readonly file: string };
}

function describeProblem(error: unknown, root: string): NotCompiled {
  const first: RolldownError = (error as { errors?: RolldownError[] }).errors?.[0] ?? (error as Error);
  const message = stripVTControlCharacters(first.message);
  const [sentence = ""] = OWN_WORDS.exec(message) ?? message.split("\n");
  return {
    reason: first.code === "PARSE_ERROR" ? "syntax-error" : "does-not-load",
    problem: inWords(sentence),
    ...placeOf(first, root),
  };
}

function inWords(sentence: string): string {
  const [, file] = /Could not load (.*) - stream did not contain valid UTF-8/.exec(sentence) ?? [];
  if (file !== undefined)
    return `Cannot read ${basename(file)}: its text is not UTF-8. Have the editor save it in that encoding.`;
  return sentence.replace(/^\[\w+\] /, "").replace("`EOF`", "the end of the file");
}

function placeOf({ loc }: RolldownError, root: string): { place?: SourcePlace } {
  if (loc === undefined || !existsSync(loc.file)) return {};
  const source = readFileSync(loc.file, "utf8");
  return {
    place: sourcePlace(source, { file: relative(root, loc.file), line: loc.line, column: loc.column + 1 }),
  };
}
