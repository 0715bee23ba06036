// `npm run doctor`: each check where all is well and where it is not, and the command as a whole.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DoctorCheck, Surroundings } from "../../src/runner/doctor/check.ts";
import { CHECKS, examine } from "../../src/runner/doctor/checks.ts";
import { checkLocalhost, loopbackProblem } from "../../src/runner/doctor/loopback.ts";
import { copyCourse, launcher } from "../support/course-copy.ts";
import { built, root } from "../support/grade-file.ts";
import { PseudoTerminal } from "../support/pseudo-terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Surroundings in which all is well. */
function surroundings(odd: Partial<Surroundings> = {}): Surroundings {
  return {
    root,
    home: root,
    built,
    temporaryFolder: tmpdir(),
    environment: { LANG: "C.UTF-8", TERM: "xterm-256color" },
    platform: "linux",
    nodeVersion: "20.20.2",
    terminal: { isInputTerminal: true, isOutputTerminal: true, columns: 80, hasColors: true },
    now: new Date("2027-01-01T00:00:00Z"),
    ...odd,
  };
}

function look(name: string, odd: Partial<Surroundings> = {}) {
  return examine(checkOf(name), surroundings(odd));
}

function checkOf(name: string): DoctorCheck {
  const check = CHECKS.find((each) => each.name === name);
  if (check === undefined) throw new Error(`There is no check ${name}`);
  return check;
}

test.each(CHECKS.filter(({ name }) => name !== "IPv6" && name !== "localhost").map(({ name }) => name))(
  "%s is fine where all is well",
  async (name) =>
    expect(await look(name)).toMatchObject({ name, state: "fine", found: expect.stringMatching(/\.$/) }),
);

describe("the packages", () => {
  const put = (name: string, content: object) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  };
  beforeEach(() => {
    put("package.json", { dependencies: { a: "^1.0.0", "@b/c": "2.0.0" } });
    put("package-lock.json", {
      packages: { "node_modules/a": { version: "1.2.3" }, "node_modules/@b/c": { version: "2.0.0" } },
    });
    put("node_modules/a/package.json", { version: "1.2.3" });
  });

  test("one that is missing", async () => {
    expect(await look("Packages", { home: folder })).toMatchObject({
      state: "wrong",
      found: "not installed: @b/c.",
      next: expect.stringContaining("npm ci"),
    });
  });

  test("one of another version than package-lock.json says", async () => {
    put("node_modules/@b/c/package.json", { version: "2.0.1" });
    expect(await look("Packages", { home: folder })).toMatchObject({
      state: "wrong",
      found: expect.stringContaining("@b/c 2.0.1 instead of 2.0.0"),
    });
  });

  test("as they should be", async () => {
    put("node_modules/@b/c/package.json", { version: "2.0.0" });
    expect(await look("Packages", { home: folder })).toMatchObject({ state: "fine" });
  });

  test("nothing that could be looked at", async () => {
    expect(await look("Packages", { home: join(folder, "nowhere") })).toMatchObject({
      state: "wrong",
      found: expect.stringContaining("could not be looked at"),
      next: expect.any(String),
    });
  });
});

describe("the folders", () => {
  test("the course's, with exercises/ that is none", async () => {
    writeFileSync(join(folder, "exercises"), "");
    const finding = await look("The course's folder", { root: folder });
    expect(finding).toMatchObject({ state: "wrong", found: expect.stringContaining("that is no folder") });
    expect(readdirSync(folder)).toEqual(["exercises"]);
  });

  test("the temporary one, which is not there", async () => {
    const finding = await look("The temporary folder", { temporaryFolder: join(folder, "nowhere") });
    expect(finding).toMatchObject({ state: "wrong", found: expect.stringContaining("no such folder") });
    expect(finding.next).toContain("TMPDIR");
  });

  test("nothing is left in them", async () => {
    mkdirSync(join(folder, "exercises"));
    await look("The course's folder", { root: folder });
    expect(readdirSync(folder, { recursive: true })).toEqual(["exercises"]);
  });
});

describe("loopback", () => {
  test("an address that this machine does not have", async () => {
    // TEST-NET-1, which nobody has.   RFC 5737 §3
    expect(await loopbackProblem("192.0.2.1")).toMatch(/EADDRNOTAVAIL/);
  });

  test.each([
    [["127.0.0.1", "::1"], "fine", /127\.0\.0\.1 and ::1/],
    [[], "note", /no address/],
    [["10.0.0.1"], "note", /10\.0\.0\.1/],
  ])("localhost that means %j", async (addresses, state, found) => {
    const finding = await checkLocalhost(async () => addresses);
    expect(finding).toMatchObject({ state, found: expect.stringMatching(found) });
  });
});

describe("variables", () => {
  test.each(["HTTP_PROXY", "https_proxy", "ALL_PROXY"])(
    "%s is noted, and its value is not shown",
    async (name) => {
      const finding = await look("Proxies", { environment: { [name]: "http://ada:secret@proxy:3128" } });
      expect(finding).toMatchObject({ state: "note", found: expect.stringContaining(`\`${name}\` is set`) });
      expect(finding.next).toContain("curl --noproxy");
      expect(JSON.stringify(finding)).not.toContain("secret");
    },
  );

  test.each(["*", "localhost, 127.0.0.1,example.com"])(
    "with NO_PROXY=%s there is nothing to do",
    async (NO_PROXY) => {
      const environment = { HTTP_PROXY: "http://proxy", NO_PROXY };
      expect(await look("Proxies", { environment })).toMatchObject({ state: "fine" });
    },
  );

  test("NODE_OPTIONS", async () => {
    const finding = await look("Node's options", { environment: { NODE_OPTIONS: "--inspect" } });
    expect(finding).toMatchObject({ state: "note", found: expect.stringContaining("--inspect") });
  });
});

describe("the terminal", () => {
  const facts = surroundings().terminal;
  test.each([
    ["Terminal", { terminal: { ...facts, isOutputTerminal: false } }, "note", /the output is no terminal/],
    ["Terminal", { terminal: { ...facts, isInputTerminal: false } }, "note", /the input is no terminal/],
    ["Terminal", { terminal: { ...facts, columns: 39 } }, "note", /39 columns are few/],
    ["Terminal", { environment: { TERM: "dumb" } }, "note", /dumb/],
    ["Colours", { environment: { NO_COLOR: "1" } }, "fine", /NO_COLOR/],
    ["Colours", { terminal: { ...facts, hasColors: false } }, "fine", /nothing is told by colour alone/],
    ["Charset", { environment: { LANG: "C" } }, "note", /does not say UTF-8/],
    ["Charset", { environment: {} }, "note", /no locale/],
    ["Charset", { environment: { LANG: "C.UTF-8", LC_ALL: "C" } }, "note", /`C` does not/],
    ["Charset", { environment: {}, platform: "win32" as const }, "fine", /Windows/],
    ["Clock", { now: new Date(0) }, "note", /in the past/],
  ])("%s, %j", async (name, odd, state, found) => {
    expect(await look(name, odd)).toMatchObject({ state, found: expect.stringMatching(found) });
  });
});

describe("grading", () => {
  test("a course without lessons", async () => {
    mkdirSync(join(folder, "lessons"));
    expect(await look("Grading", { root: folder })).toMatchObject({ state: "wrong" });
  });

  test("a course without solutions grades a stub, of which it is known what comes out", async () => {
    const course = copyCourse();
    rmSync(course.path("solutions"), { recursive: true });
    expect(await look("Grading", { root: course.folder })).toMatchObject({
      state: "fine",
      found: expect.stringMatching(/^(\d+) of \1 checks of the stub of lesson 1, task 1, say that/),
    });
    writeFileSync(course.path("exercises/.original/01-connections.ts"), "export {};\n");
    expect(await look("Grading", { root: course.folder })).toMatchObject({ state: "wrong" });
    course.remove();
  });

  test("a grader that cannot be loaded", async () => {
    const course = copyCourse();
    for (const grader of readdirSync(course.path("test/graders")))
      writeFileSync(course.path("test/graders", grader), "throw new Error('broken');");
    expect(await look("Grading", { root: course.folder })).toMatchObject({
      state: "wrong",
      found: expect.stringContaining("broken"),
      next: expect.any(String),
    });
    course.remove();
  });
});

describe("the command", () => {
  async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}, program = launcher) {
    const child = spawn(process.execPath, [program, "doctor", ...words], {
      cwd: dirname(dirname(program)),
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += piece));
    const [exitCode] = await once(child, "close");
    return { output, exitCode };
  }

  test("where nothing is wrong: 0, a line for each check, no escape sequence", async () => {
    const { output, exitCode } = await run([]);
    expect(output.match(/^(?:ok {4}|note {2}|WRONG ).+: /gm)).toHaveLength(CHECKS.length);
    expect(output).toMatch(/\n\nNothing stands in the way\.\n$/);
    expect(output).not.toContain("\x1b");
    expect(exitCode).toBe(0);
  });

  test("where something is: 3, and what to do", async () => {
    const nowhere = join(folder, "nowhere");
    const { output, exitCode } = await run([], { TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere });
    expect(output).toMatch(/^WRONG The temporary folder: [\s\S]+TMPDIR/m);
    expect(output).toMatch(/One thing stands in the way/);
    expect(exitCode).toBe(3);
  });

  test("help is 0, another word 2", async () => {
    expect(await run(["help"])).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("npm run doctor"),
    });
    expect(await run(["now"])).toEqual({
      exitCode: 2,
      output: 'Cannot tell what "now" means after doctor.\nType `npm run doctor`.\n',
    });
  });

  test("without any package there is one sentence, and no stack", async () => {
    cpSync(join(root, "bin"), join(folder, "bin"), { recursive: true });
    cpSync(join(root, "package.json"), join(folder, "package.json"));
    const { output, exitCode } = await run([], {}, join(folder, "bin/http-by-hand.cjs"));
    expect(output).toMatch(/^(\d+) of the \1 packages .+ are not installed .+: type `npm ci` .+\.\n$/);
    expect(exitCode).toBe(3);
  });

  test("in a terminal of 40 columns, the notes of what is looked at go again", async () => {
    const terminal = new PseudoTerminal(root, ["doctor"], { columns: 40 });
    expect(await terminal.exitCode()).toBe(0);
    await terminal.waitFor(/Nothing stands in the way\.$/);
    expect(terminal.text()).toMatch(/^ok {4}Node: /);
    expect(terminal.text()).toMatch(/^ok {4}Terminal: 40 columns/m);
    expect(terminal.text()).not.toContain("Looking at");
    expect(terminal.raw()).toMatch(/\x1b\[32mok/);
  });
});
