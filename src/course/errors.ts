/** A lesson's Markdown does not have the shape that the course reads. */
export class MalformedLesson extends Error {
  override readonly name = "MalformedLesson";
  /** Path from the course's root: `lessons/03-responses.md`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;

  /** @param problem What is wrong and what to write instead, in one sentence */
  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
    this.file = file;
    this.line = line;
  }
}

/** No lesson answers to a word. The message is one sentence that can be shown as it is. */
export class LessonNotFound extends Error {
  override readonly name = "LessonNotFound";
  readonly word: string;

  constructor(word: string, slugs: readonly string[]) {
    super(`There is no lesson ${JSON.stringify(word)}: ${whatExists(slugs)}.`);
    this.word = word;
  }
}

/** The folder with the lessons cannot be read as a course. */
export class MalformedCourse extends Error {
  override readonly name = "MalformedCourse";
}

function whatExists(slugs: readonly string[]): string {
  if (slugs.length === 0) return "the course has no lessons yet";
  return `the course has ${new Intl.ListFormat("en-GB").format(slugs)}`;
}
