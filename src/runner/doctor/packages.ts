import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

const NEXT = "Type `npm ci` in the folder of the course.";

/** Whether what package-lock.json asks for is what is installed. An old Node never comes so far: see bin/check-node.cjs. */
export async function checkPackages({ home }: Surroundings): Promise<Finding> {
  const wanted = await wantedVersions(home);
  const found = await Promise.all(
    wanted.map(async ([name, version]) => [name, version, await installedVersion(home, name)] as const),
  );
  const missing = found.filter(([, , installed]) => installed === undefined).map(([name]) => name);
  const others = found.filter(([, version, installed]) => installed !== undefined && installed !== version);
  if (missing.length > 0)
    return { state: "wrong", found: `not installed: ${missing.join(", ")}.`, next: NEXT };
  if (others.length > 0) {
    const list = others.map(([name, version, installed]) => `${name} ${installed} instead of ${version}`);
    return {
      state: "wrong",
      found: `other versions than the course was made with: ${list.join(", ")}.`,
      next: NEXT,
    };
  }
  return { state: "fine", found: `all ${wanted.length} are installed, in the right versions.` };
}

/** The packages that a learner needs, by the names in package.json, in the versions of package-lock.json. */
async function wantedVersions(home: string): Promise<[name: string, version: string][]> {
  const [{ dependencies = {} }, { packages = {} }] = await Promise.all([
    readJson(join(home, "package.json")),
    readJson(join(home, "package-lock.json")),
  ]);
  return Object.keys(dependencies).map((name) => [name, packages[`node_modules/${name}`]?.version ?? ""]);
}

async function installedVersion(home: string, name: string): Promise<string | undefined> {
  try {
    return (await readJson(join(home, "node_modules", name, "package.json"))).version;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly packages?: Readonly<Record<string, PackageFile>>;
}

async function readJson(file: string): Promise<PackageFile> {
  return JSON.parse(await readFile(file, "utf8")) as PackageFile;
}
