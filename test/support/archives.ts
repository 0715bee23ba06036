// Archives as they are handed in, and as nobody should: made octet by octet, because no library writes the wrong ones.

import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { packTar } from "modern-tar";

export interface ZipFileEntry {
  readonly name: string;
  readonly text: string | Buffer;
  /** Mode of the file on Unix: 0o120777 for a symbolic link. */
  readonly mode?: number;
  readonly isDeflated?: boolean;
  /** Octets that the archive tells of it, where that is not the truth. */
  readonly toldOctets?: number;
  /** What it tells as their checksum, where that is not the truth. */
  readonly toldChecksum?: number;
  /** General purpose bit flag: 1 is for an encrypted file. */
  readonly flags?: number;
}

/** A ZIP file (APPNOTE §4.3.6). */
export function zipOf(entries: readonly ZipFileEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.text);
    const data = entry.isDeflated ? deflateRawSync(content) : content;
    const shared = sharedFields(entry, name, data, content);
    const local = Buffer.concat([Buffer.from("PK\x03\x04\x14\0"), shared, name, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03\x14\0"), shared, rest, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** From the flags to the length of the extra field: alike in both headers of a file. */
function sharedFields(
  { isDeflated = false, flags = 0, toldOctets, toldChecksum }: ZipFileEntry,
  name: Buffer,
  data: Buffer,
  content: Buffer,
): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(flags, 0);
  fields.writeUInt16LE(isDeflated ? 8 : 0, 2);
  fields.writeUInt32LE(toldChecksum ?? crc32(content), 8);
  fields.writeUInt32LE(data.length, 12);
  fields.writeUInt32LE(toldOctets ?? content.length, 16);
  fields.writeUInt16LE(name.length, 20);
  return Buffer.concat([fields, Buffer.alloc(2)]);
}

export type TarEntry = Parameters<typeof packTar>[0][number];

export async function tarGzOf(entries: readonly TarEntry[]): Promise<Buffer> {
  return gzipSync(await packTar(entries));
}

export function tarFile(name: string, text: string): TarEntry {
  return { header: { name, size: Buffer.byteLength(text), type: "file" }, body: text };
}
