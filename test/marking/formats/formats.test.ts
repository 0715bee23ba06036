// Each format is held to the rules of who reads it, also when every text in the report is hostile.

import { describe, expect, test } from "vitest";
import * as z from "zod";
import { choicesSchema } from "../../../src/marking/choices-schema.ts";
import {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "../../../src/marking/formats/index.ts";
import type { Report } from "../../../src/marking/report.ts";
import { renderReport } from "../../../src/screen/index.ts";
import {
  isGradescope,
  isReport,
  mustBeJunit,
  PLAIN,
  parseXml,
  schema,
  UNSAFE,
  written,
} from "../../support/format-rules.ts";
import { EMPTY, EVIL, HELPED, HIDDEN, HUGE, ORDINARY, UNFINISHED } from "../../support/reports.ts";
import { RUNNER, reporterReads, validateResult } from "../../support/service-rules.ts";

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
  test.each([ORDINARY, HELPED, HIDDEN, UNFINISHED, EMPTY, EVIL])(
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

describe("junit", () => {
  const parse = (report: Report) => parseXml(FILE_FORMATS.junit(report, {}));

  test.each([ORDINARY, HELPED, HIDDEN, UNFINISHED, EMPTY, EVIL])(
    "has what GitLab and Jenkins read",
    (report) => {
      mustBeJunit(parse(report));
    },
  );

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
  const parse = (report: Report) => JSON.parse(FILE_FORMATS.gradescope(report, {}));

  test.each([ORDINARY, HELPED, HIDDEN, UNFINISHED, EMPTY, EVIL])(
    "is as its specification has it",
    (report) => {
      expect(isGradescope(parse(report)), JSON.stringify(isGradescope.errors)).toBe(true);
    },
  );

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

  test.each([ORDINARY, HELPED, HIDDEN, EVIL])("is accepted by the runner", (report) => {
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

describe("what help cost is told by every format, and that the learner's own file says so", () => {
  test.each(written(HELPED))("%s", (name, text) => {
    const read = name === "github's result" ? Buffer.from(text, "base64").toString() : text;
    const words = read.replace(/\s+/g, " ").replaceAll("&#58;", ":").replaceAll("&#46;", ".");
    // An annotation is for what does not pass, and these two have no place for what is about the whole.
    if (name !== "github's annotations") expect(words).toContain("1 hint was shown: 1 point off.");
    if (!["github's annotations", "github's result", "classroom50"].includes(name))
      expect(words).toMatch(/own .progress.json, which can be edited/);
  });

  test("in Gradescope's and Classroom 50's points, too", () => {
    expect(JSON.parse(FILE_FORMATS.gradescope(HELPED, {})).tests[0]).toMatchObject({
      status: "passed",
      score: 1,
      max_score: 2,
      output: "1 hint was shown: 1 point off.",
    });
    expect(JSON.parse(FILE_FORMATS.classroom50(HELPED, RUNNER))).toMatchObject({ score: 1, "max-score": 2 });
  });
});

describe("of a hidden check", () => {
  const learners = written(HIDDEN).filter(([name]) => name !== "json");
  const read = ([name, text]: [string, string]) =>
    name === "github's result" ? Buffer.from(text, "base64").toString() : text;

  test("json has everything", () => {
    expect(JSON.parse(FILE_FORMATS.json(HIDDEN, {}))).toEqual(HIDDEN);
  });

  test.each(learners)("whoever reads %s hears nothing", (...each) => {
    expect(read(each)).not.toMatch(/SECRET|crashed|timed-out|timed out|999/i);
  });

  test("a learner hears that it does not pass, where the others do", () => {
    const { tests } = JSON.parse(FILE_FORMATS.gradescope(HIDDEN, {}));
    expect(tests[0]).toMatchObject({
      status: "failed",
      score: 1,
      max_score: 2,
      output: "hidden check: It does not pass; what it looks for is not told here.",
    });
    expect(renderReport(forLearners(HIDDEN), PLAIN)).toMatchSnapshot();
  });

  test("an open check that does not pass has the first word", () => {
    const [, failed, broken, unwritten] = forLearners(HIDDEN).lessons[0]!.tasks;
    expect(failed!.state).toBe("failed");
    expect(broken!.state).toBe("not-run");
    expect(unwritten!.state).toBe("not-written");
    const { tests } = JSON.parse(FILE_FORMATS.gradescope(HIDDEN, {}));
    expect(tests[1].output).toMatch(/^b: The value that came back/);
    expect(tests[2].output).toBe("a: It cannot be read.");
    expect(tests[3].output).toBe("a: Not yet.");
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
