import { unpackTar } from "modern-tar";
import {
  addEntry,
  type Entries,
  type Entry,
  MOST_ENTRIES,
  MOST_FILE_OCTETS,
  NotReadable,
  refused,
  TOO_LARGE,
  TOO_MANY,
} from "./entry.ts";
import { canBeTaken } from "./find-exercises.ts";

/** The entries of a tar file in memory. */
export async function readTar(tar: Uint8Array): Promise<Entries> {
  const names: { readonly name: string; readonly entry: Entry | undefined }[] = [];
  const files = await unpackTar(tar, {
    strict: true,
    filter({ name, type = "file", size }) {
      if (names.length >= MOST_ENTRIES) throw new NotReadable(TOO_MANY);
      if (type === "directory") return false;
      const problem = type === "file" ? (size > MOST_FILE_OCTETS ? TOO_LARGE : undefined) : KINDS[type];
      const isTaken = problem === undefined && type === "file" && canBeTaken(name);
      names.push({ name, entry: isTaken ? undefined : refused(problem ?? "is not a file") });
      return isTaken;
    },
  });
  const octets = files.map(({ data = new Uint8Array() }) => data).values();
  const entries = new Map<string, Entry>();
  for (const { name, entry } of names) addEntry(entries, name, entry ?? taken(octets.next().value!));
  return entries;
}

const KINDS: Readonly<Record<string, string>> = {
  symlink: "is a symbolic link",
  link: "is a link to another entry",
};

function taken(octets: Uint8Array): Entry {
  return { octets: async () => octets };
}
