import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh folder that nobody else can read, and what removes it: called at the latest when the process ends. */
export function temporaryFolder(prefix: string): { readonly folder: string; dispose(): void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  const dispose = () => {
    process.off("exit", dispose);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  // Where the process ends in the meantime, nobody else clears.
  process.once("exit", dispose);
  return { folder, dispose };
}
