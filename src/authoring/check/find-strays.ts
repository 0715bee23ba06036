import { type Lesson, listLessons, MalformedCourse } from "../../course/index.ts";
import type { CourseProblem } from "./course-problem.ts";
import { courseSlugs } from "./course-slugs.ts";
import { listFiles } from "./list-files.ts";
import { PLACES, type Place, WRONG_ANSWERS } from "./places.ts";

/**
 * Files in the folders of the course that belong to no lesson.
 *
 * @param lessons Those whose wrong answers are looked at, task by task
 */
export async function findStrays(root: string, lessons: readonly Lesson[]): Promise<CourseProblem[]> {
  const slugs = courseSlugs(root);
  return [
    ...(await misnamedLessons(root)),
    ...PLACES.flatMap((place) => straysIn(place, root, slugs)),
    ...PLACES.flatMap((place) => strayFolders(place, root)),
    ...straySets(root, slugs),
    ...lessons.flatMap((lesson) => strayAnswers(root, lesson)),
  ];
}

/** What the course itself would refuse to open. */
async function misnamedLessons(root: string): Promise<CourseProblem[]> {
  try {
    await listLessons(root);
    return [];
  } catch (error) {
    if (!(error instanceof MalformedCourse)) throw error;
    const advice = "Rename it: the course does not start as long as it is there.";
    return [{ file: "lessons", problem: error.message, advice }];
  }
}

function straysIn(place: Place, root: string, slugs: readonly string[]): CourseProblem[] {
  const { folder, ending, others = [] } = place;
  const isKnown = (file: string) =>
    others.includes(file) || (file.endsWith(ending) && slugs.includes(file.slice(0, -ending.length)));
  // A misnamed lesson is told of already.
  const isTold = (file: string) => folder === "lessons" && /^\d.*\.md$/.test(file);
  return listFiles(root, folder)
    .filter((file) => !isKnown(file) && !isTold(file))
    .map((file) => ({ file: `${folder}/${file}`, ...STRAY }));
}

/** What lies in a folder of its own where each lesson has one file. */
function strayFolders({ folder }: Place, root: string): CourseProblem[] {
  return listFiles(root, folder, { deep: true })
    .filter((file) => file.includes("/") && !file.startsWith("."))
    .map((file) => ({ file: `${folder}/${file}`, ...STRAY }));
}

const STRAY = {
  problem: "This file belongs to no lesson.",
  advice: "Remove it, or name it after a lesson: NN-name, as the lesson's text in lessons/ is named.",
};

/** Wrong answers of lessons that there are not. */
function straySets(root: string, slugs: readonly string[]): CourseProblem[] {
  return listFiles(root, WRONG_ANSWERS, { deep: true })
    .filter((file) => !slugs.includes(file.split("/")[0]!))
    .map((file) => ({ file: `${WRONG_ANSWERS}/${file}`, ...STRAY }));
}

function strayAnswers(root: string, { slug, tasks }: Lesson): CourseProblem[] {
  const folder = `${WRONG_ANSWERS}/${slug}`;
  const names = tasks.map(({ name }) => name);
  return listFiles(root, folder, { deep: true })
    .filter((file) => !isWrongAnswer(file) || !names.includes(file.split("/")[0]!))
    .map((file) => ({
      file: `${folder}/${file}`,
      problem: "This is not where a wrong answer of a task stands.",
      advice: `Name it <task>/<mistake>.ts; the tasks are ${names.join(", ")}.`,
    }));
}

/** Whether a path has the form `<task>/<mistake>.ts`. */
function isWrongAnswer(file: string): boolean {
  return /^[^/]+\/[^/]+\.ts$/.test(file);
}
