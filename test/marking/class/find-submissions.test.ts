// What a folder full of submissions may look like.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findSubmissions } from "../../../src/marking/class/find-submissions.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "class-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: string[]) {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
}

function found() {
  const { submissions, others } = findSubmissions(folder);
  const paths = submissions.map(({ learner, path }) => [learner, relative(folder, path)]);
  return { submissions: paths, others };
}

test("a folder or an archive for each learner, as people sort", () => {
  write("group 10/exercises/01-hello.ts", "group 2.zip", "Ada Lovelace_17.tar.gz", "émile.tgz");
  expect(found().submissions).toEqual([
    ["Ada Lovelace_17", "Ada Lovelace_17.tar.gz"],
    ["émile", "émile.tgz"],
    ["group 2", "group 2.zip"],
    ["group 10", "group 10"],
  ]);
});

test("what else lies there is named, but for what a system adds", () => {
  write("ada/01-hello.ts", "grades.csv", ".DS_Store", "__MACOSX/x", ".git/config");
  symlinkSync("/", join(folder, "a-link"));
  expect(found()).toEqual({ submissions: [["ada", "ada"]], others: ["a-link", "grades.csv"] });
});

test("one archive alone in a folder is what was handed in, and beside other files it is not", () => {
  write("ada_assignsubmission/work.zip", "ben/work.zip", "ben/exercises/01-hello.ts");
  expect(found().submissions).toEqual([
    ["ada_assignsubmission", "ada_assignsubmission/work.zip"],
    ["ben", "ben"],
  ]);
});

test("two of one name keep what tells them apart", () => {
  write("ada/01-hello.ts", "ada.zip", "ada.tar.gz");
  expect(found().submissions.map(([learner]) => learner)).toEqual(["ada", "ada.tar.gz", "ada.zip"]);
});

test.each([
  ["exercises/01-hello.ts", "It is one submission, and not a folder of them."],
  ["01-hello.ts", "It is one submission, and not a folder of them."],
  ["notes.txt", "There is neither a folder nor an archive in it."],
])("is no class: %s", (file, message) => {
  write(file);
  expect(found).toThrow(message);
});

test("a path that is none, and a file", () => {
  write("a.zip");
  expect(() => findSubmissions(join(folder, "a.zip"))).toThrow("It is not a folder.");
  expect(() => findSubmissions(join(folder, "nothing"))).toThrow("It cannot be read: ENOENT.");
});
