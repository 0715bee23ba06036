import { crc32 } from "node:zlib";
import { fromBufferPromise, type Entry as ZipEntry, type ZipFile } from "yauzl";
import {
  addEntry,
  type Entries,
  type Entry,
  MOST_ENTRIES,
  MOST_FILE_OCTETS,
  NotReadable,
  Refused,
  refused,
  TOO_LARGE,
  TOO_MANY,
} from "./entry.ts";

/** The entries of a ZIP file in memory. What is in them is inflated when it is asked for. */
export async function readZip(octets: Buffer): Promise<Entries> {
  const zip = await fromBufferPromise(octets, { validateEntrySizes: false });
  if (zip.entryCount > MOST_ENTRIES) throw new NotReadable(TOO_MANY);
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry())
    if (!entry.fileName.endsWith("/")) addEntry(entries, entry.fileName, entryOf(zip, entry));
  return entries;
}

function entryOf(zip: ZipFile, entry: ZipEntry): Entry {
  if (isLink(entry)) return refused("is a symbolic link");
  if (!entry.canDecodeFileData()) return refused("is encrypted, or compressed in a way that is not usual");
  if (entry.uncompressedSize > MOST_FILE_OCTETS) return refused(TOO_LARGE);
  return { octets: () => inflate(zip, entry) };
}

// Who made it on Unix left the file's mode in the upper half.   APPNOTE §4.4.2, §4.4.15
const UNIX = 3;
const KIND_OF_FILE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

function isLink({ versionMadeBy, externalFileAttributes }: ZipEntry): boolean {
  return versionMadeBy >> 8 === UNIX && ((externalFileAttributes >>> 16) & KIND_OF_FILE) === SYMBOLIC_LINK;
}

/**
 * What an archive tells of a file is not believed: octets are counted as they come, and compared with it at the end. A
 * file that is too large is one that was handed in; what does not fit together is an archive that was damaged on its way.
 */
async function inflate(zip: ZipFile, entry: ZipEntry): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let count = 0;
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) {
      count += (part as Buffer).length;
      if (count > MOST_FILE_OCTETS) throw new Refused(TOO_LARGE);
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw error instanceof Refused ? error : damaged(entry, (error as Error).message);
  }
  const octets = Buffer.concat(parts);
  if (count !== entry.uncompressedSize)
    throw damaged(entry, `it has ${count} octets in place of ${entry.uncompressedSize}`);
  if (crc32(octets) !== entry.crc32) throw damaged(entry, "its octets have another checksum");
  return octets;
}

function damaged({ fileName }: ZipEntry, how: string): NotReadable {
  return new NotReadable(`It is damaged, in ${fileName}: ${how}.`);
}
