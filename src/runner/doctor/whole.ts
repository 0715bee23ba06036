// The two checks that try everything together: an exchange over https, and a grade.

import { hasSolution, type Lesson, listLessons, loadLesson } from "../../course/index.ts";
import { type ObservedExchange, observeExchange } from "../../exchange/index.ts";
import { startPractice } from "../../practice/index.ts";
import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

const TIMEOUT_MS = 10_000;
const REPORT = "That should not be: say so, with all of this, where you have the course from.";

/** One exchange with a practice service over TLS: certificates are made, sent, and verified. */
export async function checkHttps(): Promise<Finding> {
  const practice = await startPractice({ tls: true });
  try {
    const { good, ca } = practice.tls;
    const origin = { scheme: "https", host: practice.host, port: good.port } as const;
    const request = {
      origin,
      ca,
      method: "GET",
      target: "/get",
      fields: [],
      isChunked: false,
      version: 11,
      timeoutMs: TIMEOUT_MS,
    } as const;
    return httpsFinding(await observeExchange(request, new AbortController().signal));
  } finally {
    await practice.close();
  }
}

function httpsFinding({ outcome }: ObservedExchange): Finding {
  if (outcome.kind === "complete")
    return {
      state: "fine",
      found: "a practice service with a CA of its own was asked over TLS, and answered.",
    };
  const why = outcome.kind === "failed" ? `${outcome.error.name}, ${outcome.error.message}` : outcome.kind;
  return {
    state: "wrong",
    found: `a practice service could not be asked over TLS: ${why}.`,
    next: "If this machine has a program that looks into https, except 127.0.0.1 from it.",
  };
}

/**
 * Grades the first task of a solution, with a process of its own as for a learner; of the stub, each check of which says
 * that nothing is written, where this copy came without solutions. Nothing of it is remembered.
 */
export async function checkGrade({ root, built }: Surroundings): Promise<Finding> {
  const [first] = await listLessons(root);
  if (first === undefined)
    return { state: "wrong", found: "there are no lessons.", next: "Get the course anew." };
  const lesson = await loadLesson(root, first.slug);
  const { file, state, words } = answerToTry(lesson);
  const { gradeLesson } = await import("../../grading/index.ts");
  const { checks, couldNotGrade, durationMs } = await gradeLesson(
    lesson,
    { file },
    { root, built, seed: 1, task: 1 },
  );
  if (couldNotGrade !== undefined)
    return {
      state: "wrong",
      found: `it does not work: ${couldNotGrade}`,
      next: "Mend what is WRONG above, if anything is; or type `npm ci`.",
    };
  const asExpected = checks.filter((check) => check.state === state).length;
  const found = `${asExpected} of ${checks.length} checks of ${words}; it took ${(durationMs / 1000).toFixed(1)} s.`;
  return asExpected === checks.length ? { state: "fine", found } : { state: "wrong", found, next: REPORT };
}

/** A file of which it is known what each check of task 1 must come to. */
function answerToTry(lesson: Lesson) {
  const { number, files } = lesson;
  return hasSolution(lesson)
    ? ({
        file: files.solution,
        state: "passed",
        words: `the solution of lesson ${number}, task 1, pass`,
      } as const)
    : ({
        file: files.original,
        state: "not-written",
        words: `the stub of lesson ${number}, task 1, say that it is not written yet`,
      } as const);
}
