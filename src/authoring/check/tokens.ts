import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Lesson } from "../../course/index.ts";
import { prepareLesson } from "../prepare-lesson.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { readableLessons } from "./read-lesson.ts";

/** What was prepared for the screen is what the lesson says now. */
export const tokens: CourseCheck = {
  name: "tokens",
  demands: "Each lesson was highlighted as it is now, and each diagram can be drawn in a terminal",
  async find(course) {
    // One that is not there is told of by another check.
    const lessons = (await readableLessons(course)).filter(({ files }) => existsSync(files.solution));
    const problems = await Promise.all(lessons.map(problemsOf));
    return problems.flat();
  },
};

async function problemsOf(lesson: Lesson): Promise<CourseProblem[]> {
  const { slug } = lesson;
  const { text, undrawn } = await prepareLesson(lesson);
  const written = await readFile(lesson.files.tokens, "utf8").catch(() => undefined);
  const isStale = written !== text;
  return [
    ...undrawn.map(({ line, why }) => ({
      file: `lessons/${slug}.md`,
      line,
      problem: `This diagram cannot be drawn: ${why}.`,
      advice: "Write it as a sequenceDiagram of short messages.",
    })),
    ...(isStale
      ? [
          {
            file: `lessons/.tokens/${slug}.json`,
            problem: "This is not what the lesson and its solution say now.",
            advice: "Run `npm run tokens`.",
          },
        ]
      : []),
  ];
}
