/** The solution beside what learners write, in `golden/solution-diff-*.txt`. */
import { describe, expect, test } from "vitest";
import {
  createTheme,
  parseTokens,
  renderSolutionDiff,
  renderTaskSolutionDiff,
  type Theme,
} from "../../src/screen/index.ts";
import { makeTokenFile } from "../../src/screen/prepare/index.ts";
import * as sources from "./solution-sources.ts";

const { solution } = sources;
const PATHS = { file: "exercises/03-responses.ts", solutionFile: "solutions/03-responses.ts" };

const THEMES = [40, 80, 120, 80].map((width, index) => createTheme({ width, color: index === 3 }));

async function expectGolden(name: string, render: (theme: Theme) => string): Promise<void> {
  const screens = THEMES.map((theme) => {
    return `===== ${theme.width} columns${theme.color ? ", colour" : ""}\n${render(theme)}\n`;
  });
  await expect(screens.join("\n")).toMatchFileSnapshot(`golden/solution-diff-${name}.txt`);
}

describe("the solution beside", async () => {
  const tokens = parseTokens(await makeTokenFile([{ language: "ts", code: solution }]));

  test.each([
    ["one-line-wrong", sources.oneLineWrong],
    ["other-white-space", sources.otherWhiteSpace],
    ["stub", sources.stub],
    ["built-differently", sources.builtDifferently],
    ["same", solution],
  ])("%s", async (name, mine) => {
    await expectGolden(name, (theme) => renderSolutionDiff({ mine, solution, ...PATHS }, theme, tokens));
  });

  test.each([
    ["task", sources.stub],
    ["task-missing", "export {};\n"],
  ])("%s", async (name, mine) => {
    const task = { number: 3, name: "isBodyless" };
    await expectGolden(name, (theme) =>
      renderTaskSolutionDiff({ mine, solution, ...PATHS }, task, theme, tokens),
    );
  });
});
