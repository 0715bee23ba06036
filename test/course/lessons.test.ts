import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { listLessons, loadLesson, quizzesOf } from "../../src/course/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");

describe.each(await listLessons(ROOT))("lesson $slug", ({ slug }) => {
  it("has a goal, two quizzes or more, and at most one stretch task, the last", async () => {
    const lesson = await loadLesson(ROOT, slug);
    expect(lesson.goal).toMatch(/\.$/);
    expect(quizzesOf(lesson).length).toBeGreaterThanOrEqual(2);
    const core = lesson.tasks.filter((task) => task.kind === "core");
    expect(core.length).toBeGreaterThanOrEqual(2);
    expect(core).toEqual(lesson.tasks.slice(0, core.length));
    expect(lesson.tasks.length - core.length).toBeLessThanOrEqual(1);
  });

  it("has three hints for each task", async () => {
    const { tasks } = await loadLesson(ROOT, slug);
    expect(tasks.map((task) => [task.name, task.hints.length])).toEqual(tasks.map((task) => [task.name, 3]));
  });

  it("has lines of at most 80 columns, tables apart", async () => {
    const { introduction, sections, tasks } = await loadLesson(ROOT, slug);
    const texts = [introduction, ...[...sections, ...tasks].map((part) => part.markdown)];
    const lines = [...texts, ...tasks.flatMap((task) => task.hints)].flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => line.length > 80 && !/^\||https?:/.test(line))).toEqual([]);
  });
});
