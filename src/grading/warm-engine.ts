// The engine. Vitest runs the grader in a thread of this process; the submission runs in a process of its own, which the
// grader's fixtures own. An engine that stays open is warm: what it costs to load vitest, to start a thread and to start a
// process is paid before the next grade is asked for.

import { createHash } from "node:crypto";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Plugin } from "vite";
import type { TestSpecification, Vitest } from "vitest/node";
import type { Lesson } from "../course/lesson.ts";
import { startTypeCheck, TYPES_AFTER_MS, type TypeCheck } from "./check-types.ts";
import { collectChecks, firstLine, type ReportedRun } from "./collect-checks.ts";
import { type Compiled, compileSubmission } from "./compile.ts";
import { compileOptions } from "./compile-options.ts";
import { CompilerProcess } from "./compiler-process.ts";
import type { Grade } from "./grade.ts";
import type { Sandbox } from "./isolation/sandbox.ts";
import { KeptThread } from "./kept-thread.ts";
import { makeGrade } from "./make-grade.ts";
import type { Engine, EngineOptions, RunOptions, SubmissionFile } from "./open-grader.ts";

export interface WarmOptions extends EngineOptions {
  /** What each learner's process is in. */
  readonly sandbox?: Sandbox | undefined;
}

/** One whose submissions run beside this process; in a sandbox, where there is one. */
export class WarmEngine implements Engine {
  readonly #options: WarmOptions;
  readonly #thread: KeptThread;
  readonly #vitest: Promise<Vitest>;
  readonly #compiler: CompilerProcess;
  /** Where the run that is under way collects. */
  #collected = collectChecks();
  #previous: Promise<unknown> = Promise.resolve();
  /** Of each grader that has run, by its path: when it was changed. */
  readonly #graderTimes = new Map<string, number>();

  constructor(options: WarmOptions) {
    this.#options = options;
    this.#thread = new KeptThread(options.built, options);
    this.#compiler = new CompilerProcess(options.built);
    this.#vitest = this.#start();
    // Told by the grade that needs it.
    this.#vitest.catch(() => {});
  }

  grade(lesson: Lesson, submission: SubmissionFile, run: RunOptions): Promise<Grade> {
    const grade = this.#previous.then(() => this.#grade(lesson, submission, run));
    this.#previous = grade.catch(() => {});
    return grade;
  }

  async close(): Promise<void> {
    const vitest = await this.#vitest.catch(() => undefined);
    await vitest?.cancelCurrentRun("keyboard-input");
    await this.#previous;
    await vitest?.close();
    await Promise.all([this.#thread.close(), this.#compiler.close()]);
  }

  async #grade(
    lesson: Lesson,
    submission: SubmissionFile,
    { seed, onVerdict, withoutTypes, signal }: RunOptions,
  ): Promise<Grade> {
    signal?.throwIfAborted();
    const startedMs = performance.now();
    const { file, base = this.#options.root } = submission;
    const compiling = this.#compile(submission);
    const checkTypes = () =>
      withoutTypes ? undefined : typesBeside({ file, base }, compiling, this.#options);
    // Where somebody waits for the verdict, the compiler is not to take its time.
    const early = onVerdict === undefined ? checkTypes() : undefined;
    const run = await this.#run(lesson, compiling, seed, signal);
    signal?.throwIfAborted();
    const grade = makeGrade(lesson, this.#options, { file, base, seed, run, startedMs });
    onVerdict?.(grade);
    const types = await (await (early ?? checkTypes()))?.within(TYPES_AFTER_MS, signal);
    signal?.throwIfAborted();
    return { ...grade, ...types, durationMs: Math.round(performance.now() - startedMs) };
  }

  /** The course's own files where it is quickest; others where nothing is lost that the compiler takes along. */
  #compile(submission: SubmissionFile): Promise<Compiled> {
    const { file, base } = submission;
    const options = compileOptions(submission, this.#options, this.#options.sandbox !== undefined);
    return base === undefined ? compileSubmission(file, options) : this.#compiler.compile({ file, options });
  }

  async #run(
    lesson: Lesson,
    compiling: Promise<Compiled>,
    seed: number,
    signal: AbortSignal | undefined,
  ): Promise<ReportedRun> {
    this.#collected = collectChecks();
    const { run } = this.#collected;
    if (/[#?%\\]/.test(this.#options.root.replaceAll(sep, "/"))) return { ...run, errors: [UNREADABLE_PATH] };
    try {
      const [vitest, compiled] = await Promise.all([this.#vitest, compiling]);
      const { sandbox, patience } = this.#options;
      vitest.provide("grading", { compiled, seed, sandbox, patience });
      const unhandled = await unhandledErrors(vitest, this.#specification(vitest, lesson), signal);
      return { ...run, errors: [...run.errors, ...unhandled] };
    } catch (error) {
      return { ...run, errors: [...run.errors, messageOf(error)] };
    }
  }

  /** The grader as it is now: a course may be updated, and a lesson written, while this is open. */
  #specification(vitest: Vitest, { files: { grader } }: Lesson): TestSpecification {
    const path = grader.replaceAll(sep, "/");
    const time = statSync(grader).mtimeMs;
    if ((this.#graderTimes.get(path) ?? time) !== time) vitest.invalidateFile(path);
    this.#graderTimes.set(path, time);
    return vitest.getRootProject().createSpecification(path);
  }

  async #start(): Promise<Vitest> {
    // Vitest is large: it is loaded when something is to be graded, not before.
    const { createVitest } = await import("vitest/node");
    const { root, built, task } = this.#options;
    return withoutListeners(() =>
      createVitest(
        "test",
        {
          root,
          config: false,
          watch: false,
          pool: this.#thread.pool,
          maxWorkers: 1,
          isolate: false,
          // By way of a getter: each run collects for itself.
          reporters: [forwarding(() => this.#collected.reporter)],
          ...(task !== undefined && { testNamePattern: `^Task ${task}:` }),
          // The grader as vitest transformed it, kept beside the bundles: a tenth of a second of each cold check.
          experimental: { fsModuleCache: isWritable(built), fsModuleCachePath: cacheFolder(root, built) },
          // How long each file took, by which vitest would order many of them.
          cache: false,
          // Deadlines are the fixtures' business, call by call. This one is for a grader that hangs by itself.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          server: { deps: { external: [/\/grader\.mjs$/] } },
        },
        {
          clearScreen: false,
          logLevel: "silent",
          cacheDir: join(built, ".vite"),
          plugins: [keepsOnly(root)],
          resolve: { alias: { "#grader": join(built, "grader.mjs") } },
        },
      ),
    );
  }
}

// On these vitest ends the whole process, with an exit code of its own, a millisecond later.
const ENDINGS = ["SIGINT", "SIGTERM", "unhandledRejection"] as const;

/** Starts something, and takes away what it does at once to be told of the end: how a process ends is its owner's. */
function withoutListeners<T>(start: () => T): T {
  const listenersOf = (name: string) => process.listeners(name as NodeJS.Signals);
  const before = ENDINGS.map((name) => new Set(listenersOf(name)));
  const started = start();
  ENDINGS.forEach((name, index) => {
    for (const each of listenersOf(name)) if (!before[index]!.has(each)) process.off(name, each);
  });
  return started;
}

type CheckReporter = ReturnType<typeof collectChecks>["reporter"];

/** Passes on to the reporter of the run that is under way. */
function forwarding(current: () => CheckReporter): CheckReporter {
  return {
    onTestModuleCollected: (module) => current().onTestModuleCollected?.(module),
    onTestCaseResult: (test) => current().onTestCaseResult?.(test),
    onTestModuleEnd: (module) => current().onTestModuleEnd?.(module),
  };
}

async function unhandledErrors(
  vitest: Vitest,
  specification: TestSpecification,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const cancel = () => void vitest.cancelCurrentRun("keyboard-input");
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    return (await vitest.runTestSpecifications([specification], true)).unhandledErrors.map(messageOf);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** A file that does not compile has that to say, and nothing about types. */
async function typesBeside(
  { file, base }: Required<SubmissionFile>,
  compiling: Promise<Compiled>,
  { root }: EngineOptions,
): Promise<TypeCheck | undefined> {
  const compiled = await compiling.catch(() => undefined);
  return compiled === undefined || "problem" in compiled ? undefined : startTypeCheck(file, { root, base });
}

// Vite takes paths for addresses.
const UNREADABLE_PATH =
  "Vitest cannot find files below a folder with `#`, `?`, `%` or a backslash in its name: move the course to another folder.";

// Vitest empties the folder where it finds it with another lockfile than the root's: two courses must not share one.
function cacheFolder(root: string, built: string): string {
  const key = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return join(built, "graders", key);
}

/** A grader from elsewhere may be for nobody to read: nothing of it is kept. */
function keepsOnly(root: string): Plugin {
  // Vite follows symbolic links.
  const roots = [root, realpathSync(root)];
  return {
    name: "keeps-own-graders",
    configureVitest({ experimental_defineCacheKeyGenerator: define }) {
      define(({ id }) => (roots.some((each) => isInside(each, id)) ? undefined : false));
    },
  };
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return !path.startsWith("..") && !isAbsolute(path);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return firstLine(String((error as { message?: unknown }).message ?? error));
}
