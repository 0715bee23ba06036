// package.json and package-lock.json of a pack: those of the course, without what cannot work there.

/** What is read of a package.json. The rest passes through. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What is read of a package in a package-lock.json. The rest passes through. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  /** `"sha512-..."` */
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** A package-lock.json of version 3. Packages are named by their places: `node_modules/vite/node_modules/rolldown`. */
export interface PackageLock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * @param scripts The scripts that are kept
 * @param leftOut Names of dependencies that are not
 */
export function packPackage(
  whole: PackageJson,
  scripts: readonly string[],
  leftOut: readonly string[],
): PackageJson {
  const { devDependencies, ...rest } = whole;
  return {
    ...rest,
    scripts: entriesWhere(whole.scripts, (name) => scripts.includes(name)),
    dependencies: entriesWhere(whole.dependencies, (name) => !leftOut.includes(name)),
  };
}

/** What of a lock the dependencies of a pack need. @throws {Error} When the lock lacks something that is needed */
export function packLock(whole: PackageLock, { dependencies }: PackageJson): PackageLock {
  const { devDependencies, ...top } = whole.packages[""] as LockedPackage & Partial<PackageJson>;
  const root: LockedPackage = { ...top, dependencies };
  const needed = placesNeeded({ ...whole.packages, "": root });
  const packages = Object.entries(whole.packages).filter(([place]) => needed.has(place));
  return {
    ...whole,
    packages: { "": root, ...Object.fromEntries(packages.map(([place, each]) => [place, inPack(each)])) },
  };
}

/** Without developers' tools, what was theirs and somebody's option is somebody's option. */
function inPack({ dev, devOptional, ...rest }: LockedPackage): LockedPackage {
  return { ...rest, ...(devOptional && { optional: true }) };
}

/** Every place that can be come to from the root. */
function placesNeeded(packages: PackageLock["packages"]): ReadonlySet<string> {
  const needed = new Set<string>();
  const open = [""];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const next of neighbours(place, packages)) {
      if (needed.has(next)) continue;
      needed.add(next);
      open.push(next);
    }
  }
  return needed;
}

function neighbours(place: string, packages: PackageLock["packages"]): string[] {
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[place]!;
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const options = Object.keys(optionalDependencies ?? {});
  const names = [...Object.keys(dependencies ?? {}), ...options, ...peers];
  return names.flatMap((name) => {
    const found = placeOf(name, place, packages);
    if (found === undefined && !options.includes(name))
      throw new Error(
        `package-lock.json has no ${name}, which ${place || "the course"} needs: run \`npm install\`.`,
      );
    return found ?? [];
  });
}

/** Where Node would find a package, as seen from the place of another one: there, or further up. */
function placeOf(name: string, from: string, packages: PackageLock["packages"]): string | undefined {
  const place = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (packages[place] !== undefined) return place;
  return from === "" ? undefined : placeOf(name, parentOf(from), packages);
}

function parentOf(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf("node_modules/") - 1));
}

function entriesWhere<Value>(
  entries: Readonly<Record<string, Value>>,
  isKept: (name: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => isKept(name)));
}
