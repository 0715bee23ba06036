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
import { GRADESCOPE, RUNNER, validateResult } from "./service-rules.ts";

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

export const isGradescope = new Ajv2020({ allErrors: true }).compile(GRADESCOPE);

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
