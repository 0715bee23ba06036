// What a student pack has in it, and above all what it has not.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { Lexer, type Token, type Tokens, walkTokens } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadPackPackages, type PackFile, studentPack, writeZip } from "../../src/packing/index.ts";
import { functionBodies } from "../support/function-bodies.ts";
import { lessonSlugs, root } from "../support/grade-file.ts";

/** The course, with what a teacher who uses it has lying in it. */
const course = mkdtempSync(join(tmpdir(), "teacher-"));
let files: PackFile[];
let texts: ReadonlyMap<string, string>;

const MINE = "// an answer of the teacher's own\n";

beforeAll(async () => {
  const parts = ["bin", "docs", "exercises", "lessons", "solutions", "src", "test", ".vscode"];
  const single = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const part of [...parts, ...single.map(({ name }) => name)])
    cpSync(join(root, part), join(course, part), { recursive: true });
  const [slug] = await lessonSlugs();
  for (const file of [
    `exercises/${slug}.ts`,
    "exercises/notes.ts",
    `exercises/.original/${slug}.ts.bak`,
    "lessons/notes.md",
    "src/client/.env",
    "docs/exam.md",
    "test/graders/notes.md",
    ".progress.json",
    ".env",
  ])
    writeFileSync(join(course, file), MINE);
  files = await studentPack(course, await loadPackPackages(course));
  texts = new Map(files.map(({ path, content }) => [path, String(content)]));
});

afterAll(() => rmSync(course, { recursive: true, force: true }));

test("it has every lesson, with its stub, its grader and its colours", async () => {
  for (const slug of await lessonSlugs()) {
    expect([...texts.keys()]).toEqual(
      expect.arrayContaining([
        `lessons/${slug}.md`,
        `lessons/.tokens/${slug}.json`,
        `exercises/.original/${slug}.ts`,
        `test/graders/${slug}.test.ts`,
      ]),
    );
  }
});

describe("without solutions", () => {
  test("no file of it lies where they do, or where wrong and other answers do", () => {
    const paths = [...texts.keys()];
    expect(
      paths.filter((path) =>
        /^solutions|(?:wrong|other)-answers\/|fixtures|\.template|bench|\.progress/.test(path),
      ),
    ).toEqual([]);
    expect(paths.filter((path) => /^exercises\/[^.].*\.ts$/.test(path))).toEqual([]);
    expect(paths.filter((path) => /^test\//.test(path) && !/^test\/graders\/\d/.test(path))).toEqual([]);
    expect(paths.filter((path) => /^docs\/(?:teaching|graders)/.test(path))).toEqual([]);
  });

  test("no function of one stands in any file, however it is laid out", async () => {
    const found: string[] = [];
    const searched = [...texts].map(([path, text]) => [path, withoutSpace(wholeText(path, text))] as const);
    for (const slug of await lessonSlugs()) {
      const bodies = ownBodies(slug).filter((body) => body.length >= 40);
      expect(bodies.length, slug).toBeGreaterThan(2);
      const leaks = searched.filter(([, text]) => bodies.some((body) => text.includes(body)));
      found.push(...leaks.map(([path]) => `${path} has some of ${slug}`));
    }
    expect(found).toEqual([]);
  });

  test("the search would find them: they stand in the token files of the course", async () => {
    for (const slug of await lessonSlugs()) {
      const path = `lessons/.tokens/${slug}.json`;
      const tokens = withoutSpace(wholeText(path, readFileSync(join(root, path), "utf8")));
      expect(
        ownBodies(slug).filter((body) => !tokens.includes(body)),
        slug,
      ).toEqual([]);
    }
  });
});

test("nothing that a teacher left lying in the course is in it", () => {
  expect([...texts].filter(([, text]) => text.includes(MINE.trim())).map(([path]) => path)).toEqual([]);
});

test("its README names every lesson, speaks to the learner, and has nothing to fill in", async () => {
  const readme = texts.get("README.md")!;
  for (const slug of await lessonSlugs()) expect(readme).toContain(`(lessons/${slug}.md)`);
  expect(readme).toContain("This copy has no solutions");
  expect(readme).toContain("`npm ci` is the one step that uses a network.");
  expect(readme).not.toContain("{{");
});

test("each link of its Markdown leads to a file of it", () => {
  const dead: string[] = [];
  const isThere = (target: string) => files.some(({ path }) => `${path}/`.startsWith(`${target}/`));
  for (const [path, text] of texts) {
    if (!path.endsWith(".md")) continue;
    void walkTokens(new Lexer({ gfm: true }).lex(text), (token: Token) => {
      if (token.type !== "link" && token.type !== "image") return;
      const { href } = token as Tokens.Link;
      if (/^(?:https:|#)/.test(href)) return;
      const target = posix.join(posix.dirname(path), href.split("#")[0]!).replace(/\/$/, "");
      if (!isThere(target)) dead.push(`${path}: ${href}`);
    });
  }
  expect(dead).toEqual([]);
  expect(texts.get("docs/grading.md")).toContain("(../SECURITY.md)");
});

test("its package.json has no developers' tools, and only scripts whose files are there", () => {
  const { scripts, devDependencies, dependencies } = JSON.parse(texts.get("package.json")!);
  expect(Object.keys(scripts)).toEqual(["lesson", "grade", "practice", "wire", "doctor"]);
  for (const script of Object.values<string>(scripts)) expect(texts.has(script.split(" ")[1]!)).toBe(true);
  expect(devDependencies).toBeUndefined();
  const { packages } = JSON.parse(texts.get("package-lock.json")!);
  expect(packages[""].dependencies).toEqual(dependencies);
  expect(packages[""].devDependencies).toBeUndefined();
  expect(texts.get("package-lock.json")).not.toMatch(
    /https?:\/\/(?!(?:opencollective|github|tidelift)\b)[^"]*\.tgz/,
  );
});

test("the same course makes the same ZIP file", async () => {
  const [one, other] = ["one.zip", "other.zip"].map((name) => join(course, name));
  await writeZip(one!, files, "http-by-hand");
  await writeZip(other!, [...files], "http-by-hand");
  expect(readFileSync(one!).equals(readFileSync(other!))).toBe(true);
  expect(readFileSync(one!).length).toBeLessThan(2_000_000);
});

/** What the functions of a solution do, where the stub does not do it too. */
function ownBodies(slug: string): string[] {
  const stub = withoutSpace(readFileSync(join(root, `exercises/.original/${slug}.ts`), "utf8"));
  const bodies = functionBodies(readFileSync(join(root, `solutions/${slug}.ts`), "utf8")).map(withoutSpace);
  return bodies.filter((body) => !stub.includes(body));
}

/** The text that a reader sees: a token file has it in pieces. */
function wholeText(path: string, text: string): string {
  if (!path.startsWith("lessons/.tokens/")) return text;
  const { blocks } = JSON.parse(text) as { blocks: { lines: [string, string][][] }[] };
  return blocks
    .flatMap(({ lines }) => lines.map((line) => line.map(([, piece]) => piece).join("")))
    .join("\n");
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
