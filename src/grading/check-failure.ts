import type { Failure } from "./grade.ts";

/** What a check throws: a failure in the learner's words. Its fields cross from vitest's thread as plain data. */
export class CheckFailure extends Error {
  override name = "CheckFailure";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
