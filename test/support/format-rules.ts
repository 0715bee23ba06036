// What those who read a report demand of each format, as they check it.

import { Ajv2020 } from "ajv/dist/2020.js";
import { SaxesParser } from "saxes";
import { expect } from "vitest";
import * as z from "zod";
import {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
} from "../../src/marking/formats/index.ts";
import { type Report, reportSchema } from "../../src/marking/report.ts";
import { createTheme, renderReport } from "../../src/screen/index.ts";

/** What a runner of Classroom 50 says in the environment. */
export const RUNNER = {
  CLASSROOM: "http",
  ASSIGNMENT: "by-hand",
  SUBMISSION_TAG: "submit/2026-06-01T14-32-05Z-a1b2c3d",
  COMMIT_URL: "https://example.org/commit/1",
  RELEASE_URL: "https://example.org/release/1",
  REVIEW_URL: "",
};
export const PLAIN = createTheme({ width: 80, color: false });

/** Every text that is written, by its name. */
export function written(report: Report): [name: string, text: string][] {
  return [
    ...Object.entries(FILE_FORMATS).map(([name, write]): [string, string] => [name, write(report, RUNNER)]),
    ["human", renderReport(forLearners(report), PLAIN)],
    ["github's summary", githubSummary(report)],
    ["github's result", githubResult(report)],
    ["github's annotations", githubAnnotations(report)],
  ];
}

// A control (line ends apart), a format character, half a character, a noncharacter.
export const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/u;

export const schema = z.toJSONSchema(reportSchema);
export const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

export interface XmlElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads XML 1.0 as a parser must that refuses what is not well formed. */
export function parseXml(text: string): XmlElement {
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

/** As GitLab and Jenkins read it. */
export function mustBeJunit({ name, children: suites }: XmlElement): void {
  expect(name).toBe("testsuites");
  for (const { name, attributes, children } of suites) {
    expect(name).toBe("testsuite");
    const beside = children.findIndex((child) => child.name !== "testcase");
    const cases = beside === -1 ? children : children.slice(0, beside);
    expect(children.slice(cases.length).map((child) => child.name)).toEqual(
      beside === -1 ? [] : ["system-out"],
    );
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
      for (const { name } of children) expect(["failure", "error", "skipped", "system-out"]).toContain(name);
    }
  }
}

// From Gradescope's specification of results.json.
const VISIBILITY = { enum: ["hidden", "after_due_date", "after_published", "visible"] };
const TEXT_FORMAT = { enum: ["text", "html", "simple_format", "md", "ansi"] };
const GRADESCOPE = {
  type: "object",
  additionalProperties: false,
  properties: {
    score: { type: "number" },
    execution_time: { type: "number" },
    output: { type: "string" },
    output_format: TEXT_FORMAT,
    test_output_format: TEXT_FORMAT,
    test_name_format: TEXT_FORMAT,
    visibility: VISIBILITY,
    stdout_visibility: VISIBILITY,
    extra_data: { type: "object" },
    tests: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        properties: {
          score: { type: "integer", minimum: 0 },
          max_score: { type: "integer", minimum: 0 },
          status: { enum: ["passed", "failed"] },
          name: { type: "string", minLength: 1 },
          name_format: TEXT_FORMAT,
          number: { type: "string" },
          output: { type: "string" },
          output_format: TEXT_FORMAT,
          tags: { type: "array", items: { type: "string" } },
          visibility: VISIBILITY,
          extra_data: { type: "object" },
        },
      },
    },
  },
};
export const isGradescope = new Ajv2020({ allErrors: true }).compile(GRADESCOPE);

/** As Classroom 50's runner and collector check a result. @throws {Error} */
export function validateResult(result: Record<string, unknown>): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(what);
  };
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
  must(result.schema === "classroom50/result/v1", "schema");
  must(result.classroom === RUNNER.CLASSROOM && result.assignment === RUNNER.ASSIGNMENT, "names");
  must(String(result.submission).startsWith("submit/"), "submission");
  for (const field of ["submission", "commit", "release", "review", "datetime"])
    must(isText(result[field]), field);
  must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(result.datetime)), "datetime is UTC, whole seconds");
  must(isCount(result.score) && isCount(result["max-score"]), "score must be a non-negative integer");
  must((result.score as number) <= (result["max-score"] as number), "score > max-score");
  const tests = result.tests as Record<string, unknown>[];
  must(Array.isArray(tests), "tests");
  for (const test of tests) {
    must(isText(test["test-name"]) && typeof test.passed === "boolean", "test");
    must(isCount(test.score) && isCount(test["max-score"]), "test's score");
  }
  must(new Set(tests.map((test) => test["test-name"])).size === tests.length, "names differ");
}

/** Every format of a report that came to its end is as those who read it demand. */
export function mustBeValid(report: Report): void {
  expect(isReport(JSON.parse(FILE_FORMATS.json(report, {})))).toBe(true);
  mustBeJunit(parseXml(FILE_FORMATS.junit(report, {})));
  expect(
    isGradescope(JSON.parse(FILE_FORMATS.gradescope(report, {}))),
    JSON.stringify(isGradescope.errors),
  ).toBe(true);
  expect(() => validateResult(JSON.parse(FILE_FORMATS.classroom50(report, RUNNER)))).not.toThrow();
  for (const [, text] of written(report)) expect(UNSAFE.exec(text)).toBeNull();
}
