// What a grader imports as "#grader": vitest, with a submission to ask and a practice service to watch.
//
// A grader reads as if the submission were a local module. In truth each call crosses to the learner's process and
// back, and the practice service, the recording and every expectation stay on this side, out of the submission's reach.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, describe, expect, inject, type TestAPI } from "vitest";
import { CheckFailure } from "./check-failure.ts";
import { type Compiled, compileSubmission } from "./compile.ts";
import { lossFailure } from "./failure-words.ts";
import type { Failure } from "./grade.ts";
import { type Host, hostFixture } from "./host-fixture.ts";
import type { Sandbox } from "./isolation/sandbox.ts";
import { AFTER_THE_ANSWER, type PracticeFixture, startPracticeFixture } from "./practice-fixture.ts";
import { type Random, seededRandom } from "./random.ts";
import { remoteModule } from "./remote.ts";
import type { Remote } from "./remote-types.ts";
import type { Shortcut } from "./shortcuts.ts";
import { awaitEnd, takeStartedAhead } from "./started-ahead.ts";
import { type Aftermath, deadlinesFor, Submission } from "./submission.ts";

export { CheckFailure } from "./check-failure.ts";
export { everyCut, NEVER, octets, pieces, token } from "./given.ts";
export type { Host } from "./host-fixture.ts";
export { ifAnswer, ifReturned, ifThrew } from "./mistake.ts";
export type { PracticeFixture } from "./practice-fixture.ts";
export type { Random } from "./random.ts";
export type { Remote, RemoteObject } from "./remote-types.ts";
export { describe, expect };

declare module "vitest" {
  interface ProvidedContext {
    /** Set by the engine. Absent when a person runs a grader with vitest alone: then the exercise file is graded. */
    readonly grading?: {
      readonly compiled: Compiled;
      readonly seed: number;
      readonly sandbox?: Sandbox | undefined;
      /** How many times as long as usual a call may take. */
      readonly patience?: number | undefined;
    };
  }
  interface TaskMeta {
    /** Where to read when the check fails. */
    see?: string;
    /** The task asks for values, not for promises of them. */
    atOnce?: boolean;
    /** How long each call may take, where that is more than usual. */
    deadlineMs?: number;
    failure?: Failure;
    output?: string;
    exchange?: NonNullable<Failure["exchange"]>;
  }
}

interface Fixtures<Module> {
  submission: Remote<Module>;
  host: Host<Module>;
  practice: PracticeFixture;
  random: Random;
}

interface OwnFixtures {
  $submission: Submission;
  /** Ends the check for the submission's process, once. */
  $end: () => Promise<Aftermath>;
}

const built = dirname(fileURLToPath(import.meta.url));

const checkUsing = (uses: readonly Shortcut[]) =>
  base.extend<Fixtures<object> & OwnFixtures>({
    $submission: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
      async ({}, use) => {
        const submission = new Submission(await compiledSubmission(), built, {
          process: takeStartedAhead(),
          sandbox: inject("grading")?.sandbox,
          deadlinesMs: deadlinesFor(patience()),
          uses,
        });
        await use(submission);
        await awaitEnd(submission.close());
      },
      { scope: "file" },
    ],
    $end: async ({ $submission, task }, use) => {
      let ending: Promise<Aftermath> | undefined;
      const { deadlineMs } = task.meta;
      $submission.deadlineMs = deadlineMs && deadlineMs * patience();
      const end = () => {
        ending ??= $submission.endCheck();
        return ending;
      };
      await use(end);
      const { output, loss, callbackFailure } = await end();
      task.meta.output = output;
      if (callbackFailure) throw callbackFailure.error;
      if (loss) throw new CheckFailure(lossFailure(loss, AFTER_THE_ANSWER, $submission.compiled));
    },
    // biome-ignore lint/correctness/noUnusedFunctionParameters: whoever asks the submission has $end happen
    submission: async ({ $submission, $end, task }, use) => {
      await use(remoteModule($submission, taskOf(task), task.meta.atOnce ?? false) as Remote<object>);
    },
    // biome-ignore lint/correctness/noUnusedFunctionParameters: as above
    host: async ({ $submission, $end, task }, use) => {
      await use(hostFixture($submission, taskOf(task)));
    },
    practice: async ({ $submission, $end, task }, use) => {
      const practice = await startPracticeFixture($submission);
      await use(practice);
      task.meta.exchange = practice.transcripts();
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
 * @param uses Shortcuts that are none in this lesson: `["fetch"]`
 *
 * @example
 * const check = checksOf<typeof import("#submission/03-responses")>();
 */
export function checksOf<Module>({
  uses = [],
}: {
  uses?: readonly Shortcut[];
} = {}): TestAPI<Fixtures<Module>> {
  return checkUsing(uses) as unknown as TestAPI<Fixtures<Module>>;
}

function patience(): number {
  return inject("grading")?.patience ?? 1;
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
