import { readFile } from "node:fs/promises";
import { loadLesson } from "../../course/index.ts";
import { prepareLesson } from "../prepare-lesson.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";

/** What was prepared for the screen is what the lesson says now. */
export const tokens: CourseCheck = {
  name: "tokens",
  demands: "Each lesson was highlighted as it is now, and each diagram can be drawn in a terminal",
  async find({ root, slugs }) {
    const problems = await Promise.all(slugs.map((slug) => problemsOf(root, slug)));
    return problems.flat();
  },
};

async function problemsOf(root: string, slug: string): Promise<CourseProblem[]> {
  const lesson = await loadLesson(root, slug);
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
