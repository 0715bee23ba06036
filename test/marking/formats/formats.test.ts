// Each format is held to the rules of who reads it, also when every text in the report is hostile.

import { Ajv2020 } from "ajv/dist/2020.js";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { choicesSchema } from "../../../src/marking/choices.ts";
import {
  FILE_FORMATS,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "../../../src/marking/formats/index.ts";
import { type Report, reportSchema } from "../../../src/marking/report.ts";
import { createTheme, renderReport } from "../../../src/screen/index.ts";
import { EMPTY, EVIL, HUGE, ORDINARY, UNFINISHED } from "../../support/reports.ts";
import { GRADESCOPE, RUNNER, reporterReads, validateResult } from "../../support/service-rules.ts";

const PLAIN = createTheme({ width: 80, color: false });

/** Every text that is written, by its name. */
function written(report: Report): [name: string, text: string][] {
  return [
    ...Object.entries(FILE_FORMATS).map(([name, write]): [string, string] => [name, write(report, RUNNER)]),
    ["human", renderReport(report, PLAIN)],
    ["github's summary", githubSummary(report)],
    ["github's result", githubResult(report)],
    ["github's annotations", githubAnnotations(report)],
  ];
}

// A control (line ends apart), a format character, half a character, a noncharacter.
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/u;

describe("what a submission wrote", () => {
  test.each(written(EVIL))("moves no cursor and is whole text, in %s", (_, text) => {
    expect(UNSAFE.exec(text)).toBeNull();
  });

  test.each(written(EVIL).filter(([name]) => name !== "github's annotations"))(
    "is no command to the log of a build, in %s",
    (_, text) => {
      // How GitHub's runner finds commands, new and old; Azure's and TeamCity's are as the old ones.
      expect(text.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
      expect(text).not.toMatch(/##\w*\[/);
    },
  );
});

describe("json", () => {
  const schema = z.toJSONSchema(reportSchema);
  const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

  test.each([ORDINARY, UNFINISHED, EMPTY, EVIL])(
    "is the record itself, nothing lost, in its schema",
    (report) => {
      const read = JSON.parse(FILE_FORMATS.json(report, {}));
      expect(read).toEqual(report);
      expect(isReport(read)).toBe(true);
    },
  );

  test("has the schema that is published", async () => {
    await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
      "../../../docs/report.schema.json",
    );
  });

  test("a report with a field too many or too few is not in the schema", () => {
    expect(isReport({ ...ORDINARY, isolation: "perfect" })).toBe(false);
    expect(isReport({ ...ORDINARY, more: 1 })).toBe(false);
    const { seed, ...rest } = ORDINARY;
    expect(isReport(rest)).toBe(false);
  });

  test("so has the file with a teacher's choices", async () => {
    await expect(`${JSON.stringify(z.toJSONSchema(choicesSchema), undefined, 2)}\n`).toMatchFileSnapshot(
      "../../../docs/choices.schema.json",
    );
  });
});

interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads XML 1.0 as a parser must that refuses what is not well formed. */
function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}

describe("junit", () => {
  const parse = (report: Report) => parseXml(FILE_FORMATS.junit(report, {}));

  test.each([ORDINARY, UNFINISHED, EMPTY, EVIL])("has what GitLab and Jenkins read", (report) => {
    const { name, children: suites } = parse(report);
    expect(name).toBe("testsuites");
    for (const { name, attributes, children: cases } of suites) {
      expect(name).toBe("testsuite");
      const having = (kind: string) =>
        String(cases.filter(({ children }) => children.some((child) => child.name === kind)).length);
      expect(attributes).toMatchObject({
        name: expect.stringMatching(/./),
        tests: String(cases.length),
        failures: having("failure"),
        errors: having("error"),
        skipped: having("skipped"),
        time: expect.stringMatching(/^\d+(\.\d+)?$/),
      });
      if (attributes.timestamp !== undefined)
        expect(attributes.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      for (const { name, attributes, children } of cases) {
        expect(name).toBe("testcase");
        expect(attributes).toMatchObject({
          classname: expect.stringMatching(/./),
          name: expect.stringMatching(/./),
        });
        expect(attributes.time).toMatch(/^\d+(\.\d+)?$/);
        const outcomes = children.filter((child) => child.name !== "system-out");
        expect(outcomes.length).toBeLessThan(2);
        for (const { name } of children)
          expect(["failure", "error", "skipped", "system-out"]).toContain(name);
      }
    }
  });

  test("has each check once, and names that differ", () => {
    for (const { children: cases } of parse(ORDINARY).children) {
      const names = cases.map(({ attributes }) => `${attributes.classname}: ${attributes.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(parse(ORDINARY).children[0]!.children.map(({ attributes }) => attributes.name)).toEqual([
      "returns it",
      "returns it (2)",
    ]);
  });

  test("tells failures, what does not count, and what is nobody's fault apart", () => {
    const [, second, third] = parse(ORDINARY).children;
    const outcomes = second!.children.map(({ children }) => children.map(({ name }) => name).join());
    expect(outcomes).toEqual(["", "failure", "failure", "skipped,system-out"]);
    expect(third!.children[0]!.children[0]!.attributes.message).toBe("exercises/03-lesson.ts is not there.");
    expect(parse(UNFINISHED).children[1]!.children[0]!.children[0]).toMatchObject({
      name: "error",
      attributes: { message: "The grader is gone.", type: "could-not-grade" },
    });
    expect(parse(EMPTY).children[0]!.attributes).toMatchObject({ tests: "1", errors: "1" });
  });

  test("keeps the lines of what was explained and printed", () => {
    const [, failed] = parse(ORDINARY).children[1]!.children;
    expect(failed!.children[0]!.text).toBe(ORDINARY.lessons[1]!.tasks[0]!.checks[1]!.details);
  });
});

describe("gradescope", () => {
  const isResult = new Ajv2020({ allErrors: true }).compile(GRADESCOPE);
  const parse = (report: Report) => JSON.parse(FILE_FORMATS.gradescope(report, {}));

  test.each([ORDINARY, UNFINISHED, EMPTY, EVIL])("is as its specification has it", (report) => {
    expect(isResult(parse(report)), JSON.stringify(isResult.errors)).toBe(true);
  });

  test("has a test for each task that counts, and points that add up", () => {
    const { tests } = parse(ORDINARY);
    const summary = tests.map(({ number, status, score, max_score }: never) => [
      number,
      status,
      score,
      max_score,
    ]);
    expect(summary).toEqual([
      ["1.1", "passed", 2, 2],
      ["2.1", "failed", 1, 3],
      ["3.1", "failed", 0, 2],
    ]);
    expect(tests[2].output).toBe("exercises/03-lesson.ts is not there.");
  });

  test("has no points at all where a lesson could not be graded: a lower total would be taken for the grade", () => {
    const results = parse(UNFINISHED);
    expect(results.output).toMatch(/^Could not be graded, and not because of the submission: run it again\./);
    expect(JSON.stringify(results)).not.toMatch(/"(?:max_)?score"/);
  });
});

describe("classroom50", () => {
  const parse = (report: Report) => JSON.parse(FILE_FORMATS.classroom50(report, RUNNER));

  test.each([ORDINARY, EVIL])("is accepted by the runner", (report) => {
    expect(() => validateResult(parse(report))).not.toThrow();
  });

  test("names the submission as its runner does, and when it was handed in", () => {
    expect(parse(ORDINARY)).toMatchObject({
      review: RUNNER.COMMIT_URL,
      datetime: "2026-06-01T14:32:05Z",
      graded_at: "2026-11-28T09:30:45Z",
      score: 3,
      "max-score": 7,
    });
    expect(parse(ORDINARY).tests[1]).toEqual({
      "test-name": "Lesson 2, task 1: task1",
      passed: false,
      score: 1,
      "max-score": 3,
      message: expect.stringMatching(/^b: The value .+ Usual cause: returning something else\.$/),
    });
  });

  test.each([UNFINISHED, EMPTY])(
    "is refused where a lesson could not be graded, as an error and not as a zero",
    (report) => {
      expect(() => validateResult(parse(report))).toThrow("score must be a non-negative integer");
      expect(parse(report).error).toBe(report.reason);
    },
  );
});

/** A workflow command as GitHub's runner reads it. */
function runnerReads(line: string) {
  const [, command, properties = "", data = ""] = /^::([a-z-]+) ?(.*?)::(.*)$/.exec(line) ?? [];
  const decode = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const pairs = properties.split(",").map((pair) => pair.split("=", 2).map((each) => decode(each)));
  return { command, properties: Object.fromEntries(pairs), data: decode(data) };
}

describe("github", () => {
  test("the reporter reads the points", () => {
    expect(reporterReads(githubResult(ORDINARY))).toMatchObject({
      totalPoints: 3,
      maxPoints: 7,
      isFailed: true,
    });
    expect(reporterReads(githubResult(ORDINARY)).results.tests[1]).toEqual({
      name: "Lesson 2, task 1: task1",
      status: "fail",
      score: 1,
      message: expect.stringMatching(/^b: The value/),
      test_code: "npm run grade",
      filename: "exercises/02-lesson.ts",
      line_no: 3,
      duration: 36,
    });
  });

  test.each([EMPTY, UNFINISHED])("what could not be graded is an error, and divides by nothing", (report) => {
    const { results, maxPoints, isFailed } = reporterReads(githubResult(report));
    expect(results.status).toBe("error");
    expect(results.tests.length).toBeGreaterThan(0);
    expect(maxPoints).toBeGreaterThan(0);
    expect(isFailed).toBe(true);
  });

  test("an annotation stands at its place, one for each task that does not pass", () => {
    const annotations = githubAnnotations(ORDINARY).split("\n").map(runnerReads);
    expect(annotations).toEqual([
      {
        command: "error",
        properties: { file: "exercises/02-lesson.ts", line: "3", title: "Lesson 2, task 1: task1" },
        data: expect.stringMatching(/^b: The value that came back/),
      },
      {
        command: "error",
        properties: { file: "exercises/03-lesson.ts", title: "Lesson 3, task 1: task1" },
        data: "exercises/03-lesson.ts is not there.",
      },
    ]);
  });

  test("annotations of hostile texts are as many lines as there are annotations, all of them ours", () => {
    const lines = githubAnnotations(EVIL).split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      const { command, properties } = runnerReads(line);
      expect(command).toBe("error");
      expect(Object.keys(properties)).toEqual(["file", "line", "title"]);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });

  test("GitHub shows ten annotations of a step, so the last of more says how many there are", () => {
    const lines = githubAnnotations(HUGE).split("\n");
    expect(lines).toHaveLength(10);
    expect(runnerReads(lines[9]!).data).toBe("72 more do not pass.");
  });

  test("the summary has no tag and no Markdown but its own", () => {
    const tags = new Set(githubSummary(EVIL).match(/<[^>]*>?/g));
    expect([...tags].sort()).toEqual([
      "</details>",
      "</pre>",
      "</summary>",
      "<details>",
      "<pre>",
      "<summary>",
    ]);
    const outside = githubSummary(EVIL).replace(/<pre>.*?<\/pre>/gs, "");
    expect(outside).not.toContain("`");
    expect(outside).not.toContain("](");
    const rows = outside.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) expect(row.match(/\|/g)).toHaveLength(5);
    expect(githubSummary(ORDINARY)).toMatchSnapshot();
  });
});

describe("a report with a megabyte in each text", () => {
  test.each([
    ["junit", 30_000_000],
    ["gradescope", 1024 * 1024],
    ["classroom50", 10 * 1024 * 1024],
    ["github's summary", 1024 * 1024],
    // A variable of the environment on Linux, with its name.
    ["github's result", 128 * 1024 - 100],
  ])("is as large as %s takes it", (name, most) => {
    const text = Object.fromEntries(WRITERS)[name]!(HUGE);
    expect(Buffer.byteLength(text)).toBeLessThan(most);
    if (name === "junit") expect(parseXml(text).children).toHaveLength(21);
    if (name === "github's result") expect(reporterReads(text).results.tests).toHaveLength(81);
  });
});

const WRITERS: [string, (report: Report) => string][] = [
  ...Object.entries(FILE_FORMATS).map(([name, write]): [string, (report: Report) => string] => [
    name,
    (report) => write(report, RUNNER),
  ]),
  ["github's summary", githubSummary],
  ["github's result", githubResult],
];

test("a person reads a table, why a task does not pass, and under what it was marked", () => {
  expect(renderReport(ORDINARY, PLAIN)).toMatchSnapshot();
  expect(renderReport(UNFINISHED, PLAIN)).toMatchSnapshot();
  expect(renderReport(EMPTY, PLAIN)).toMatchSnapshot();
});
