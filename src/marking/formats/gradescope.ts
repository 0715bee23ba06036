// Gradescope's results.json. It has no word for "could not be graded": a total would be one that is too low. So then there
// are no points at all, Gradescope says that the autograder failed, and the submission can be run again.

import type { Report } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { jsonText } from "./json.ts";
import { writeWithin } from "./limits.ts";
import { type ScoredTest, scoredTests } from "./scored-tests.ts";

const MOST_OCTETS = 1024 * 1024;

export function writeGradescope(report: Report): string {
  return writeWithin(MOST_OCTETS, (cut) => jsonText(results(report, cut)));
}

function results(report: Report, cut: (text: string) => string) {
  const isGraded = report.points !== undefined;
  return {
    output: remark(report),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    // What the command prints is for whoever runs it.
    stdout_visibility: "hidden",
    execution_time: Math.round(report.durationMs / 1_000),
    extra_data: { schema: report.schema, seed: report.seed, isolation: report.isolation },
    tests: scoredTests(report).map((test) => testOf(test, isGraded, cut)),
  };
}

function remark({ reason, seed, node, isolation, points, costs }: Report): string {
  const whose = costs === undefined ? "" : ` ${safeText(costs.message, 1_000)}`;
  const how = `Seed ${seed}, Node ${node}, isolation: ${isolation}.${whose}`;
  if (points !== undefined) return how;
  return `Could not be graded, and not because of the submission: run it again. ${safeText(reason ?? "", 1_000)} ${how}`;
}

function testOf(test: ScoredTest, isGraded: boolean, cut: (text: string) => string) {
  const details = test.failure?.details;
  const output = [test.message, details].filter((text) => text !== undefined).join("\n\n");
  return {
    ...(isGraded && { score: test.earned, max_score: test.most }),
    status: test.verdict === "passed" ? "passed" : "failed",
    name: test.name,
    number: test.number,
    ...(output !== "" && { output: cut(safeText(output, Number.POSITIVE_INFINITY)) }),
    tags: [test.kind],
    visibility: "visible",
  };
}
