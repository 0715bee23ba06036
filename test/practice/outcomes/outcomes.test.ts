import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderOutcomes } from "./render.ts";
import { meetAll } from "./table.ts";

const page = join(import.meta.dirname, "../../../docs/faults.md");
const [major] = process.versions.node.split(".");

// Windows tells of a connection's end in other codes, and refuses what waits in a full queue.
test.skipIf(process.platform === "win32")(
  "docs/faults.md says what both clients make of every fault",
  async () => {
    const text = renderOutcomes(await meetAll());
    if (major === "20") await expect(text).toMatchFileSnapshot(page);
    else expect(withoutCodes(text)).toEqual(withoutCodes(await readFile(page, "utf8")));
  },
  120_000,
);

/** The lines of the page with every code as `…`: which one it is, is the business of one version of Node. */
function withoutCodes(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/`(E[A-Z]+|HPE_[A-Z_]+|ERR_[A-Z0-9_/]+)`/g, "`…`"));
}
