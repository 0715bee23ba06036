// TypeScript beside the checks: what it finds is told with its place and changes no verdict. Where it cannot look, or
// where the surroundings are wrong, it is silent, and the grade says why.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  NO_DIAGNOSTICS,
  startTypeCheck,
  startTypeChecks,
  type Types,
} from "../../src/grading/check-types.ts";
import { copyCourse } from "../support/course-copy.ts";
import { fixture, gradeFile, lessonSlugs, root } from "../support/grade-file.ts";
import { eventually } from "../support/processes.ts";

const PLENTY_MS = 30_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "types-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Checks a file of these lines, which lies outside of the course. */
function check(...lines: string[]): Promise<Types> {
  const file = join(folder, "03-responses.ts");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return startTypeCheck(file, { root }).within(PLENTY_MS);
}

describe("a grade", () => {
  let submissions: string;

  beforeAll(() => {
    // Beside the fixtures, because its imports are relative. With its errors it is called .ts.txt there.
    submissions = mkdtempSync(fixture("types-"));
  });

  afterAll(() => rmSync(submissions, { recursive: true }));

  test("passes with remarks when the behaviour is right and the types are not", async () => {
    const file = join(submissions, "03-responses.ts");
    copyFileSync(fixture("types/right-with-wrong-types.ts.txt"), file);
    const grade = await gradeFile("03-responses", file, { withoutTypes: false });
    expect(grade).toMatchObject({ isPassed: true });
    expect(grade.typesNotChecked).toBeUndefined();
    expect(
      grade.diagnostics.first.map(({ code, place, message }) => [code, place.line, place.column, message]),
    ).toEqual([
      [
        2322,
        14,
        73,
        "Type '{ statusCode: string; }' is not assignable to type '{ readonly statusCode: number; }'. Types of property 'statusCode' are incompatible. Type 'string' is not assignable to type 'number'.",
      ],
      [2322, 15, 3, "Type 'string' is not assignable to type 'number'."],
    ]);
    expect(grade.diagnostics.first[1]?.place.file).toBe(grade.file);
    expect(grade.diagnostics.first[1]?.place.frame).toContain(
      "15 |   return right(Number(answer.parts.statusCode));\n   |   ^\n",
    );
  });

  test("of a file that does not compile has no remarks: the checks say it already", async () => {
    const file = join(submissions, "03-responses.ts");
    copyFileSync(fixture("hostile/loads/syntax-error.ts.txt"), file);
    const { diagnostics, typesNotChecked } = await gradeFile("03-responses", file, { withoutTypes: false });
    expect({ diagnostics, typesNotChecked }).toEqual({ diagnostics: NO_DIAGNOSTICS });
  });
});

describe("what the course brings has no error in its types", async () => {
  const files = (await lessonSlugs()).flatMap((slug) => [
    `exercises/.original/${slug}.ts`,
    `solutions/${slug}.ts`,
    `test/course/other-answers/${slug}.ts`,
  ]);

  /** All of them at once, which takes hardly longer than one. */
  let found: ReadonlyMap<string, Types>;

  beforeAll(async () => {
    const paths = files.map((file) => join(root, file));
    found = await startTypeChecks(paths, { root }).within(PLENTY_MS);
  });

  test.each(files)("%s", (file) => {
    expect(found.get(join(root, file))).toEqual({ diagnostics: NO_DIAGNOSTICS });
  });
});

describe("a file with thousands of errors", () => {
  const errors = Array.from(
    { length: 5_000 },
    (_, index) => `export const value${index}: number = "${"x".repeat(140)}";`,
  );

  test("has its first remarks, and a count of all", async () => {
    const { diagnostics } = await check(...errors);
    expect(diagnostics.count).toBe(5_000);
    expect(diagnostics.first.map(({ place }) => place.line)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test("in one line shows the part of it around each", async () => {
    const { diagnostics } = await check(errors.join(" "));
    expect(diagnostics.count).toBe(5_000);
    expect(diagnostics.first).toHaveLength(20);
    for (const [index, { place }] of diagnostics.first.entries()) {
      const [code = "", caret = ""] = place.frame.split("\n");
      expect(code.slice(caret.indexOf("^"))).toMatch(new RegExp(`^value${index}: number`));
      expect(place.frame.length).toBeLessThan(1_000);
    }
  });
});

test("a message with a name of a million characters is shortened in its middle", async () => {
  const { diagnostics } = await check(`export const a = ${"b".repeat(1_000_000)};`);
  expect(diagnostics.first.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Cannot find name 'b{582} \(\d+ characters left out\) b{298}'\.$/),
  ]);
});

describe("a file outside of the course", () => {
  test("knows the client, Node, and the files beside it", async () => {
    writeFileSync(join(folder, "helper.ts"), "export const two: string = 2;\n");
    const { diagnostics } = await check(
      'import { HTTPConnection } from "#client";',
      'import { once } from "node:events";',
      'import { two } from "./helper.ts";',
      "await once(process, two);",
      'const tête = "é😀"; export const port: string = new HTTPConnection(tête).port;',
    );
    expect(
      diagnostics.first.map(({ place, code }) => [
        place.file.split(/[\\/]/).at(-1),
        place.line,
        place.column,
        code,
      ]),
    ).toEqual([
      ["03-responses.ts", 5, 34, 2322],
      ["helper.ts", 1, 14, 2322],
    ]);
  });

  test("is strict, and not pedantic", async () => {
    const { diagnostics } = await check(
      "const [first] = 'a b'.split(' '); export const upper = first.toUpperCase();",
      "enum Kind { One } export const kind: { is?: Kind } = { is: undefined };",
      "export function size(text: string | undefined) { return text.length; }",
    );
    expect(diagnostics.first.map(({ place, message }) => [place.line, message])).toEqual([
      [3, "'text' is possibly 'undefined'."],
    ]);
  });

  test("never reads a path of the machine", async () => {
    const { diagnostics } = await check(
      'import * as client from "#client";',
      "class HTTPConnection { own = 1 }",
      'export const mine: HTTPConnection = new client.HTTPConnection("a");',
      'export const all: string = import("#client");',
    );
    const words = diagnostics.first.map(({ message }) => message).join("\n");
    expect(diagnostics.count).toBe(2);
    expect(words).toContain("HTTPConnection");
    expect(words).not.toContain(root);
    expect(words).not.toContain(folder);
  });

  test.skipIf(process.platform === "win32")("may be reached through a symbolic link", async () => {
    await check("export const a: string = 1;");
    const link = join(folder, "link");
    symlinkSync(root, link);
    const { diagnostics } = await startTypeCheck(join(folder, "03-responses.ts"), { root: link }).within(
      PLENTY_MS,
    );
    expect(diagnostics.first.map(({ place }) => place.file)).toEqual(["../03-responses.ts"]);
  });
});

describe("nothing is said, and the grade knows why,", () => {
  const start = (compiler: readonly string[]) =>
    startTypeCheck(join(root, "solutions/03-responses.ts"), { root, compiler });
  const check = (compiler: readonly string[]) => start(compiler).within(PLENTY_MS);
  const node = (code: string) => [process.execPath, "-e", code, "--"];
  const hanging = (file: string) =>
    `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1_000_000)`;

  test("when the compiler is missing", async () => {
    const types = await check([join(root, "no-such-compiler")]);
    expect(types).toEqual({
      diagnostics: NO_DIAGNOSTICS,
      typesNotChecked: expect.stringContaining("ENOENT"),
    });
  });

  test("when it hangs: then it is stopped", async () => {
    const said = join(folder, "hangs");
    const checking = start(node(hanging(said)));
    await eventually("the compiler hangs", () => existsSync(said) && readFileSync(said, "utf8") !== "");
    expect(await checking.within(0)).toEqual({
      diagnostics: NO_DIAGNOSTICS,
      typesNotChecked: "TypeScript took too long.",
    });
    await eventually("it has gone", () => !isThere(Number(readFileSync(said, "utf8"))));
  });

  test("when it breaks down", async () => {
    expect(await check(node("console.error('panic: no types today'); process.exit(2)"))).toEqual({
      diagnostics: NO_DIAGNOSTICS,
      typesNotChecked: "TypeScript broke down: panic: no types today",
    });
  });

  test("when it finds an error outside of the learner's files", async () => {
    const code = "console.log('src/client/index.ts(1,2): error TS1: Broken.'); process.exit(1)";
    expect(await check(node(code))).toEqual({
      diagnostics: NO_DIAGNOSTICS,
      typesNotChecked: "TypeScript finds an error in src/client/index.ts: Broken.",
    });
  });

  test("when it finds one there behind thousands of the learner's", async () => {
    const code = `
      console.log("solutions/03-responses.ts(1,1): error TS1: Not so.\\n".repeat(5_000));
      console.log("error TS2: No options.");
    `;
    expect(await check(node(code))).toEqual({
      diagnostics: NO_DIAGNOSTICS,
      typesNotChecked: "TypeScript finds an error in its options: No options.",
    });
  });

  test("when the course is a copy without client and packages", async () => {
    const course = copyCourse();
    try {
      const file = course.path("exercises/03-responses.ts");
      expect(await startTypeCheck(file, { root: course.folder }).within(PLENTY_MS)).toEqual({
        diagnostics: NO_DIAGNOSTICS,
        typesNotChecked: expect.stringMatching(/Cannot find type definition file for 'node'/),
      });
    } finally {
      course.remove();
    }
  });

  test("when there is no tsconfig.json", async () => {
    mkdirSync(join(folder, "bare"));
    const file = join(root, "solutions/03-responses.ts");
    const { typesNotChecked } = await startTypeCheck(file, { root: join(folder, "bare") }).within(PLENTY_MS);
    expect(typesNotChecked).toBe(
      "TypeScript finds an error in its options: Cannot read file 'exercises/tsconfig.json'.",
    );
  });
});

/** Whether a process that this one has started is there. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
