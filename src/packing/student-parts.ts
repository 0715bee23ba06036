// What a student pack has, file by file: a list of what goes in, so that what nobody thought of stays out.

/** Files of one folder of the course. */
export interface Part {
  /** From the root of the course; `""` is the root itself. */
  readonly folder: string;
  /** Which files of it, by their paths from that folder. */
  readonly files: RegExp;
  /** The folders in it belong to it. */
  readonly isDeep?: true;
}

const OF_A_LESSON = String.raw`\d\d-[a-z0-9-]+`;

export const STUDENT_PARTS: readonly Part[] = [
  // The texts, without the template of a lesson, which has a solution; and their colours and drawings.
  { folder: "lessons", files: new RegExp(String.raw`^(?:${OF_A_LESSON}\.md|words\.md|LICENSE)$`) },
  { folder: "lessons/.tokens", files: new RegExp(String.raw`^${OF_A_LESSON}\.json$`) },
  // The stubs, and no file that a learner writes in: those are made on first use, from the stubs. So nothing that the
  // teacher wrote goes in, and who unpacks a newer pack over an older one keeps what they wrote.
  { folder: "exercises", files: /^(?:README\.md|tsconfig\.json)$/ },
  { folder: "exercises/.original", files: new RegExp(String.raw`^${OF_A_LESSON}\.ts$`) },
  // What checks the answers. What the project tests itself with, the wrong answers above all, stays out.
  { folder: "test/graders", files: new RegExp(String.raw`^${OF_A_LESSON}\.test\.ts$`) },
  // All of the source: it is bundled as a whole, and the client and the practice service are there to be read.
  { folder: "src", files: /\.ts$|^(?:client|practice)\/[A-Z]+\.md$/, isDeep: true },
  // What starts it, without the benchmarks and what checks the course.
  { folder: "bin", files: /^(?:http-by-hand|launch|check-node|check-packages)\.cjs$|^build\.mjs$/ },
  // What `npm run grade`, and the page about the practice service, refer to.
  { folder: "docs", files: /^(?:grading\.md|faults\.md|[a-z]+\.schema\.json)$/ },
  // `debug` in VS Code.
  { folder: ".vscode", files: /^launch\.json$/ },
  // What an editor, git and vitest by itself look for.
  {
    folder: "",
    files:
      /^(?:\.editorconfig|\.gitattributes|\.gitignore|tsconfig\.json|vitest\.config\.ts|LICENSE|SECURITY\.md)$/,
  },
];

/** The scripts of package.json that work without what a pack leaves out. */
export const STUDENT_SCRIPTS: readonly string[] = ["lesson", "grade", "practice", "wire", "doctor"];

/** Packages that only authors' and teachers' commands load: the highlighter, and what writes gradebooks and this ZIP file. */
export const LEFT_OUT_PACKAGES: readonly string[] = ["shiki", "csv-stringify", "yazl"];
