import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Entries, NotReadable } from "./entry.ts";
import { readTar } from "./read-tar.ts";
import { readZip } from "./read-zip.ts";

const MOST_ARCHIVE_OCTETS = 10 * 1024 * 1024;
/** Unpacked. A tar file has to be unpacked whole to find anything in it. */
const MOST_TAR_OCTETS = 64 * 1024 * 1024;

/**
 * The entries of a .zip or .tar.gz, told apart by their first octets. Nothing is written to the disk.
 *
 * @throws {NotReadable} When it is neither, is damaged, or is too large
 */
export async function readArchive(file: string): Promise<Entries> {
  const { size } = await stat(file);
  if (size > MOST_ARCHIVE_OCTETS)
    throw new NotReadable("It is larger than 10 MiB: leave out what is no exercise, such as node_modules.");
  const octets = await readFile(file);
  try {
    if (beginsWith(octets, ZIP)) return await readZip(octets);
    if (beginsWith(octets, GZIP)) return await readTar(await unzipped(octets));
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    throw new NotReadable(`It is damaged: ${(error as Error).message.replace(/\.$/, "")}.`);
  }
  throw new NotReadable("It is neither a folder nor a .zip or .tar.gz.");
}

// "PK", and 3 4 before the first file, 5 6 where there is none.   APPNOTE §4.3.7, §4.3.16
const ZIP = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
];
// ID1 and ID2   RFC 1952 §2.3.1
const GZIP = [[0x1f, 0x8b]];

function beginsWith(octets: Buffer, beginnings: readonly (readonly number[])[]): boolean {
  return beginnings.some((each) => each.every((octet, index) => octets[index] === octet));
}

async function unzipped(octets: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(octets, { maxOutputLength: MOST_TAR_OCTETS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw error;
    throw new NotReadable(
      "It unpacks to more than 64 MiB: leave out what is no exercise, such as node_modules.",
    );
  }
}
