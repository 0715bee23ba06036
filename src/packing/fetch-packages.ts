// The packages of a pack, as files beside it: so `npm ci` needs no registry. npm takes each from where the lock says that
// it lies, and looks at its checksum as ever.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type PackFile, textFile } from "./pack-file.ts";
import type { LockedPackage, PackageLock } from "./pack-package.ts";
import { isFor, type Platform } from "./platforms.ts";

/** They could not be had, or are not what the lock asks for. The message is a sentence. */
export class PackagesNotFetched extends Error {
  override readonly name = "PackagesNotFetched";
}

/** Settings of npm for the folder of the pack. Without them it asks a registry about holes, again and again. */
const NPM_SETTINGS = `; What is installed lies in packages/: nothing is asked for over a network.
offline=true
audit=false
fund=false
`;

/** A package of the lock that goes into the pack. */
interface Wanted {
  readonly place: string;
  /** `"vite@8.3.8"` */
  readonly spec: string;
  /** As `npm pack` calls it. */
  readonly file: string;
  readonly integrity: string;
}

/** Packages for some platforms, and the lock that names where they lie. */
export interface FetchedPackages {
  readonly lock: PackageLock;
  /** `packages/vite-8.3.8.tgz` ..., and `.npmrc`. */
  readonly files: readonly PackFile[];
}

/**
 * Has npm fetch what a lock names, from its cache where that has it, and looks at each checksum.
 *
 * @param environment Of a script that npm started, or not
 * @throws {PackagesNotFetched}
 */
export async function fetchPackages(
  lock: PackageLock,
  platforms: readonly Platform[],
  environment: NodeJS.ProcessEnv,
): Promise<FetchedPackages> {
  const wanted = wantedOf(lock, platforms);
  const folder = await mkdtemp(join(tmpdir(), "http-by-hand-packages-"));
  try {
    await npmPack([...new Set(wanted.map(({ spec }) => spec))], folder, environment);
    const files = new Map<string, PackFile>();
    for (const each of wanted) files.set(each.file, await packageFile(each, folder));
    return {
      lock: withFiles(lock, wanted),
      files: [...files.values(), textFile(".npmrc", NPM_SETTINGS)],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function wantedOf({ packages }: PackageLock, platforms: readonly Platform[]): Wanted[] {
  return Object.entries(packages)
    .filter(([place]) => place !== "" && platforms.some((each) => isReached(place, packages, each)))
    .map(([place, { version, integrity }]) => {
      const name = nameOf(place);
      if (version === undefined || integrity === undefined)
        throw new PackagesNotFetched(`package-lock.json has no version or checksum of ${name}.`);
      const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
      return { place, spec: `${name}@${version}`, file, integrity };
    });
}

/** What lies in a package is for the machines that this one is for. */
function isReached(place: string, packages: PackageLock["packages"], platform: Platform): boolean {
  const inside = place
    .split("/node_modules/")
    .map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"));
  return inside.every((each) => isFor(packages[each] ?? {}, platform));
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** The npm that started this one: `npm` itself is no program on Windows. */
async function npmPack(
  specs: readonly string[],
  folder: string,
  { npm_execpath: npm, ...environment }: NodeJS.ProcessEnv,
): Promise<void> {
  const words = ["pack", "--loglevel=error", "--prefer-offline", "--pack-destination", folder, ...specs];
  const [program, ...first] = npm === undefined ? ["npm"] : [process.execPath, npm];
  try {
    await promisify(execFile)(program!, [...first, ...words], {
      cwd: folder,
      env: environment,
      shell: npm === undefined && process.platform === "win32",
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    throw new PackagesNotFetched(`npm could not fetch the packages: ${reasonIn(stderr) ?? message}.`);
  }
}

// npm begins with what is for machines: "npm error code ECONNREFUSED".
const FOR_MACHINES = /^npm \S+ (?:code|syscall|errno) /;

/** The line of npm's complaint that a person understands, without the full stop. */
function reasonIn(stderr: string): string | undefined {
  const line = stderr.split("\n").find((each) => each.trim() !== "" && !FOR_MACHINES.test(each));
  return line?.replace(/^npm \S+ (?:\w+Error: |notarget )?/, "").replace(/\.?\s*$/, "");
}

async function packageFile({ file, spec, integrity }: Wanted, folder: string): Promise<PackFile> {
  const content = await readFile(join(folder, file)).catch(() => {
    throw new PackagesNotFetched(`npm fetched no ${file}.`);
  });
  const sum = `sha512-${createHash("sha512").update(content).digest("base64")}`;
  if (sum === integrity) return { path: `packages/${file}`, content };
  throw new PackagesNotFetched(
    `What npm fetched as ${spec} is not what package-lock.json has the checksum of.`,
  );
}

/** Each package that is there is taken from there, on any machine. */
function withFiles(lock: PackageLock, wanted: readonly Wanted[]): PackageLock {
  const files = new Map(wanted.map(({ place, file }) => [place, file]));
  const packages = Object.entries(lock.packages).map(([place, locked]): [string, LockedPackage] => {
    const file = files.get(place);
    return [place, file === undefined ? locked : { ...locked, resolved: `file:packages/${file}` }];
  });
  return { ...lock, packages: Object.fromEntries(packages) };
}
