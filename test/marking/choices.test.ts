import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Lesson, loadCourse } from "../../src/course/index.ts";
import { NO_CHOICES, termsOf } from "../../src/marking/choices.ts";
import { parseChoices, WrongChoices } from "../../src/marking/parse-choices.ts";
import { root } from "../support/grade-file.ts";

let lessons: readonly Lesson[];

beforeAll(async () => {
  lessons = (await loadCourse(root)).lessons;
});

const CORE = { number: 1, kind: "core" } as const;
const STRETCH = { number: 5, kind: "stretch" } as const;

function terms(text: string, task: typeof CORE | typeof STRETCH) {
  return termsOf(parseChoices(text, lessons), "03-responses", task);
}

test("without choices core tasks count, a point for each check, and stretch tasks do not", () => {
  expect(termsOf(NO_CHOICES, "03-responses", CORE)).toEqual({ counts: true });
  expect(termsOf(NO_CHOICES, "03-responses", STRETCH)).toEqual({ counts: false });
});

test("stretch tasks count where that is said: of the course, of a lesson, by their number or their points", () => {
  for (const text of [
    '{ "stretch": true }',
    '{ "lessons": { "3": { "stretch": true } } }',
    '{ "lessons": { "responses": { "tasks": [1, 5] } } }',
  ])
    expect(terms(text, STRETCH)).toEqual({ counts: true });
  expect(terms('{ "lessons": { "3": { "points": { "5": 4 } } } }', STRETCH)).toEqual({
    counts: true,
    points: 4,
  });
  expect(terms('{ "stretch": true, "lessons": { "3": { "stretch": false } } }', STRETCH).counts).toBe(false);
});

test("a task that is not in the list of tasks does not count", () => {
  expect(terms('{ "lessons": { "03-responses": { "tasks": [2] } } }', CORE)).toEqual({ counts: false });
});

test("an editor's mark of the order of octets, and its schema, are no mistake", () => {
  expect(parseChoices('\ufeff{ "$schema": "./docs/choices.schema.json" }', lessons)).toEqual(NO_CHOICES);
});

test("what docs/grading.md shows can be used", () => {
  const [, section = ""] = readFileSync(join(root, "docs/grading.md"), "utf8").split("## Your choices");
  const examples = [...section.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => text!);
  expect(examples).toHaveLength(3);
  for (const each of examples) expect(parseChoices(each, lessons, () => "").lessons).toBeDefined();
});

describe("what cannot be is told with its place", () => {
  test.each([
    ["{", /^It is not JSON: /],
    ["[]", /^The whole must be an object\.$/],
    ['{ "lesson": {} }', /^lesson is not known: type lessons\.$/],
    ['{ "grades": {} }', /^grades is not known: type lessons, stretch, costs\.$/],
    ['{ "lessons": {} }', /^lessons must have a lesson in it, or be left out\.$/],
    ['{ "lessons": [3] }', /^lessons must be an object from lessons to choices, such as \{ "3": \{\} \}\.$/],
    ['{ "lessons": { "3": 10 } }', /^lessons\.3 must be an object, such as \{\}\.$/],
    ['{ "lessons": { "98": {} } }', /^lessons\.98: There is no lesson "98": the course has /],
    ['{ "lessons": { "3": {}, "responses": {} } }', /^lessons\.responses is a lesson that is there twice\.$/],
    ['{ "lessons": { "3": { "point": {} } } }', /^lessons\.3\.point is not known: type points\.$/],
    [
      '{ "lessons": { "3": { "points": 10 } } }',
      /^lessons\.3\.points must be an object from the numbers of tasks/,
    ],
    [
      '{ "lessons": { "3": { "points": { "1": "ten" } } } }',
      /^lessons\.3\.points\.1 must be a whole number from 0 to 1000\.$/,
    ],
    [
      '{ "lessons": { "3": { "points": { "1": 2.5 } } } }',
      /^lessons\.3\.points\.1 must be a whole number from 0/,
    ],
    [
      '{ "lessons": { "3": { "points": { "1": -1 } } } }',
      /^lessons\.3\.points\.1 must be a whole number from 0/,
    ],
    [
      '{ "lessons": { "3": { "points": { "one": 1 } } } }',
      /^lessons\.3\.points\.one must be the number of a task\.$/,
    ],
    ['{ "lessons": { "3": { "points": { "9": 1 } } } }', /^lessons\.3\.points: lesson 3 has no task 9\.$/],
    ['{ "lessons": { "3": { "tasks": [1, 9] } } }', /^lessons\.3\.tasks: lesson 3 has no task 9\.$/],
    ['{ "lessons": { "3": { "tasks": [] } } }', /^lessons\.3\.tasks must be a list of at least one task\.$/],
    ['{ "lessons": { "3": { "tasks": ["1"] } } }', /^lessons\.3\.tasks\.0 must be the number of a task\.$/],
    [
      '{ "lessons": { "3": { "tasks": [1], "points": { "2": 1 } } } }',
      /^lessons\.3\.points\.2: task 2 is not in lessons\.3\.tasks/,
    ],
    ['{ "costs": 1 }', /^costs must be an object, such as \{ "hint": 1, "giveUp": 3 \}\.$/],
    ['{ "costs": { "hints": 1 } }', /^costs\.hints is not known: type hint\.$/],
    ['{ "costs": { "solution": 1 } }', /^costs\.solution is not known: type hint, giveUp\.$/],
    ['{ "costs": { "hint": -1 } }', /^costs\.hint must be a whole number from 0 to 1000\.$/],
    [
      '{ "lessons": { "3": { "costs": { "giveUp": 0.5 } } } }',
      /^lessons\.3\.costs\.giveUp must be a whole number/,
    ],
    [
      '{ "lessons": { "3": { "costs": { "giveup": 1 } } } }',
      /^lessons\.3\.costs\.giveup is .+: type giveUp\.$/,
    ],
    ['{ "stretch": "yes" }', /^stretch must be true or false\.$/],
  ])("%s", (text, sentence) => {
    expect(() => parseChoices(text, lessons)).toThrow(WrongChoices);
    expect(() => parseChoices(text, lessons)).toThrow(sentence);
  });
});
