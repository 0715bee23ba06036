// The words of the course: how their file is read, and how one is found by what a person types.

import { describe, expect, test } from "vitest";
import {
  findWords,
  loadGlossary,
  MalformedLesson,
  nearestWords,
  parseGlossary,
} from "../../src/course/index.ts";
import { fixture, root } from "../support/grade-file.ts";

const OCTET = "## octet\n\nEight bits: a\nbyte.\n\nRFC 9110 §2.1, lesson 3.\n";

describe("parseGlossary", () => {
  test("reads the word, its meaning, where it is from, and its line", () => {
    expect(
      parseGlossary(`# Words\n\n> What words mean.\n\n${OCTET}\n## CA\n\nWho signs.\n\nLesson 6.\n`),
    ).toEqual([
      { word: "octet", meaning: "Eight bits: a\nbyte.", reference: "RFC 9110 §2.1", lesson: 3, line: 5 },
      { word: "CA", meaning: "Who signs.", lesson: 6, line: 12 },
    ]);
  });

  test.each([
    ["no meaning", "## octet\n\nLesson 3.\n"],
    ["no last line", "## octet\n\nEight bits.\n"],
    ["a last line in other words", OCTET.replace(", lesson 3.", " in lesson 3.")],
    ["nothing below it", "## octet\n"],
  ])("refuses an entry with %s, and says what to write", (_title, markdown) => {
    expect(() => parseGlossary(markdown)).toThrow(MalformedLesson);
    expect(() => parseGlossary(markdown)).toThrow(
      /^lessons\/words\.md:1: Below "octet" stand its meaning and/,
    );
  });
});

test("a course without a glossary has no words", async () => {
  expect(await loadGlossary(fixture("tiny-course"))).toEqual([]);
});

describe("in the glossary of this course", async () => {
  const words = await loadGlossary(root);
  const found = (typed: string) => findWords(words, typed).map(({ word }) => word);

  test.each([
    ["octet", ["octet"]],
    ["Field Line", ["field line"]],
    ["field-line", ["field line"]],
    ["chunk size", ["chunk-size"]],
    ["chunk", ["chunk"]],
    ["chu", ["chunk", "chunk-size", "chunked"]],
    ["field", ["field line", "field name", "field section", "field value"]],
    ["octets", []],
  ])("%j finds %j", (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  test.each([
    ["octets", "octet"],
    ["chunksize", "chunk-size"],
    ["statusline", "status-line"],
    ["trailers", "trailer section"],
    ["keep-alive connection", "connection"],
  ])("the word that is most like %j is %j", (typed, nearest) => {
    expect(nearestWords(words, typed)[0]).toBe(nearest);
  });

  test("nothing is like a word with which it shares no letters", () => {
    expect(nearestWords(words, "42")).toEqual([]);
  });
});
