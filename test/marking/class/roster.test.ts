// Lists of names as teachers have them, beside the names of what was handed in.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compareRoster, loadRoster, parseRoster } from "../../../src/marking/class/roster.ts";

test("a text has a name on each line", () => {
  const text = "Ada Lovelace\r\n\r\n  Name, Some \nada lovelace\nO'Neill\r=1+1";
  const names = parseRoster(text, false);
  expect(names).toEqual(["ada lovelace", "Name, Some", "O'Neill", "=1+1"]);
});

describe("a table has them in its first column", () => {
  test.each([
    ["commas", "Name,Group\nada,1\nben,2\n"],
    ["semicolons", "Name;Group\r\nada;1\r\nben;2"],
    ["tabs", "Name\tGroup\rada\t1\rben\t2"],
    ["quotes", '"identifier","note"\n"ada","one\nline, ""more"""\n"ben",""'],
    ["no heading", "ada,1\nben,2"],
    ["an empty cell", "Name,Group\nada,1\n,3\nben,2"],
  ])("%s", (_, text) => {
    expect(parseRoster(text, true)).toEqual(["ada", "ben"]);
  });

  test("a quoted name keeps its commas and quotes, and a quote that never ends costs one row only", () => {
    expect(parseRoster('"Lovelace, ""Ada""",1\nben', true)).toEqual(['Lovelace, "Ada"', "ben"]);
    expect(parseRoster('"ada,1\nben,2', true)).toEqual(['"ada', "ben"]);
  });
});

test("names are the same whatever their case, their accents and spaces are made of, and what a platform adds", () => {
  const learners = ["ADA", "Jose\u0301 Ruiz_4711_assignsubmission_file_", "ben_smith", "eve"];
  expect(compareRoster(["ada", "Jos\u00e9  Ruiz", "ben", "ben_smith"], learners)).toEqual({
    absent: ["ben"],
    strangers: new Set(["eve"]),
  });
});

describe("a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "roster-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test.each([
    ["class.csv", "Name\nada\n", ["ada"]],
    ["class.txt", "\ufeffName, Some\nada\n", ["Name, Some", "ada"]],
  ])("%s", (name, text, names) => {
    expect(loadRoster(file(name, text))).toEqual(names);
  });

  test.each([
    ["empty.csv", "Name\n\n", "There is no name in it."],
    ["latin.txt", Buffer.from([0x4a, 0xe9]), "It is not UTF-8."],
  ])("%s is told in a sentence", (name, content, sentence) => {
    expect(() => loadRoster(file(name, content))).toThrow(sentence);
  });
});
