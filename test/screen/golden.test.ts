/**
 * Whole screens, as a reader sees them, in `golden/`: open one in a terminal with `cat`. After a wanted change, run vitest
 * with `--update` and read what changed.
 */
import { describe, expect, test } from "vitest";
import {
  createTheme,
  parseTokens,
  renderError,
  renderGrade,
  renderHint,
  renderLesson,
  renderLessonList,
  renderTask,
  type Theme,
} from "../../src/screen/index.ts";
import { codeBlocks, makeTokenFile } from "../../src/screen/prepare/index.ts";
import { grades, lesson } from "./fixtures.ts";

const VIEWS = [
  { name: "40 columns", theme: createTheme({ width: 40, color: false }) },
  { name: "80 columns", theme: createTheme({ width: 80, color: false }) },
  { name: "120 columns", theme: createTheme({ width: 120, color: false }) },
  { name: "80 columns, colour", theme: createTheme({ width: 80, color: true }) },
  { name: "80 columns, colour, links", theme: createTheme({ width: 80, color: true, links: true }) },
];

async function expectGolden(
  name: string,
  render: (theme: Theme) => string,
  views = VIEWS.slice(0, 4),
): Promise<void> {
  const screens = views.map((view) => `===== ${view.name}\n${render(view.theme)}\n`);
  await expect(screens.join("\n")).toMatchFileSnapshot(`golden/${name}.txt`);
}

describe("a grade", () => {
  test.each(Object.keys(grades) as (keyof typeof grades)[])("%s", async (name) => {
    await expectGolden(`grade-${name}`, (theme) => renderGrade(grades[name], lesson, theme));
  });
});

describe("a lesson", async () => {
  const markdown = lesson.sections.map((section) => section.markdown).join("\n");
  const tokens = parseTokens(await makeTokenFile(codeBlocks(markdown)));

  test("whole", async () => {
    await expectGolden("lesson", (theme) => renderLesson(lesson, theme, tokens), VIEWS);
  });

  test("one task and its hints", async () => {
    await expectGolden("task", (theme) => {
      const [task = lesson.tasks[0]!] = lesson.tasks;
      return [
        renderTask(task, lesson, theme),
        ...[1, 2, 3].map((hint) => renderHint(task, hint, theme)),
      ].join("\n\n");
    });
  });
});

test("a list of lessons", async () => {
  const titles = ["The wire", "Requests", "Responses", "A title that is rather long for its place in a list"];
  const entries = titles.map((title, index) => ({
    lesson: { ...lesson, number: index + 8, title },
    passed: index < 2,
    current: index === 1 || index === 2,
  }));
  await expectGolden("lesson-list", (theme) => renderLessonList(entries, theme));
});

test("an error", async () => {
  await expectGolden("error", (theme) =>
    renderError(
      "There is no lesson 99; the course has 14.",
      "Type `npm run lesson list` to see them.",
      theme,
    ),
  );
});
