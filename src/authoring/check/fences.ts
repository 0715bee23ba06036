import { MalformedLesson } from "../../course/index.ts";
import { fencesOf, linesOf, type Refuse } from "../../course/markdown.ts";
import { runSnippet } from "../run-snippet.ts";
import { findSnippets } from "../snippets.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { messageProblem, PART_OR_BROKEN } from "./http-message.ts";
import { readableLessons } from "./read-lesson.ts";
import { lessonFiles, type SourceFile } from "./source-files.ts";

/** Every program of a lesson runs, and what stands below it is what it prints. */
export const fences: CourseCheck = {
  name: "fences",
  demands: "Each program in a lesson runs and prints what stands below it, and each HTTP message is one",
  async find(course) {
    const { root, built } = course;
    const slugs = (await readableLessons(course)).map(({ slug }) => slug);
    const problems: CourseProblem[] = [];
    // One after the other: their practice services share the ports that a lesson can show.
    for (const lesson of await lessonFiles(root, slugs)) problems.push(...(await problemsOf(lesson, built)));
    return problems;
  },
};

/** A fence that cannot be read is a problem of its own, and hides the others. */
async function problemsOf(lesson: SourceFile, built: string): Promise<CourseProblem[]> {
  try {
    return [...(await programProblems(lesson, built)), ...messageProblems(lesson)];
  } catch (error) {
    if (!(error instanceof MalformedLesson)) throw error;
    const { file, line, message } = error;
    const problem = message.slice(`${file}:${line}: `.length);
    return [{ file, line, problem, advice: "Mend this fence, then run `npm run snippets`." }];
  }
}

async function programProblems({ file, text }: SourceFile, built: string): Promise<CourseProblem[]> {
  const problems: CourseProblem[] = [];
  for (const snippet of findSnippets(text, file)) {
    const result = await runSnippet(snippet, { lesson: file, built });
    const { line, output } = snippet;
    if (result.kind === "failed") {
      problems.push({ file, line, problem: result.problem, advice: result.advice });
    } else if (result.kind === "printed" && result.text !== (output?.text ?? "")) {
      const problem = "What the lesson shows is not what came out when this was run.";
      problems.push({ file, line, problem, advice: "Run `npm run snippets`, and read what it wrote." });
    }
    // What this machine cannot run (it has no python3) is nobody's mistake.
  }
  return problems;
}

/** Messages that the author wrote, and no program printed. */
function messageProblems({ file, text }: SourceFile): CourseProblem[] {
  const refuse: Refuse = (line, problem) => {
    throw new MalformedLesson(file, line, problem);
  };
  return fencesOf(linesOf(text, refuse)).flatMap(({ info, start, body }) => {
    if (info !== "http") return [];
    const problem = messageProblem(body.map((line) => line.text));
    if (problem === undefined) return [];
    return [
      {
        file,
        line: start.number,
        problem,
        advice: `Mend the message, or name its fence \`${PART_OR_BROKEN}\`.`,
      },
    ];
  });
}
