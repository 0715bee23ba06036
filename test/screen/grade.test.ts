import { describe, expect, test } from "vitest";
import type { Grade } from "../../src/grading/grade.ts";
import { createTheme, renderGrade } from "../../src/screen/index.ts";
import { check, failed, failures, grade, lesson, notWritten } from "./fixtures.ts";

const theme = createTheme({ width: 80, color: false });

function shown(grade: Grade, width = 80): string {
  return renderGrade(grade, lesson, { ...theme, width });
}

describe("renderGrade", () => {
  test("explains a core check before a stretch check, and none that is not written", () => {
    const text = shown(
      grade(
        notWritten(1, "first"),
        failed(4, "knows 304", failures.threw),
        failed(2, "refuses 99", failures["wrong-answer"]),
      ),
    );
    expect(text).toContain("FAILED Task 2, statusClass: refuses 99");
    expect(text).not.toContain("FAILED Task 4");
    expect(text).toContain("One other check does not pass:\n- Task 4, knows 304:");
  });

  test("passes a lesson whose stretch check fails, and explains that check all the same", () => {
    const text = shown(grade(check(1, "core"), failed(4, "knows 304", failures["wrong-answer"])));
    expect(text).toMatch(/^Lesson 3, Responses: passed\n/);
    expect(text).toContain("FAILED Task 4, isBodyless: knows 304");
    expect(text).toContain("npm run lesson next");
  });

  test("counts no check as passed when it could not grade", () => {
    const text = shown({ ...grade(check(1, "core")), couldNotGrade: "The grader stopped." });
    expect(text).toMatch(/^Lesson 3, Responses: not graded, and not because of your code\n/);
    expect(text).not.toContain("passed");
    expect(shown(grade())).toContain("not graded");
  });

  test("lists eight other failures and counts the rest", () => {
    const text = shown(
      grade(...Array.from({ length: 12 }, (_, at) => failed(1, `case ${at}`, failures["wrong-answer"]))),
    );
    expect(text).toContain("11 other checks do not pass:");
    expect(text).toContain("- Task 1, case 8\n- and 3 more");
  });

  test("shows every failure in full where that is wanted", () => {
    const cases = [failed(1, "one", failures["wrong-answer"]), failed(2, "two", failures.threw)];
    const text = renderGrade(grade(...cases), lesson, theme, { inFull: true });
    expect(text).toMatch(/FAILED Task 1, \w+: one\n[\s\S]+FAILED Task 2, \w+: two\n/);
    expect(text).not.toContain("does not pass:");
  });

  test("shortens what the code printed, and shows it when the file does not load", () => {
    const output = Array.from({ length: 100 }, (_, at) => `line ${at}`).join("\n");
    const text = shown(
      grade(
        check(1, "any", {
          state: "not-run",
          output,
          failure: { reason: "does-not-load", message: "It threw." },
        }),
        check(2, "any", { state: "not-run", failure: { reason: "does-not-load", message: "It threw." } }),
      ),
    );
    expect(text.match(/It threw\./g)).toHaveLength(1);
    expect(text).toContain("    line 7\n    (88 lines left out)\n    line 96\n");
  });

  test("keeps the caret of a source frame under its character when the line wraps", () => {
    expect(shown(grade(failed(1, "any", failures.threw)), 40)).toContain(
      ["    24 |   if (names!.length > 3)", "                      ^", "... return 'server-error';"].join(
        "\n",
      ),
    );
  });

  test("numbers several connections", () => {
    const exchange = [[], [{ from: "client" as const, octets: new Uint8Array([0x47]), atMs: 0 }]];
    expect(shown(grade(failed(1, "any", { ...failures.threw, exchange })))).toContain(
      ["    connection 1 of 2:", "    nothing was sent", "", "    connection 2 of 2:", "  > G"]
        .join("\n")
        .replaceAll("    connection", "connection"),
    );
  });

  test("survives a grade that came as JSON, without octets and with unknown words", () => {
    const odd = { ...failures["on-the-wire"], exchange: [[{ from: "server", octets: { 0: 1 }, atMs: 0 }]] };
    const json = JSON.stringify(
      grade({ ...failed(1, "any", failures.threw), failure: odd as never, state: "odd" as never }),
    );
    expect(() => shown(JSON.parse(json))).not.toThrow();
  });
});
