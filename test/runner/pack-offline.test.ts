// `npm run pack:student packages`: what it makes is installed without a registry, and used. Where npm reaches none while
// packing, nothing can be packed, and this says so and is skipped.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { launcher } from "../support/course-copy.ts";
import { root } from "../support/grade-file.ts";
import { runToEnd } from "../support/programs.ts";

const folder = mkdtempSync(join(tmpdir(), "pack-offline-"));
const course = join(folder, "course");
const npm = process.platform === "win32" ? ["cmd", "/c", "npm"] : ["npm"];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLOSED = "http://127.0.0.1:9";

test("a class without network installs it, and a right answer passes", {
  timeout: 600_000,
}, async (context) => {
  const platform = `${process.platform}-${process.arch}${isMusl() ? "-musl" : ""}`;
  const words = ["packages", "for", platform, "out", course];
  const packed = await runToEnd([process.execPath, launcher, "pack-student", ...words], root);
  if (packed.exitCode === 3) {
    console.log(`An offline pack is not tried: ${packed.output.split("\n").slice(0, 2).join(" ")}`);
    context.skip();
  }
  expect(packed.exitCode, packed.output).toBe(0);
  expect(packed.output.replaceAll("\n", " ")).toContain(`with the packages for ${platform}`);
  expect(readFileSync(join(course, "package-lock.json"), "utf8")).not.toContain('"resolved": "http');
  expect(readFileSync(join(course, "README.md"), "utf8")).toContain("No network is needed");

  const nothing = { npm_config_registry: CLOSED, npm_config_cache: join(folder, "empty-cache") };
  const installed = await runToEnd([...npm, "ci"], course, nothing);
  expect(installed.exitCode, installed.output).toBe(0);
  expect(existsSync(join(course, "node_modules/vitest"))).toBe(true);
  expect(existsSync(join(course, "node_modules/shiki"))).toBe(false);

  copyFileSync(join(root, "solutions/03-responses.ts"), join(course, "exercises/03-responses.ts"));
  const own = [process.execPath, join(course, "bin/http-by-hand.cjs")];
  const checked = await runToEnd([...own, "lesson", "3", "check"], course);
  expect(checked.exitCode, checked.output).toBe(0);
  const again = await runToEnd([...own, "pack-student"], course);
  expect(again.output).toContain("it is a student pack already");
  const doctor = await runToEnd([...own, "doctor"], course);
  expect(doctor.output).toMatch(/Packages: all \d+ are installed, in the right versions\./);
});

function isMusl(): boolean {
  return (
    process.platform === "linux" && /musl/.test(spawnSync("ldd", ["--version"]).stderr?.toString() ?? "")
  );
}
