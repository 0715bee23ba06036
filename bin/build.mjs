// Turns src/ into JavaScript that Node 20 can run, in dist/<hash of src>/: a bundle can be missing, never stale.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What is started or imported by name. They share their code, above all one copy of the client. */
const ENTRIES = {
  runner: "src/runner/main.ts",
  grader: "src/grading/grader.ts",
  host: "src/grading/host/main.ts",
  watchdog: "src/grading/host/watchdog.ts",
  client: "src/client/index.ts",
};

/** Loaded from node_modules, and late: they are large. */
const EXTERNAL = /^(node:|@inquirer\/|rolldown|shiki|typescript|vite|vitest)/;

/**
 * The folder that holds the bundles of this course, made now if it is not there.
 *
 * @param {string} root Folder of the course
 * @returns {Promise<string>} Absolute path of a folder with `runner.mjs`, `grader.mjs`, `host.mjs`, `client.mjs`
 */
export async function builtFolder(root) {
  const hash = hashOfSources(root);
  const folders = [join(root, "dist", hash), join(tmpdir(), `http-by-hand-${hash}`)];
  const built = folders.find((folder) => existsSync(folder));
  return built ?? (await build(root, folders));
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
  const folder = firstWritable(folders);
  const unfinished = mkdtempSync(`${folder}-`);
  await bundle.write({
    dir: unfinished,
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await bundle.close();
  return putInPlace(unfinished, folder);
}

/** The course's own dist/, or the system's temporary folder when the course lies on a read-only disk. */
function firstWritable([own, temporary]) {
  try {
    mkdirSync(dirname(own), { recursive: true });
    rmSync(mkdtempSync(`${own}-`), { recursive: true });
    return own;
  } catch {
    return temporary;
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
