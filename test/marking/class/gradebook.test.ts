// The marks of a class, as a program and as a spreadsheet reads them.

import { describe, expect, test } from "vitest";
import * as z from "zod";
import { gradebookSchema } from "../../../src/marking/class/gradebook.ts";
import { gradebookCsv } from "../../../src/marking/class/gradebook-csv.ts";
import { makeGradebook } from "../../../src/marking/class/make-gradebook.ts";
import type { Report } from "../../../src/marking/report.ts";
import { EVIL, ORDINARY } from "../../support/reports.ts";

/** Of one that could not be read. */
const { points, ...WITHOUT_POINTS } = ORDINARY;
const NOT_READ: Report = {
  ...WITHOUT_POINTS,
  verdict: "could-not-grade",
  reason: "Cannot take the submission eve.zip: it is damaged.",
  lessons: ORDINARY.lessons.map(({ points, ...lesson }) => ({
    ...lesson,
    verdict: "could-not-grade",
    tasks: [],
  })),
};

const whole = (learner: string, report: Report) => ({ learner, report, notYet: [] });

/** A class in which two could be marked, and one could not. */
const MARKED = [
  whole("Ada", ORDINARY),
  whole("=cmd|' /C calc'!A0", { ...ORDINARY, submission: { ...ORDINARY.submission, from: "b.zip" } }),
  whole('Eve, "the third"', NOT_READ),
];

test("is in the schema that is published", async () => {
  for (const marked of [MARKED, [whole("Mallory", EVIL)]]) {
    const gradebook = makeGradebook(marked);
    expect(gradebookSchema.parse(gradebook)).toEqual(gradebook);
  }
  const schema = `${JSON.stringify(z.toJSONSchema(gradebookSchema), undefined, 2)}\n`;
  await expect(schema).toMatchFileSnapshot("../../../docs/gradebook.schema.json");
});

test("knows the tasks of a lesson from any report that has them", () => {
  const gradebook = makeGradebook([whole("Eve", NOT_READ), whole("Ada", ORDINARY)]);
  expect(gradebook.lessons).toEqual(makeGradebook(MARKED).lessons);
  expect(gradebook.lessons[0]!.tasks).toHaveLength(1);
});

/** Rows and cells, as RFC 4180 has them. */
function readCsv(text: string): string[][] {
  const rows = text
    .replace(/^\ufeff/, "")
    .split("\r\n")
    .filter(Boolean);
  return rows.map((row) =>
    [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
    ),
  );
}

test("as CSV: a row for each learner, a column for each lesson and each task that counts", () => {
  const csv = gradebookCsv(makeGradebook(MARKED));
  expect(csv).toMatch(/^\ufeffLearner,/);
  const [header, ada] = readCsv(csv);
  expect(header!.slice(0, 7)).toEqual([
    "Learner",
    "Submission",
    "Verdict",
    "Points",
    "Of",
    "1 Lesson 1",
    "1.1 task1",
  ]);
  expect(ada!.slice(0, 7)).toEqual(["Ada", "Ada", "failed", "3", "7", "2", "2"]);
  expect(new Set(readCsv(csv).map(({ length }) => length)).size).toBe(1);
});

test("what could not be graded is an empty cell with a reason, and never a zero", () => {
  const [header, , , eve] = readCsv(gradebookCsv(makeGradebook(MARKED)));
  const cell = (name: string) => eve![header!.indexOf(name)];
  expect(cell("Verdict")).toBe("could-not-grade");
  expect(cell("Points")).toBe("");
  expect(cell("Of")).toBe("");
  expect(cell("Note")).not.toBe("");
});

test("a name that a spreadsheet would calculate is text", () => {
  const csv = gradebookCsv(makeGradebook(MARKED));
  expect(csv).not.toMatch(/(?:^|,)"?[=+\-@\t]/m);
  expect(readCsv(csv)[2]![0]).toBe("'=cmd|' /C calc'!A0");
  expect(readCsv(csv)[3]![0]).toBe('Eve, "the third"');
});

describe("a marking that is under way", () => {
  const { points, ...OPEN } = ORDINARY;
  const [first, second] = ORDINARY.lessons;
  const reason = "The marking did not come to its end.";
  const half: Report = { ...OPEN, verdict: "could-not-grade", reason };
  const gradebook = makeGradebook([
    { learner: "Ada", report: half, notYet: [second!.slug] },
    { learner: "Ben", report: half, notYet: half.lessons.map(({ slug }) => slug) },
  ]);

  test("has the points of the lessons that are marked, and says which are not", () => {
    const [ada, ben] = gradebook.learners;
    expect(ada).toMatchObject({ verdict: "not-marked-yet", reason: "Not marked yet: 1 of 3 lessons." });
    expect(ada!.points).toBeUndefined();
    expect(ada!.lessons[0]).toMatchObject({ verdict: first!.verdict, points: first!.points });
    expect(ada!.lessons[1]).toEqual({ slug: second!.slug, verdict: "not-marked-yet", tasks: [] });
    expect(ben!.reason).toBe("Not marked yet.");
    expect(gradebookSchema.parse(gradebook)).toEqual(gradebook);
  });

  test("in the CSV, too: empty cells, and a note", () => {
    const [header, ada, ben] = readCsv(gradebookCsv(gradebook));
    const cell = (row: readonly string[], name: string) => row[header!.indexOf(name)];
    expect(cell(ada!, "Verdict")).toBe("not-marked-yet");
    expect(cell(ada!, "1 Lesson 1")).toBe("2");
    expect(cell(ada!, "Points")).toBe("");
    expect(cell(ben!, "1 Lesson 1")).toBe("");
    expect(cell(ben!, "Note")).toBe("Not marked yet.");
  });
});

describe("a class with a roster", () => {
  const gradebook = makeGradebook([whole("ada", ORDINARY), whole("eve", NOT_READ)], ["Ada", "ben", "=1+1"]);

  test("has a row for each who handed nothing in, without any marks", () => {
    const told = gradebook.learners.map(({ learner, verdict, onRoster }) => [learner, verdict, onRoster]);
    expect(told).toEqual([
      ["=1+1", "not-submitted", true],
      ["ada", "failed", true],
      ["ben", "not-submitted", true],
      ["eve", "could-not-grade", false],
    ]);
    expect(gradebookSchema.parse(gradebook)).toEqual(gradebook);
  });

  test("in the CSV, too", () => {
    const [header, formula, ada, ben, eve] = readCsv(gradebookCsv(gradebook));
    const note = (row: readonly string[]) => row[header!.indexOf("Note")];
    expect(formula![0]).toBe("'=1+1");
    expect(note(ada!)).not.toContain("roster");
    expect(ben!.slice(0, -1)).toEqual([
      "ben",
      "",
      "not-submitted",
      ...Array.from({ length: header!.length - 4 }, () => ""),
    ]);
    expect(note(ben!)).toBe("Handed nothing in.");
    expect(note(eve!)).toBe("Cannot take the submission eve.zip: it is damaged. Not on the roster.");
  });
});

test("it says for whom the cost of help is not known", () => {
  const known = { isKnown: true, message: "By the learner's own word." };
  const unknown = { isKnown: false, message: "Nothing was taken off: .progress.json is not there." };
  const gradebook = makeGradebook([
    whole("ada", { ...ORDINARY, costs: known }),
    whole("ben", { ...ORDINARY, costs: unknown }),
  ]);
  expect(gradebook.learners.map(({ costs }) => costs)).toEqual([known, unknown]);
  expect(gradebookSchema.parse(gradebook)).toEqual(gradebook);
  const [, ada, ben] = readCsv(gradebookCsv(gradebook));
  expect(ada!.at(-1)).not.toContain("word");
  expect(ben!.at(-1)).toContain(unknown.message);
});

test("a name that a terminal would obey is text, in one line", () => {
  const gradebook = makeGradebook([whole("a\x1b[2J\x1b]0;pwn\x07\u202eb\nc", ORDINARY)], []);
  expect(gradebook.learners[0]).toMatchObject({
    learner: "a\\x1b[2J\\x1b]0;pwn\\x07\\u202eb\\nc",
    onRoster: false,
  });
});
