// Turns src/ into JavaScript that Node 20 can run, in dist/<hash of src>/: a bundle can be missing, never stale.

import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What is started or imported by name. They share their code, above all one copy of the client. */
const ENTRIES = {
  runner: "src/runner/main.ts",
  grader: "src/grading/grader.ts",
  "grader-thread": "src/grading/grader-thread.ts",
  host: "src/grading/host/main.ts",
  watchdog: "src/grading/host/watchdog.ts",
  compiler: "src/grading/compiler.ts",
  isolation: "src/grading/isolation/main.ts",
  client: "src/client/index.ts",
};

/** Loaded from node_modules, and late: they are large. */
const EXTERNAL =
  /^(node:|@inquirer\/|beautiful-mermaid|cspell-lib|csv-stringify|github-slugger|markdownlint|modern-tar|rolldown|shiki|typescript|vite|vitest|yauzl|yazl|zod)/;

/**
 * The folder that holds the bundles of this course, made now if it is not there.
 *
 * @param {string} root Folder of the course
 * @returns {Promise<string>} Absolute path of a folder with `runner.mjs`, `grader.mjs`, `host.mjs`, `client.mjs`
 */
export async function builtFolder(root) {
  const hash = hashOfSources(root);
  const folders = [join(root, "dist", hash), temporaryFolder(root, hash)];
  return folders.find(isOurs) ?? (await build(root, folders));
}

/** By its number, because in a container a user may have no name. */
const user = process.getuid?.() ?? -1;

/** Where the bundles go when the course lies on a read-only disk. The folder is shared, so its name is not enough. */
function temporaryFolder(root, hash) {
  const course = createHash("sha256").update(root).digest("hex").slice(0, 8);
  return join(tmpdir(), `http-by-hand-${user}-${course}-${hash}`);
}

/** In the temporary folder somebody else may have put something under our name. */
function isOurs(folder) {
  if (!existsSync(folder)) return false;
  const isShared = dirname(folder) === tmpdir();
  return !isShared || process.platform === "win32" || statSync(folder).uid === user;
}

// Contents, not times: an unzipped course has the times of the unzipping.
function hashOfSources(root) {
  const hash = createHash("sha256").update(readFileSync(new URL(import.meta.url)));
  for (const entry of readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith(".ts"))
    .map((each) => join(each.parentPath ?? each.path, each.name))
    .sort()) {
    hash.update(`${entry.slice(root.length)}\0`).update(readFileSync(entry));
  }
  return hash.digest("hex").slice(0, 16);
}

async function build(root, folders) {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    cwd: root,
    input: ENTRIES,
    platform: "node",
    external: EXTERNAL,
    transform: { target: "node20" },
  });
  const [folder, unfinished] = beginFolder(root, folders);
  try {
    await bundle.write({
      dir: unfinished,
      format: "esm",
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].mjs",
    });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await bundle.close();
  }
  return putInPlace(unfinished, folder);
}

/** Written under another name first, so that nobody ever sees half of it: in dist/, or where that cannot be written. */
function beginFolder(root, [own, temporary]) {
  const name = `-${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    mkdirSync(own + name, { recursive: true });
    return [own, own + name];
  } catch {
    mkdirSync(temporary + name, { mode: 0o700 });
    // The bundles look for their packages beside themselves and upwards.
    symlinkSync(join(root, "node_modules"), join(temporary + name, "node_modules"), "junction");
    return [temporary, temporary + name];
  }
}

function putInPlace(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else was faster, with the same contents.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
