import { describe, expect, test } from "vitest";
import { parseDiagnostics } from "../../src/grading/parse-diagnostics.ts";

const OUTPUT = `exercises/03-responses.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
../a folder (1)/helper.ts(12,1): error TS2554: Expected 2-3 arguments, but got 1.
`;

describe("parseDiagnostics", () => {
  test("finds place, number and words of each error", () => {
    expect(parseDiagnostics(OUTPUT)).toEqual([
      {
        at: { path: "exercises/03-responses.ts", line: 3, column: 7 },
        code: 2322,
        message: "Type 'string' is not assignable to type 'number'.",
      },
      {
        at: { path: "../a folder (1)/helper.ts", line: 12, column: 1 },
        code: 2554,
        message: "Expected 2-3 arguments, but got 1.",
      },
    ]);
  });

  test("joins an error and its two innermost reasons", () => {
    const lines = [
      "a.ts(1,1): error TS2322: Type 'A' is not assignable to type 'B'.",
      "  The types returned by 'f()' are incompatible between these types.",
      "    Types of property 'c' are incompatible.",
      "      Type 'string' is not assignable to type 'number'.",
    ];
    expect(parseDiagnostics(lines.join("\r\n")).map(({ message }) => message)).toEqual([
      "Type 'A' is not assignable to type 'B'. Types of property 'c' are incompatible. Type 'string' is not assignable to type 'number'.",
    ]);
  });

  test("says nothing twice", () => {
    const printed = "a.ts(1,1): error TS2322: Type 'A' does not fit.\n  Type 'A' does not fit.\n";
    expect(parseDiagnostics(printed)[0]?.message).toBe("Type 'A' does not fit.");
  });

  test("keeps an error that is in no file", () => {
    expect(parseDiagnostics("error TS2688: Cannot find type definition file for 'node'.\n")).toEqual([
      { code: 2688, message: "Cannot find type definition file for 'node'." },
    ]);
  });

  test.each(["", "\n\n", "Found 2 errors.\n", "  set in, after nothing\n"])(
    "finds nothing in %j",
    (output) => {
      expect(parseDiagnostics(output)).toEqual([]);
    },
  );
});
