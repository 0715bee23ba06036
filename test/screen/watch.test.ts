import { describe, expect, test } from "vitest";
import {
  createTheme,
  gradeChanges,
  isComparable,
  renderWatchResult,
  renderWatchScreen,
  type WatchPhase,
} from "../../src/screen/index.ts";
import { failed, failures, grade } from "./fixtures.ts";

const theme = createTheme({ width: 40, color: false });
const FILE = "exercises/03-responses.ts";
const wrong = (title: string) => failed(2, title, failures["wrong-answer"]);
const right = (title: string) => ({ ...wrong(title), state: "passed" as const });

describe("gradeChanges", () => {
  test("names what turned green and what turned red, and nothing else", () => {
    const before = grade(wrong("a"), right("b"), wrong("c"), right("d"), wrong("gone"));
    const after = grade(right("a"), wrong("b"), wrong("c"), right("d"), right("new"));
    const { green, red } = gradeChanges(before, after);
    expect(green.map(({ title }) => title)).toEqual(["a"]);
    expect(red.map(({ title }) => title)).toEqual(["b"]);
  });

  test("is asked of no grade that says nothing of each check", () => {
    expect(isComparable(grade(wrong("a")))).toBe(true);
    expect(isComparable({ ...grade(wrong("a")), couldNotGrade: "The grader stopped." })).toBe(false);
    const syntax = { reason: "syntax-error", message: "The file cannot be read." } as const;
    expect(isComparable(grade({ ...wrong("a"), state: "not-run", failure: syntax }))).toBe(false);
  });
});

describe("renderWatchResult", () => {
  test("says what changed, the worse first, and counts what is too much", () => {
    const before = grade(...["a", "b", "c", "d", "e"].map(wrong), right("z"));
    const after = grade(...["a", "b", "c", "d", "e"].map(right), wrong("z"));
    const phase: WatchPhase = { kind: "checked", at: "18:51:02", changes: gradeChanges(before, after) };
    expect(renderWatchResult(phase, FILE, theme)).toBe(
      ["Checked at 18:51:02", "no longer passes: Task 2, z", "now pass: 5 checks of task 2"].join("\n"),
    );
  });

  test("says that nothing changed, and of a first run nothing", () => {
    const same = gradeChanges(grade(wrong("a")), grade(wrong("a")));
    expect(renderWatchResult({ kind: "checked", at: "1:2:3", changes: same }, FILE, theme)).toContain(
      "No check changed.",
    );
    expect(renderWatchResult({ kind: "checked", at: "1:2:3" }, FILE, theme)).toBe("Checked at 1:2:3");
  });
});

describe("renderWatchScreen", () => {
  const text = Array.from({ length: 30 }, (_, row) => `row ${row}`).join("\n");
  const draw = (texts: readonly string[], scroll: number, rows: number) =>
    renderWatchScreen({ file: FILE, phase: { kind: "checking" }, texts, scroll }, theme, rows);

  test("fills the screen, with the head above and the keys below", () => {
    const { rows, scroll } = draw(["one\ntwo"], 5, 10);
    expect(scroll).toBe(0);
    expect(rows).toEqual([
      `Watching ${FILE}`,
      "Checking ...",
      "",
      "one",
      "two",
      "",
      "",
      "",
      "",
      "Enter: check again - h: hint - q: leave",
    ]);
  });

  test.each([0, 7, 999])("scrolled by %i it is as high as the screen and goes no further", (wanted) => {
    const { rows, scroll } = draw([text], wanted, 16);
    expect(rows).toHaveLength(16);
    expect(rows).toContain(`row ${scroll}`);
    const shown = rows.filter((row) => row.startsWith("row "));
    const below = 30 - scroll - shown.length;
    expect(rows.join(" ")).toContain(`up, down: ${below} more`);
    expect(scroll).toBe(Math.min(wanted, 30 - shown.length));
    expect(rows.every((row) => row.length <= 40)).toBe(true);
  });

  test.each([1, 2, 4, 6])("a screen of %i rows gets no more than that", (rows) => {
    expect(draw([text], 0, rows).rows.length).toBeLessThanOrEqual(rows);
  });
});
