// What a grader imports as "#grader": vitest, with a submission to ask and a practice service to watch.
//
// A grader reads as if the submission were a local module. In truth each call crosses to the learner's process and
// back, and the practice service, the recording and every expectation stay on this side, out of the submission's reach.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, describe, expect, inject, type TestAPI } from "vitest";
import { Answer } from "./answer.ts";
import { CheckFailure } from "./check-failure.ts";
import { type Compiled, compileSubmission } from "./compile.ts";
import { lossFailure } from "./failure-words.ts";
import type { Failure } from "./grade.ts";
import type { ExchangeRequest, ExchangeResult } from "./host/tools.ts";
import { AFTER_THE_ANSWER, type PracticeFixture, startPracticeFixture } from "./practice-fixture.ts";
import { type Random, seededRandom } from "./random.ts";
import { showCall } from "./show.ts";
import { awaitEnd, takeStartedAhead } from "./started-ahead.ts";
import { type Aftermath, Submission } from "./submission.ts";

export { CheckFailure } from "./check-failure.ts";
export { ifAnswer, ifReturned, ifThrew } from "./mistake.ts";
export type { PracticeFixture } from "./practice-fixture.ts";
export type { Random } from "./random.ts";
export { describe, expect };

declare module "vitest" {
  interface ProvidedContext {
    /** Set by the engine. Absent when a person runs a grader with vitest alone: then the exercise file is graded. */
    readonly grading?: { readonly compiled: Compiled; readonly seed: number };
  }
  interface TaskMeta {
    /** Where to read when the check fails. */
    see?: string;
    /** The task asks for values, not for promises of them. */
    atOnce?: boolean;
    failure?: Failure;
    output?: string;
    exchange?: NonNullable<Failure["exchange"]>;
  }
}

/** A module's functions, called across the process boundary. */
export type Remote<Module> = {
  readonly [Name in keyof Module as Module[Name] extends (...args: never[]) => unknown
    ? Name
    : never]: Module[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Answer<Awaited<Result>>
    : never;
};

/** What stands next to the learner's code, in its process. */
export interface Host {
  /** A GET through the built-in client, in which the named parts of the codec are the learner's. */
  exchange(request: ExchangeRequest): Answer<ExchangeResult>;
}

interface Fixtures<Module> {
  submission: Remote<Module>;
  host: Host;
  practice: PracticeFixture;
  random: Random;
}

interface OwnFixtures {
  $submission: Submission;
  /** Ends the check for the submission's process, once. */
  $end: () => Promise<Aftermath>;
}

const built = dirname(fileURLToPath(import.meta.url));

const check = base.extend<Fixtures<Record<string, never>> & OwnFixtures>({
  $submission: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const submission = new Submission(await compiledSubmission(), built, takeStartedAhead());
      await use(submission);
      await awaitEnd(submission.close());
    },
    { scope: "file" },
  ],
  $end: async ({ $submission, task }, use) => {
    let ending: Promise<Aftermath> | undefined;
    const end = () => {
      ending ??= $submission.endCheck();
      return ending;
    };
    await use(end);
    const { output, loss } = await end();
    task.meta.output = output;
    if (loss) throw new CheckFailure(lossFailure(loss, AFTER_THE_ANSWER, $submission.compiled));
  },
  // biome-ignore lint/correctness/noUnusedFunctionParameters: whoever asks the submission has $end happen
  submission: async ({ $submission, $end, task }, use) => {
    await use(remote($submission, taskOf(task), task.meta.atOnce));
  },
  // biome-ignore lint/correctness/noUnusedFunctionParameters: as above
  host: async ({ $submission, $end, task }, use) => {
    const exchange = (request: ExchangeRequest) => {
      const text = `your ${request.codec.join(", ")} inside the client: GET ${request.path}`;
      const outcome = $submission.tool(taskOf(task), "exchange", [request], request.codec);
      return new Answer<ExchangeResult>({ text, compiled: $submission.compiled }, outcome);
    };
    await use({ exchange });
  },
  practice: async ({ $submission, $end, task }, use) => {
    const practice = await startPracticeFixture($submission);
    await use(practice);
    task.meta.exchange = practice.connections.map(({ transcript }) => transcript);
    // First the submission: the end of a service that it still talks to would be an error there.
    await $end();
    await practice.close();
  },
  random: async ({ task }, use) => {
    await use(seededRandom(inject("grading")?.seed ?? 1, task.name));
  },
});

/**
 * The `check` of one lesson, typed by the lesson's stub.
 *
 * @example
 * const check = checksOf<typeof import("#submission/03-responses")>();
 */
export function checksOf<Module>(): TestAPI<Fixtures<Module>> {
  return check as unknown as TestAPI<Fixtures<Module>>;
}

function remote(submission: Submission, task: string, atOnce = false): Remote<Record<string, never>> {
  const call =
    (name: string) =>
    (...args: unknown[]) =>
      new Answer(
        { text: showCall(name, args), compiled: submission.compiled },
        submission.call(task, name, args, atOnce),
      );
  // "then" is no export: with one, the proxy itself would be taken for a promise.
  return new Proxy(
    {},
    { get: (_, name) => (typeof name === "string" && name !== "then" ? call(name) : undefined) },
  );
}

/** The describe block that a check stands in names its task. */
function taskOf(task: { readonly suite?: { readonly name: string } }): string {
  return task.suite?.name ?? "";
}

async function compiledSubmission(): Promise<Compiled> {
  const provided = inject("grading")?.compiled;
  if (provided !== undefined) return provided;
  const grader = expect.getState().testPath!;
  const root = join(dirname(grader), "../..");
  const exercise = join(
    root,
    "exercises",
    grader
      .split(/[\\/]/)
      .at(-1)!
      .replace(/\.test\.ts$/, ".ts"),
  );
  return compileSubmission(exercise, { root, built });
}
