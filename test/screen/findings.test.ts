import { expect, test } from "vitest";
import { createTheme, renderDiagnosis, renderFinding } from "../../src/screen/index.ts";

const theme = createTheme({ width: 40, color: false });

test("what is fine takes a line", () => {
  expect(renderFinding({ name: "Node", state: "fine", found: "20.20.2." }, theme)).toBe(
    "ok    Node: 20.20.2.",
  );
});

test("what is wrong has below it what to do, set in", () => {
  const finding = {
    name: "Packages",
    state: "wrong",
    found: "not installed: vitest.",
    next: "Type `npm ci`.",
  } as const;
  expect(renderFinding(finding, theme)).toBe("WRONG Packages: not installed: vitest.\n      Type `npm ci`.");
});

test("control characters in what was found are seen and not obeyed", () => {
  const finding = { name: "Node's options", state: "note", found: "\x1b[2J", next: "\x07" } as const;
  expect(renderFinding(finding, theme)).toBe("note  Node's options: \\x1b[2J\n      \\x07");
});

test("what it comes to: only what is wrong is in the way", () => {
  const wide = createTheme({ width: 120, color: false });
  const [fine, note, wrong] = (["fine", "note", "wrong"] as const).map((state) => ({ state, found: "" }));
  expect(renderDiagnosis([fine!, note!], wide)).toBe("Nothing stands in the way.");
  expect(renderDiagnosis([fine!, wrong!], wide)).toMatch(/^One thing stands in the way/);
  expect(renderDiagnosis([wrong!, wrong!], wide)).toMatch(/^2 things stand in the way/);
});
