import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openPromise } from "yauzl";

/** Unpacks a ZIP file as unzip does, with the modes of its files. @returns Paths in it, in its order */
export async function unzip(file: string, folder: string): Promise<string[]> {
  const zip = await openPromise(file, { lazyEntries: true });
  const paths: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const path = join(folder, entry.fileName);
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.concat(chunks));
    chmodSync(path, (entry.externalFileAttributes >>> 16) & 0o777);
    paths.push(entry.fileName);
  }
  return paths;
}
