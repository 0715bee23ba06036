import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lesson } from "../../course/index.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { findStrays } from "./find-strays.ts";
import { listFiles } from "./list-files.ts";
import { PLACES, placedFile, WORKED_EXAMPLE, WRONG_ANSWERS } from "./places.ts";
import { readableLessons } from "./read-lesson.ts";

export const sets: CourseCheck = {
  name: "sets",
  demands: "Each lesson has its files and its row in README.md, and no file is stray.",
  async find(course) {
    const lessons = await readableLessons(course);
    return [
      ...course.slugs.flatMap((slug) => missingFiles(course, slug)),
      ...lessons.flatMap((lesson) => missingAnswers(course, lesson)),
      ...(await missingRows(course, lessons)),
      ...(await findStrays(course.root, lessons)),
    ];
  },
};

function missingFiles({ root }: CheckedCourse, slug: string): CourseProblem[] {
  return PLACES.filter((place) => !existsSync(join(root, placedFile(place, slug)))).map((place) => ({
    file: placedFile(place, slug),
    problem: `Lesson ${slug} has no ${place.what}.`,
    advice: place.advice(slug),
  }));
}

/** Wrong answers that a lesson lacks: some for every task, and the worked example among them. */
function missingAnswers({ root }: CheckedCourse, { slug, tasks }: Lesson): CourseProblem[] {
  return tasks.flatMap(({ name }): CourseProblem[] => {
    const folder = `${WRONG_ANSWERS}/${slug}/${name}`;
    const files = listFiles(root, folder);
    if (files.length === 0)
      return [
        {
          file: folder,
          problem: `The task ${name} has no wrong answers.`,
          advice: "Write one file for each mistake that people make, named after the mistake.",
        },
      ];
    if (files.includes(WORKED_EXAMPLE)) return [];
    return [
      {
        file: `${folder}/${WORKED_EXAMPLE}`,
        problem: `The task ${name} has no wrong answer that gives the worked example to every call.`,
        advice: "Write it, so that the grader is seen to ask for more than the lesson shows.",
      },
    ];
  });
}

/** The table of lessons is all of README.md that a new lesson changes. */
async function missingRows({ root }: CheckedCourse, lessons: readonly Lesson[]): Promise<CourseProblem[]> {
  const readme = await readFile(join(root, "README.md"), "utf8").catch(() => "");
  return lessons.flatMap((lesson) => rowProblems(lesson, readme));
}

function rowProblems({ slug, number, title }: Lesson, readme: string): CourseProblem[] {
  const rows = [...readme.matchAll(rowsOf(number, `lessons/${slug}.md`))].map(([row]) => row);
  const link = `[${title}](lessons/${slug}.md)`;
  if (rows.length === 0)
    return [
      {
        file: "README.md",
        problem: `The table of lessons has no row for lesson ${number}.`,
        advice: `Add a row: \`| ${number} | ${link}: what it is about |\`.`,
      },
    ];
  if (rows.length > 1)
    return [
      {
        file: "README.md",
        problem: `The table of lessons has ${rows.length} rows for lesson ${number}.`,
        advice: "Take away all but one.",
      },
    ];
  if (rows[0]!.includes(link)) return [];
  const problem = `The table of lessons has another title than "${title}" for lesson ${number}.`;
  return [{ file: "README.md", problem, advice: `Write \`${link}\`, as the lesson is called.` }];
}

function rowsOf(number: number, link: string): RegExp {
  return new RegExp(`^\\| *${number} *\\|.*\\(${link.replaceAll(".", "\\.")}\\).*$`, "gm");
}
