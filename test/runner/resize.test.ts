// A terminal that gets another width in the middle of a session.

import { afterEach, expect, test } from "vitest";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { fixture, root } from "../support/grade-file.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

/** So many that no page stops for Enter. */
const ROWS = 200;

/** The terminal of these tests is that of VS Code, which does not break the row that the cursor is in. */
const XTERM_JS = { TERM_PROGRAM: "vscode" };

let course: CourseCopy;
let terminal: PseudoTerminal;

afterEach(async () => {
  terminal.kill();
  await terminal.exitCode();
  course.remove();
});

function start(words: readonly string[], columns: number, from = fixture("tiny-course")): void {
  course = copyCourse(from);
  terminal = new PseudoTerminal(course.folder, ["lesson", ...words], { columns, rows: ROWS, env: XTERM_JS });
}

/** The screen without what the terminal broke. */
const count = (pattern: RegExp) => terminal.text().match(pattern)?.length ?? 0;

/** How often a menu was written: what the screen shows after a new width may be what the terminal made of the old one. */
const timesDrawn = () => terminal.raw().split("What next?").length;

test("the menu is there once, with the cursor where it was, after every change of the width", async () => {
  start(["1"], 80);
  await terminal.waitFor(/❯ Read on: The parts[\s\S]+select$/);
  terminal.type(KEYS.down + KEYS.down + KEYS.down);
  await terminal.waitFor(/❯ Open my file in the editor/);
  expect(terminal.text()).toContain("console.log");
  for (const columns of [20, 60, 15, 100]) {
    const before = timesDrawn();
    terminal.resize(columns, ROWS);
    // The help stands in the last row, which is broken like any other: that it begins says that all before it is drawn.
    await terminal.waitFor(
      () =>
        timesDrawn() > before &&
        count(/What next\?/g) === 1 &&
        /Ada"\);\n\n\? What next\?[\s\S]+❯ Open my[\s\S]+\s+↑↓/.test(terminal.text()),
    );
  }
  expect(terminal.text()).toMatch(
    /console\.log\("Hello, Ada"\);\n\n\? What next\?\n {2}Read on: The parts\n/,
  );
  terminal.type(KEYS.up + KEYS.up + KEYS.enter);
  await terminal.waitFor(/✔ What next\? Check my answers[\s\S]+not written yet[\s\S]+\? What next\?/);
});

test("an edge that is dragged takes nothing away of the text above", async () => {
  start(["1"], 80);
  await terminal.waitFor(/❯ Read on: The parts[\s\S]+select$/);
  const before = timesDrawn();
  for (const columns of [70, 45, 20, 12, 15, 30, 60, 90, 25, 100]) terminal.resize(columns, ROWS);
  await terminal.waitFor(() => timesDrawn() > before && /Leave\n\n↑↓ .*select$/.test(terminal.text()));
  expect(terminal.text()).toMatch(/console\.log\("Hello, Ada"\);\n\n\? What next\?\n❯ Read on: The parts\n/);
});

test("the choices of a quiz are wrapped anew, and what is read later has the new width", async () => {
  start(["3"], 80, root);
  await terminal.waitFor(/❯ Read on/);
  terminal.type(KEYS.enter);
  await terminal.waitFor(/## Task 1[\s\S]+❯ Check my answers[\s\S]+select$/);
  terminal.type(KEYS.up + KEYS.enter);
  await terminal.waitFor(/\? Your answer\?[\s\S]+❯ I do not know[\s\S]+select$/);
  terminal.type(KEYS.up);
  await terminal.waitFor(/❯ \d\./);
  const [, number] = /❯ (\d)\./.exec(terminal.text())!;
  terminal.resize(40, ROWS);
  await terminal.waitFor(
    () =>
      count(/Your answer\?/g) === 1 &&
      new RegExp(`❯ ${number}\\.[\\s\\S]+I do not know`).test(terminal.text()),
  );
  terminal.type(KEYS.enter);
  await terminal.waitFor(/✔ Your answer\? \d[\s\S]+Right[\s\S]+\? What next\?/);
  const [, verdict = ""] = terminal.text().split(`✔ Your answer? ${number}`);
  expect(verdict).toContain("Right");
  for (const row of verdict.split("\n")) expect(row.length).toBeLessThanOrEqual(40);
});

test("a stop for Enter leaves no trace, also where its row was broken", async () => {
  course = copyCourse();
  terminal = new PseudoTerminal(course.folder, ["lesson", "3"], { columns: 40, rows: 20, env: XTERM_JS });
  await terminal.waitFor(/\? Enter to read on$/);
  terminal.resize(10, 20);
  await terminal.waitFor(/\? Enter to\s+read on$/);
  terminal.resize(80, 20);
  await terminal.waitFor(/\? Enter to read on$/);
  expect(count(/Enter/g)).toBe(1);
});
