import fc from "fast-check";
import stringWidth from "fast-string-width";
import { describe, expect, test, vi } from "vitest";
import { createTheme, renderSolutionDiff, renderTaskSolutionDiff } from "../../src/screen/index.ts";
import { diffRows, isBuiltDifferently, stretchesOf } from "../../src/screen/line-diff.ts";
import * as sources from "./solution-sources.ts";

// Many random texts on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const { solution } = sources;
const theme = createTheme({ width: 80, color: false });

function shown(mine: string, theirs = solution, width = 80): string {
  const files = { mine, solution: theirs, file: "exercises/03.ts", solutionFile: "solutions/03.ts" };
  return renderSolutionDiff(files, createTheme({ width, color: false }));
}

/** The rows of a screen that have a sign, without the legend. */
function signed(screen: string): string[] {
  return screen.split("\n").filter((row) => /^[-+](?! {3}only in)/.test(row));
}

describe("renderSolutionDiff", () => {
  test("marks what only one file has", () => {
    expect(signed(shown(sources.oneLineWrong))).toEqual([
      '-     if (statusCode <= 300) return "successful";',
      '+     if (statusCode < 300) return "successful";',
    ]);
  });

  test("names the line of the learner's file, however many lines the solution has more", () => {
    const mine = sources.oneLineWrong.replace(/const STATUS_LINE.*\n/, "");
    const line = mine.split("\n").findIndex((line) => line.includes("<= 300")) + 1;
    expect(shown(mine)).toContain(`\nexercises/03.ts, from line ${line - 3}:\n`);
  });

  test("says in one sentence that both are the same", () => {
    const same = "Your file and the solution are the same.";
    expect(shown(solution)).toBe(same);
    expect(shown(solution.replaceAll("\n", "\r\n"))).toBe(same);
    expect(shown(solution.replaceAll("\n  ", "\n\t\t").replaceAll(";\n", ";  \n\n"))).toBe(same);
    expect(shown(`\ufeff${solution}`)).toBe(same);
    expect(shown(solution.replace(/^.*\n/, "// Lesson 3: another first line\n"))).toBe(same);
  });

  test("takes the spaces within a line as they are", () => {
    expect(signed(shown('a\nb(" ");\n', 'a\nb("");\n'))).toEqual(['-   b(" ");', '+   b("");']);
  });

  test("shows control characters of the learner's file", () => {
    expect(shown("a\nb\x1b[2Jb\u202e\n", "a\nb\n")).toContain("-   b\\x1b[2Jb\\u202e");
  });

  test("shows the solution by itself when the answer is built differently, or when there is none", () => {
    expect(shown(sources.builtDifferently)).toMatch(/^Your answer is built differently, so here is the/);
    expect(shown("\n \r\n")).toMatch(/^Your file is empty, so here is the solution by itself\.\n/);
    expect(signed(shown(sources.builtDifferently))).toEqual([]);
  });

  test("does not call a stub an answer", () => {
    expect(signed(shown(sources.stub)).length).toBeGreaterThan(0);
  });

  test("takes a file of any length", () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `line(${index});`).join("\n");
    expect(shown(long)).toMatch(/^Your answer is built differently/);
  });
});

describe("renderTaskSolutionDiff", () => {
  const task = { number: 2, name: "statusClass" };
  const files = { solution, file: "exercises/03.ts", solutionFile: "solutions/03.ts" };

  test("shows the lines of the task alone", () => {
    const screen = renderTaskSolutionDiff({ ...files, mine: sources.stub }, task, theme);
    const line = sources.stub.split("\n").findIndex((line) => line.includes("Task 2.")) + 1;
    expect(screen).toContain(`\nexercises/03.ts, from line ${line}:\n    /** Task 2.`);
    expect(screen).not.toMatch(/STATUS_LINE|BODYLESS|left out/);
  });

  test("says that the function is the same, or missing", () => {
    const same = renderTaskSolutionDiff({ ...files, mine: solution }, task, theme);
    expect(same).toBe("Your `statusClass` and the solution are the same.");
    const missing = renderTaskSolutionDiff({ ...files, mine: "" }, task, theme);
    expect(missing).toMatch(/^Your file has no `statusClass`, so here is the solution by itself\.\n/);
  });
});

describe("diffRows", () => {
  const rows = (mine: string, theirs: string) =>
    diffRows(mine.split("\n"), theirs.split("\n")).map(({ sign, text }) => sign + text);

  test("takes the brace of the function for the one that both have", () => {
    expect(rows("f {\na\n}\nend", "f {\nif {\nb\n}\n}\nend")).toEqual([
      " f {",
      "-a",
      "+if {",
      "+b",
      "+}",
      " }",
      " end",
    ]);
  });

  test("counts no blank line, however many there are", () => {
    expect(rows("a\nb", "a\n\n\n\nb")).toEqual([" a", " ", " ", " ", " b"]);
    expect(rows("a\n\n\nb", "a\nb")).toEqual([" a", " b"]);
    expect(rows("a\nb", "a\nx\n\ny\nb")).toEqual([" a", "+x", "+", "+y", " b"]);
  });

  test("knows each line's place in both texts", () => {
    fc.assert(
      fc.property(lines, lines, (mine, theirs) => {
        const rows = diffRows(mine, theirs);
        for (const row of rows) {
          if (row.sign !== "+" && row.text !== "") expect(mine[row.mine]?.trim()).toBe(row.text);
          if (row.sign !== "-") expect(theirs[row.theirs]?.trim()).toBe(row.text);
        }
        const sides = (sign: string) => rows.filter((row) => row.sign !== sign && row.text !== "").length;
        expect(sides("+")).toBe(mine.filter(isText).length);
        expect(sides("-")).toBe(theirs.filter(isText).length);
      }),
    );
  });
});

const lines = fc.array(fc.constantFrom("}", "  }", "", "a", "\tb", "c", "} else {"), { maxLength: 30 });
const isText = (line: string) => line.trim() !== "";

describe("stretchesOf", () => {
  const alike = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);
  const lengths = (before: number, after: number) => {
    const rows = diffRows([...alike(before), "x", ...alike(after)], [...alike(before), "y", ...alike(after)]);
    return stretchesOf(rows).map(({ isShown, rows }) => (isShown ? rows.length : -rows.length));
  };

  test("keeps three lines around a change", () => {
    expect(lengths(10, 20)).toEqual([-7, 8, -17]);
  });

  test("leaves out no fewer than four lines", () => {
    expect(lengths(6, 7)).toEqual([11, -4]);
    expect(lengths(0, 0)).toEqual([2]);
  });

  test("loses no row", () => {
    fc.assert(
      fc.property(lines, lines, (mine, theirs) => {
        const rows = diffRows(mine, theirs);
        expect(stretchesOf(rows).flatMap((stretch) => stretch.rows)).toEqual(rows);
      }),
    );
  });
});

describe("isBuiltDifferently", () => {
  const code = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}(${at});`);
  const isDifferent = (mine: string[], theirs: string[]) => isBuiltDifferently(diffRows(mine, theirs));

  test("looks at the share of code in common", () => {
    expect(isDifferent(code("a", 20), code("b", 20))).toBe(true);
    expect(isDifferent([...code("a", 20), ...code("c", 10)], [...code("b", 20), ...code("c", 10)])).toBe(
      false,
    );
  });

  test("does not count comments and braces, which stub and solution share", () => {
    const docstring = ["/**", ...code(" * word", 20), " */", "try {", "}"];
    expect(isDifferent([...docstring, ...code("a", 10)], [...docstring, ...code("b", 10)])).toBe(true);
  });

  test("lets a few lines be compared whatever they share", () => {
    expect(isDifferent(code("a", 5), code("b", 6))).toBe(false);
  });
});

describe("whatever the files, no line is too wide and no control character gets through", () => {
  const themes = fc
    .record({ width: fc.integer({ min: 20, max: 120 }), color: fc.boolean() })
    .map(createTheme);
  const trouble = fc.constantFrom(
    "\x1b[31m",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\0",
    "\u202e",
    "\u0301",
    "漢字",
    "👩‍👩‍👧",
    "}\n",
  );
  const text = fc
    .array(
      fc.oneof(
        trouble,
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.constantFrom(...solution.split("\n")),
      ),
    )
    .map((parts) => parts.join(""));

  test("in random ones", () => {
    fc.assert(
      fc.property(text, text, text, themes, (mine, solution, file, theme) => {
        const files = { mine, solution, file, solutionFile: file };
        expectFits(renderSolutionDiff(files, theme), theme.width);
        expectFits(renderTaskSolutionDiff(files, { number: 2, name: file }, theme), theme.width);
      }),
      { numRuns: 300 },
    );
  });

  test.each([20, 40, 80, 120])("in these, at %i columns", (width) => {
    for (const mine of Object.values(sources)) expectFits(shown(mine, solution, width), width);
  });

  function expectFits(screen: string, width: number): void {
    for (const line of screen.replaceAll(/\x1b\[[\d;]*m/g, "").split("\n")) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(stringWidth(line), JSON.stringify(line)).toBeLessThanOrEqual(width);
    }
  }
});
