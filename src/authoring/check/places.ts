/** Where the files of a lesson are, and what a person does about one that is not there. */

export interface Place {
  /** From the course's root. */
  readonly folder: string;
  /** What stands behind the slug in the name of a file: `.test.ts`. */
  readonly ending: string;
  /** What the file is, for a sentence that begins "There is no". */
  readonly what: string;
  /** What to do when it is missing. */
  advice(slug: string): string;
  /** Files of the folder that belong to no lesson, and are known all the same. */
  readonly others?: readonly string[];
}

/** One file of each for every lesson. */
export const PLACES: readonly Place[] = [
  {
    folder: "lessons",
    ending: ".md",
    what: "text",
    advice: (slug) => `Write lessons/${slug}.md, or remove the other files of this name.`,
    others: ["LICENSE", "words.md"],
  },
  {
    folder: "lessons/.tokens",
    ending: ".json",
    what: "highlighting",
    advice: () => "Run `npm run tokens`, which writes it.",
  },
  {
    folder: "exercises/.original",
    ending: ".ts",
    what: "untouched stub",
    advice: (slug) => `Write the stub here and copy it to exercises/${slug}.ts.`,
  },
  {
    folder: "exercises",
    ending: ".ts",
    what: "stub for the learner",
    advice: (slug) => `Copy exercises/.original/${slug}.ts to it.`,
    others: ["README.md", "tsconfig.json"],
  },
  {
    folder: "solutions",
    ending: ".ts",
    what: "solution",
    advice: () => "Copy the stub and write what its tasks ask for.",
  },
  {
    folder: "test/graders",
    ending: ".test.ts",
    what: "grader",
    advice: () => 'Write one `describe("Task N: name")` for each task, with checks in it.',
  },
  {
    folder: "test/course/other-answers",
    ending: ".ts",
    what: "other right answer",
    advice: () => "Write a second right answer, built differently from the solution.",
  },
];

export const WRONG_ANSWERS = "test/course/wrong-answers";

/** The wrong answer that every task has: it gives what the worked example gives, whatever it is asked. */
export const WORKED_EXAMPLE = "returns-the-worked-example.ts";

/** Path of a lesson's file, from the course's root. */
export function placedFile({ folder, ending }: Place, slug: string): string {
  return `${folder}/${slug}${ending}`;
}
