// What the services that read grades demand of a result, and what they make of it.

/** The environment in which Classroom 50's runner starts an autograder. */
export const RUNNER = {
  CLASSROOM: "http",
  ASSIGNMENT: "by-hand",
  SUBMISSION_TAG: "submit/2026-06-01T14-32-05Z-a1b2c3d",
  COMMIT_URL: "https://example.org/commit/1",
  RELEASE_URL: "https://example.org/release/1",
  REVIEW_URL: "",
};

// From Gradescope's specification of results.json.
const VISIBILITY = { enum: ["hidden", "after_due_date", "after_published", "visible"] };
const TEXT_FORMAT = { enum: ["text", "html", "simple_format", "md", "ansi"] };
export const GRADESCOPE = {
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

/** What autograding-grading-reporter makes of the output of a step. */
export function reporterReads(output: string) {
  const results = JSON.parse(Buffer.from(output, "base64").toString("utf-8"));
  const scores = results.tests.map(({ score }: { score: number }) => score);
  return {
    results,
    totalPoints: scores.reduce((sum: number, each: number) => sum + each, 0),
    maxPoints: results.max_score,
    isFailed: results.status !== "pass",
  };
}
