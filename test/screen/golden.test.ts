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
  renderGradebook,
  renderHint,
  renderLesson,
  renderLessonList,
  renderLessonStatus,
  renderTask,
  renderTrial,
  type Theme,
} from "../../src/screen/index.ts";
import { codeBlocks, makeTokenFile } from "../../src/screen/prepare/index.ts";
import { check, grade, gradebook, grades, lesson, notWritten } from "./fixtures.ts";

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
    current: index === 2,
    tasksPassed: [3, 3, 1, 0][index]!,
    ...(index < 3 && { points: { earned: [20, 19, 7][index]!, most: 20 } }),
  }));
  await expectGolden("lesson-list", (theme) => renderLessonList(entries, theme));
});

test("where a learner stands in a lesson", async () => {
  const statuses = lesson.tasks.map((task, index) => ({
    task,
    passed: index === 0,
    gaveUp: index === 1,
    ...(index < 2 && { points: { earned: 5 - index, most: 5 } }),
  }));
  await expectGolden("lesson-status", (theme) => renderLessonStatus(lesson, statuses, theme));
});

describe("a call that was tried", () => {
  const task = lesson.tasks[0]!;
  const call = 'parseStatusLine("HTTP/1.1 404 Not Found")';
  const { failure } = grades["on-the-wire"].checks.find((check) => check.failure?.exchange)!;
  const exchange = failure!.exchange!;

  test("returned", async () => {
    const trial = {
      call,
      returned: '{ statusCode: 404, reasonPhrase: "Not\\r" }',
      output: "here\n",
      exchange,
    };
    await expectGolden("trial-returned", (theme) => renderTrial(trial, lesson, task, theme));
  });

  test("threw, as a call of the learner's own", async () => {
    const threw = grades.threw.checks.find((check) => check.failure?.reason === "threw")!.failure!;
    const trial = { call, failure: threw, output: "", exchange: [] };
    await expectGolden("trial-threw", (theme) => renderTrial(trial, lesson, undefined, theme));
  });
});

test("the first pass of the course, and where to read on", async () => {
  const [first, second] = lesson.tasks;
  const passed = grade(
    check(first!.number, "reads it"),
    notWritten(second!.number, "calls 404 a client error"),
  );
  await expectGolden("grade-first", (theme) =>
    renderGrade(passed, lesson, theme, { firstOf: 23, nextPage: "In code" }),
  );
  // What fails comes before what is to be read.
  const failing = renderGrade(grades["wrong-answer"], lesson, VIEWS[1]!.theme, { nextPage: "In code" });
  expect(failing).not.toContain("read on");
});

test("help for who is stuck", async () => {
  const stuck = { task: 1, runs: 3 };
  await expectGolden("grade-stuck", (theme) =>
    renderGrade(grades["wrong-answer"], lesson, theme, { stuck, hintsShown: 1 }),
  );
  const most = lesson.tasks[0]!.hints.length;
  expect(renderGrade(grades["wrong-answer"], lesson, VIEWS[1]!.theme, { stuck, hintsShown: most })).toMatch(
    /You have seen its hints\.[\s\S]+`npm run lesson 3 solution 1 give-up`/,
  );
});

test("no solution is offered where this copy has none", () => {
  const [theme, hasNoSolution] = [VIEWS[1]!.theme, true];
  const standing = { stuck: { task: 1, runs: 3 }, hintsShown: lesson.tasks[0]!.hints.length, hasNoSolution };
  const stuck = renderGrade(grades["wrong-answer"], lesson, theme, standing);
  expect(stuck).toMatch(/You have seen its hints\. Show this to your\s+teacher, who may have a solution\./);
  expect(stuck).not.toContain("give-up");
  const done = renderGrade(grades.passed, lesson, theme, { hasNoSolution });
  expect(done).toContain("npm run lesson next");
  expect(done).not.toContain("solution");
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

test("the marks of a class", async () => {
  await expectGolden("gradebook", (theme) => renderGradebook(gradebook, theme));
});
