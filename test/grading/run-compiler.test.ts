// The compiler does not outlive the process that started it, nor does the folder of its options.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCompiler } from "../../src/grading/run-compiler.ts";
import { root } from "../support/grade-file.ts";
import { eventually, processes } from "../support/processes.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "compiler-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = join(root, "solutions/03-responses.ts");

test("nothing waits for the end of the process when the compiler has ended", async () => {
  const before = process.listeners("exit");
  const { signal } = new AbortController();
  expect(await runCompiler(file, { root }, signal)).toBe("");
  await expect(runCompiler(file, { root, compiler: [join(folder, "none")] }, signal)).rejects.toThrow();
  expect(process.listeners("exit")).toEqual(before);
});

test.skipIf(process.platform === "win32")(
  "a process that ends in the meantime takes the compiler and the folder along (told by ps; skipped on Windows)",
  async () => {
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    // A compiler that says where its options are, and hangs.
    const compiler = join(folder, "compiler.cjs");
    const said = join(folder, "said.txt");
    writeFileSync(
      compiler,
      `require("node:fs").writeFileSync(${JSON.stringify(said)}, process.argv[3]); setInterval(() => {}, 1_000_000);`,
    );
    const options = { root, compiler: [process.execPath, compiler] };
    const program = `
      import { runCompiler } from "./run-compiler.mjs";
      process.once("SIGINT", () => process.exit(130));
      await runCompiler(${JSON.stringify(file)}, ${JSON.stringify(options)}, new AbortController().signal);
    `;
    writeFileSync(join(folder, "program.mjs"), program);
    await bundleRunCompiler(join(folder, "run-compiler.mjs"));
    const child = spawn(process.execPath, [join(folder, "program.mjs")], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: "inherit",
    });
    try {
      const ended = once(child, "exit");
      await eventually("the compiler hangs", () => hasText(said));
      expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^http-by-hand-types-/)]);
      child.kill("SIGINT");
      expect(await ended).toEqual([130, null]);
      expect(readdirSync(temporary)).toEqual([]);
      await eventually("it has gone", () => processes().every(({ words }) => !words.includes(compiler)));
    } finally {
      child.kill("SIGKILL");
    }
  },
);

/** Node 20 runs no TypeScript. */
async function bundleRunCompiler(to: string): Promise<void> {
  const bundle = await rolldown({ input: join(root, "src/grading/run-compiler.ts"), platform: "node" });
  await bundle.write({ file: to, format: "esm" });
  await bundle.close();
}

function hasText(path: string): boolean {
  try {
    return readFileSync(path, "utf8") !== "";
  } catch {
    return false;
  }
}
