// A call of the learner's own choosing, tried and not judged: what came back, what was printed, what crossed the wire.

import type { Lesson } from "../course/lesson.ts";
import { type PracticeOptions, startPractice } from "../practice/index.ts";
import { compileSubmission, type NotCompiled } from "./compile.ts";
import { failureOf, lossFailure, type NoValue } from "./failure-words.ts";
import type { Trial } from "./grade.ts";
import type { EngineOptions, SubmissionFile } from "./open-grader.ts";
import { AFTER_THE_ANSWER } from "./practice-fixture.ts";
import { showValue } from "./show.ts";
import { type Aftermath, type CallOutcome, Submission } from "./submission.ts";

/** The name under which the call is exported beside the submission's own. */
const TRIED = "$tried";

/**
 * Has a submission carry out a call, beside a practice service whose `host` and `port` the call may name, and `tls`: its
 * https ports, with the `ca` that a client has to trust.
 *
 * @param call TypeScript, in which the lesson's tasks are known by name: `statusClass(404)`
 * @returns What became of it. Never throws for what a submission does
 */
export async function tryCall(
  lesson: Lesson,
  call: string,
  { file }: SubmissionFile,
  options: Pick<EngineOptions, "root" | "built">,
): Promise<Trial> {
  const compiled = await compileSubmission(file, { ...options, beside: moduleAround(lesson, call) });
  return tryInSubmission(lesson, call, new Submission(compiled, options.built));
}

/** Has a submission that was compiled with the call carry it out, and closes it. */
export async function tryInSubmission(
  lesson: Lesson,
  call: string,
  submission: Submission,
  practiceOptions: PracticeOptions = {},
): Promise<Trial> {
  const practice = await startPractice(practiceOptions);
  try {
    // Certificates take their time: they are made for a call that asks for them.
    const tls = /\btls\b/.test(call) ? await practice.startTls() : undefined;
    const args = [practice.host, practice.port, tls];
    const outcome = await submission.call("", TRIED, args, false, needsOf(lesson, call));
    const aftermath = await submission.endCheck();
    const exchange = practice.connections.map(({ transcript }) => transcript);
    return { call, exchange, output: aftermath.output, ...resultOf(outcome, aftermath, call, submission) };
  } finally {
    await submission.close();
    await practice.close();
  }
}

/**
 * The module that exports the call. A name that the submission does not export is undefined in it, and calling it says
 * so.
 *
 * @param before Statements that come before the call
 */
export function moduleAround({ tasks }: Lesson, call: string, before = ""): string {
  const names = tasks.map(({ name }) => name).join(", ");
  return `export async function ${TRIED}(host: string, port: number, tls: any) {
  const { ${names} } = submission;${before}
  return (
${call.replace(/;\s*$/, "")}
  );
}`;
}

/** The task whose function is called has to be there, and is missed in the words of a check. */
function needsOf({ tasks }: Lesson, call: string): string[] {
  const [, called] = /^\s*(?:await\s+)?(\w+)\s*\(/.exec(call) ?? [];
  return tasks.map(({ name }) => name).filter((name) => name === called);
}

function resultOf(
  outcome: CallOutcome,
  { loss }: Aftermath,
  call: string,
  { compiled }: Submission,
): Pick<Trial, "returned" | "failure"> {
  if (outcome.kind === "not-compiled" && isInCall(outcome.compiled)) {
    const message = `The call cannot be read: a call is one expression of TypeScript, such as \`statusClass(600)\`.`;
    return { failure: { reason: "syntax-error", asked: call, message } };
  }
  if (outcome.kind !== "returned") return { failure: failureOf(withoutTried(outcome), call, compiled) };
  return {
    returned: showValue(outcome.value),
    ...(loss && { failure: lossFailure(loss, AFTER_THE_ANSWER, compiled) }),
  };
}

/** What is in no file has no place in one. */
function isInCall({ reason, place }: NotCompiled): boolean {
  return reason === "syntax-error" && place === undefined;
}

/** The file does not export what stands beside it. */
function withoutTried(outcome: NoValue): NoValue {
  if (outcome.kind !== "missing-export") return outcome;
  const functions = outcome.exports.functions.filter((name) => name !== TRIED);
  return { ...outcome, exports: { ...outcome.exports, functions } };
}
