import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandLine } from "../../src/runner/editor.ts";

test.each(["/a course/exercises/01.ts", "/it's/$HOME/`x`/01.ts"])("a shell hands on %s as it is", (file) => {
  const { line } = commandLine("printf %s", file, "linux");
  expect(spawnSync("sh", ["-c", line], { encoding: "utf8" }).stdout).toBe(file);
});

test("cmd.exe gets the file by a variable, whose value it does not read", () => {
  const file = "C:\\100%TEMP%\\01.ts";
  const { line, variables } = commandLine("code --wait", file, "win32");
  expect(line).toBe('code --wait "%HTTP_BY_HAND_FILE%"');
  expect(variables).toEqual({ HTTP_BY_HAND_FILE: file });
});
