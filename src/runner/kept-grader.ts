import type { Lesson } from "../course/index.ts";
import type { Grade, Grader } from "../grading/index.ts";

/** One lesson's grader for a whole session: the first check opens it, the others find it warm. */
export class KeptGrader {
  readonly #folders: { readonly root: string; readonly built: string };
  #grader: Promise<Grader> | undefined;

  constructor({ root, built }: { readonly root: string; readonly built: string }) {
    this.#folders = { root, built };
  }

  async grade(lesson: Lesson, seed: number): Promise<Grade> {
    this.#grader ??= this.#open(lesson);
    return (await this.#grader).grade({ file: lesson.files.exercise }, { seed });
  }

  async close(): Promise<void> {
    await (await this.#grader)?.close();
  }

  async #open(lesson: Lesson): Promise<Grader> {
    const { openGrader } = await import("../grading/index.ts");
    return openGrader(lesson, this.#folders);
  }
}
