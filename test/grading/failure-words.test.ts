// The usual cause that is named beside an error which nothing caught.

import { expect, test } from "vitest";
import { lossFailure } from "../../src/grading/failure-words.ts";

const compiled = { code: "", map: '{"version":3,"sources":[],"mappings":""}', source: "", file: "a.ts" };
const LISTENER = "a promise without `await`, or an error in a callback or an event listener.";

test.each([
  ["in the submission", { at: { line: 1, column: 1 }, fields: {} }, LISTENER],
  ["by the system, as a refused connection", { fields: { code: "ECONNREFUSED" } }, LISTENER],
  ["in no line of the submission", { fields: {} }, /built-in method that the file replaced/],
])("an error that came up %s", (_, where, cause) => {
  const thrown = { name: "Error", message: "broken", classes: ["Error"], ...where };
  const failure = lossFailure({ reason: "uncaught-error", thrown }, "It", compiled as never);
  expect(failure.message).toContain("Error: broken");
  expect(failure.cause).toMatch(cause);
});
