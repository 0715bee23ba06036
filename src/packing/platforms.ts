// Which machines a package is for, as npm decides it: by os, cpu and libc of its entry in the lock.

import type { LockedPackage, PackageLock } from "./pack-package.ts";

/** A kind of machine, by Node's words. */
export interface Platform {
  /** As one types it: `linux-x64`, `linux-x64-musl`. */
  readonly name: string;
  readonly os: string;
  readonly cpu: string;
  readonly libc?: "glibc" | "musl";
}

/** What most classes have. */
export const USUAL_PLATFORMS = "linux-x64,win32-x64,darwin-arm64";

/** No machine of that name, or none that the course has packages for. The message is a sentence. */
export class UnknownPlatform extends Error {
  override readonly name = "UnknownPlatform";
}

/**
 * @param words Names with commas between them: `linux-x64,win32-x64`
 * @param lock What the packages for them are named in
 * @throws {UnknownPlatform} Its message says which there are
 */
export function findPlatforms(words: string, lock: PackageLock): Platform[] {
  const known = platformsOf(lock);
  return [...new Set(words.toLowerCase().split(","))].map((word) => {
    const found = known.find(({ name }) => name === word.trim());
    if (found !== undefined) return found;
    const names = new Intl.ListFormat("en-GB").format(known.map(({ name }) => name));
    throw new UnknownPlatform(`There are no packages for "${word}", but for ${names}.`);
  });
}

/** Whether npm installs a package on such a machine. */
export function isFor({ os, cpu, libc }: LockedPackage, platform: Platform): boolean {
  return (
    (os?.includes(platform.os) ?? true) &&
    (cpu?.includes(platform.cpu) ?? true) &&
    (platform.libc === undefined || (libc?.includes(platform.libc) ?? true))
  );
}

/** Every machine for which each package that differs from one to the next has something. */
function platformsOf({ packages }: PackageLock): Platform[] {
  const named = Object.values(packages).flatMap(machinesOf);
  // Where some packages tell one libc from the other, the name stands for the machine that these have.
  const sorted = [...named.filter(({ libc }) => libc === undefined), ...named.filter(({ libc }) => libc)];
  const distinct = [...new Map(sorted.map((platform) => [platform.name, platform])).values()];
  const families = familiesOf(packages);
  return distinct
    .filter((platform) => families.every((family) => family.some((each) => isFor(each, platform))))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function machinesOf({ os = [], cpu = [], libc: [libc] = [] }: LockedPackage): Platform[] {
  const ending = libc === "musl" ? "-musl" : "";
  return os.flatMap((system) =>
    cpu.map((processor) => ({
      name: `${system}-${processor}${ending}`,
      os: system,
      cpu: processor,
      ...((libc === "musl" || libc === "glibc") && { libc }),
    })),
  );
}

/** The packages of which a machine needs one: several options of one package, each for an os and a cpu. */
function familiesOf(packages: PackageLock["packages"]): LockedPackage[][] {
  return Object.values(packages)
    .map(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies)
        .flatMap((name) => packages[`node_modules/${name}`] ?? [])
        .filter(({ os, cpu }) => os !== undefined && cpu !== undefined),
    )
    .filter((family) => family.length > 1);
}
