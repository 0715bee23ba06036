/** Traces of one machine, which have no place in a course for all of them. */
import { homedir } from "node:os";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { type SourceFile, sourceFiles } from "./source-files.ts";

const TEXT = /\.(?:md|ts|mjs|cjs|json|jsonl|txt|ya?ml)$|(?:^|\/)(?:LICENSE|\.[a-z]+)$/;

const BYTE_ORDER_MARK = "\ufeff";

/** In an example somebody has to be at home somewhere. */
const HOME = /(?:\/(?:home|Users)|[A-Z]:(?:\\|\\\\|\/)Users)[\\/]+(?!ada\b|someone\b)[\w.-]+[\\/]/;

interface Trace {
  readonly isIn: (line: string, file: string) => boolean;
  readonly problem: string;
  readonly advice: string;
}

/** @param root Folder of this course */
function tracesOf(root: string): readonly Trace[] {
  const folders = [root, homedir()]
    .filter((folder) => folder.length > 1)
    .map((folder) => folder.replaceAll("\\", "/"));
  return [
    {
      isIn: (line) => folders.some((folder) => line.replaceAll("\\\\", "/").includes(`${folder}/`)),
      problem: "A path of this machine stands here.",
      advice: "Write it from the course's root.",
    },
    {
      isIn: (line) => HOME.test(line),
      problem: "A path in somebody's home folder stands here.",
      advice: "Write it from the course's root; in an example the folder is ada's: /home/ada/.",
    },
    {
      isIn: (line, file) => file === "package-lock.json" && /"resolved": "https?:/.test(line),
      problem: "The lockfile names the host of a registry.",
      advice: "Run `npm install` with omit-lockfile-registry-resolved=true in your .npmrc.",
    },
    {
      isIn: (line) => line.startsWith(BYTE_ORDER_MARK),
      problem: "A byte order mark stands here, which nobody sees.",
      advice: "Save the file as UTF-8 without one.",
    },
    {
      isIn: (line) => line.endsWith("\r"),
      problem: "This line ends with CRLF.",
      advice: "Run `git add --renormalize .`, and have your editor read .editorconfig.",
    },
  ];
}

export const traces: CourseCheck = {
  name: "traces",
  demands:
    "No file names a folder of this machine or a registry, no file begins with a byte order mark, every line ends with LF",
  async find({ root }) {
    const files = await sourceFiles(root, TEXT);
    const traces = tracesOf(root);
    return files.flatMap((file) => traces.flatMap((trace) => problemsOf(file, trace)));
  },
};

/** The first place in a file: where one is, the others are of the same kind. */
function problemsOf({ file, text }: SourceFile, { isIn, problem, advice }: Trace): CourseProblem[] {
  const index = text.split("\n").findIndex((line) => isIn(line, file));
  return index === -1 ? [] : [{ file, line: index + 1, problem, advice }];
}
