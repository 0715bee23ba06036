// What a submission can be taken from (a folder, an archive) looks alike: names, and a file's octets behind each.

/** A file of a submission, before anybody knows whether it is wanted. */
export interface Entry {
  /** @throws {Refused} When it is not a regular file, or too large */
  octets(): Promise<Uint8Array>;
}

/** By path: slashes, relative to the folder or the archive. */
export type Entries = ReadonlyMap<string, Entry>;

/** One file that is not taken. The message ends a sentence: `is a symbolic link`. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** A submission that cannot be read at all. The message is a sentence. */
export class NotReadable extends Error {
  override readonly name = "NotReadable";
}

export const MOST_FILE_OCTETS = 256 * 1024;
export const MOST_ENTRIES = 2_000;

export function refused(reason: string): Entry {
  return {
    async octets() {
      throw new Refused(reason);
    },
  };
}

export const TOO_LARGE = "is larger than 256 KiB";

/** Notes an entry of an archive under its name. Of two with one name, which one is meant nobody can tell. */
export function addEntry(entries: Map<string, Entry>, name: string, entry: Entry): void {
  const path = name.replace(/^(?:\.\/)+/, "");
  if (entries.size >= MOST_ENTRIES && !entries.has(path)) throw new NotReadable(TOO_MANY);
  entries.set(path, entries.has(path) ? refused("stands in the archive twice") : entry);
}

export const TOO_MANY = `It has more than ${MOST_ENTRIES} entries: leave out what is no exercise, such as node_modules.`;
