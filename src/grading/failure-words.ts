// Every way in which a call can fail to give a value, in words for the learner.

import type { Thrown } from "./bridge/messages.ts";
import type { Compiled, NotCompiled } from "./compile.ts";
import type { Failure, SourcePlace } from "./grade.ts";
import type { Loss, Position } from "./learner-process.ts";
import { nearest } from "./nearest.ts";
import { originalPlace } from "./source-place.ts";
import type { CallOutcome } from "./submission.ts";

export type NoValue = Exclude<CallOutcome, { kind: "returned" }>;

/**
 * @param asked The call as TypeScript
 * @throws What a callback of the grader's found, where that is why there is no value
 */
export function failureOf(outcome: NoValue, asked: string, compiled: Compiled): Failure {
  switch (outcome.kind) {
    case "threw":
      return isNotWritten(outcome.thrown)
        ? { reason: "not-written", message: `${outcome.thrown.message.split(":")[0]}.` }
        : {
            reason: "threw",
            asked,
            message: `It threw ${showThrown(outcome.thrown)}`,
            ...causeOfThrown(outcome.thrown),
            ...placeOf(outcome.thrown.at, compiled),
          };
    case "lost":
      return { ...callOf(outcome.loss, asked), ...lossFailure(outcome.loss, "The call", compiled) };
    case "missing-export":
      return {
        reason: "missing-export",
        ...missingExport(outcome),
      };
    case "callback-failed":
      throw outcome.error;
    case "waits":
      return {
        reason: "never-settled",
        asked,
        message: "The call asked for more octets when it had all that it needs, and waited for them.",
        cause:
          "reading until the source ends, or one piece too many: on a connection that stays open nothing comes.",
      };
    case "not-compiled":
      return notCompiled(outcome.compiled);
    case "not-loaded":
      return notLoaded(outcome, compiled);
  }
}

/** An error outside of a call may come from an earlier one, and naming the wrong call would mislead. */
function callOf({ reason }: Loss, asked: string): Pick<Failure, "asked"> {
  return reason === "uncaught-error" ? {} : { asked };
}

/** The stub's own error: `Task 2 is not written yet: …`. */
export function isNotWritten({ message }: Thrown): boolean {
  return /^Task \d+ is not written yet/.test(message);
}

const BUNDLERS_ADVICE =
  / in an environment that doesn't expose the `require` function\. See https:\S+ for more details\.$/;

/** What was thrown, as it would stand after "threw": `BadStatusLine: Cannot read …`. */
export function showThrown({ name, message: words, classes }: Thrown): string {
  const message = words.replace(BUNDLERS_ADVICE, ", which a module does not have");
  if (classes.length > 0) return `${name}: ${message}`;
  const what = name === message ? "" : `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}, `;
  return `${message} (${what}not an Error)`;
}

/** What V8 says in the same words of every program. */
const CAUSES_OF_THROWN: readonly (readonly [message: RegExp, cause: string])[] = [
  [/^Maximum call stack size exceeded$/, "a function that calls itself without an end."],
  [/^Invalid (?:string|array|typed array) length/, "a loop that keeps adding to a text or an array."],
  [
    /^(?:require|module|exports) is not defined|^Calling `require` for /,
    "CommonJS: a module says `import` and `export`.",
  ],
];

function causeOfThrown({ message }: Thrown): { cause?: string } {
  const [, cause] = CAUSES_OF_THROWN.find(([words]) => words.test(message)) ?? [];
  return cause === undefined ? {} : { cause };
}

function missingExport({
  name,
  exports: { functions, others },
}: Extract<NoValue, { kind: "missing-export" }>): Pick<Failure, "message" | "cause"> {
  const what = /^[A-Z]/.test(name) ? "class" : "function";
  if (others.includes(name)) {
    const declaration = what === "class" ? `class ${name} { … }` : `function ${name}(…) { … }`;
    return {
      message: `The file exports ${name}, and it is not a ${what}.`,
      cause: `a value under the name of a ${what}: the task asks for \`export ${declaration}\`.`,
    };
  }
  const lacks = `The file does not export a ${what} ${name}.`;
  const declaration = `export ${what} ${name}`;
  const similar = functions.find((each) => each.toLowerCase() === name.toLowerCase());
  if (similar !== undefined) {
    return {
      message: `${lacks} It exports ${similar}.`,
      cause: "the letter case of the name: to JavaScript these are two names.",
    };
  }
  const meant = nearest(name, functions);
  if (meant !== undefined) {
    return { message: `${lacks} It exports ${meant}.`, cause: "a misspelt name." };
  }
  if ([...functions, ...others].includes("default")) {
    return {
      message: `${lacks} It has a default export, and that has no name.`,
      cause: `\`export default\` or \`module.exports\` where the task asks for \`${declaration}\`.`,
    };
  }
  if (functions.length + others.length === 0) {
    return {
      message: `${lacks} It exports nothing.`,
      cause: "an empty file, or no word `export` anywhere; `reset` makes it the stub again.",
    };
  }
  return {
    message: `${lacks} It exports: ${functions.join(", ") || "none"}.`,
    cause: `a misspelt name, or no word \`export\` in front of \`${what}\`.`,
  };
}

/** @param what What was under way: `The call` */
export function lossFailure(loss: Loss, what: string, compiled: Compiled): Failure {
  switch (loss.reason) {
    case "endless-loop": {
      const at = placeOf(loss.at, compiled);
      // Nothing tells a loop in Node's own code from a wait there.
      const where =
        at.place === undefined ? ", or waits in a call that blocks." : `. It was at line ${at.place.line}.`;
      return {
        reason: loss.reason,
        message: `${what} did not come back within ${seconds(loss.deadlineMs)}: it is in an endless loop${where}`,
        cause:
          at.place === undefined
            ? "a loop that never gives its turn back, a wait for another process, or a built-in function that the file replaced."
            : "a loop whose condition stays true, or a pattern that tries too many ways to match.",
        ...at,
      };
    }
    case "never-settled":
      if (loss.at !== undefined) return stillAtWork(loss, loss.at, what, compiled);
      return {
        reason: loss.reason,
        message: `${what} did not finish within ${seconds(loss.deadlineMs)}: its promise never settled.`,
        cause: "waiting for what does not happen, such as more octets on a connection that stays open.",
      };
    case "exited":
      return {
        reason: loss.reason,
        message: `${what} ended the whole process with exit code ${loss.code}.`,
        cause:
          "a call of `process.exit`: a function returns or throws, and leaves the process to its caller.",
      };
    case "out-of-memory":
      return {
        reason: loss.reason,
        message: `${what} used up its memory, and the process was ended.`,
        cause: "a loop that keeps adding to an array, a text or a buffer.",
      };
    case "crashed":
      return {
        reason: loss.reason,
        message: `${what} ended the process: ${loss.how}.`,
        ...(/^signal/.test(loss.how) && { cause: "a call of `process.abort` or `process.kill`." }),
      };
    case "uncaught-error":
      return {
        reason: loss.reason,
        message: `An error came up outside of the call, where nothing catches it: ${showThrown(loss.thrown)}`,
        cause: isForeign(loss.thrown)
          ? "a promise without `await`, an error in a callback, or a built-in method that the file replaced."
          : "a promise without `await`, or an error in a callback or an event listener.",
        ...placeOf(loss.thrown.at, compiled),
      };
    case "too-many-callbacks":
      return {
        reason: "crashed",
        message: `${what} called back more than ${loss.most} times, and the process was ended.`,
        cause: "a loop that calls the function that it was given, or asks for another piece, without an end.",
      };
    case "not-started":
      return {
        reason: "grader-stopped",
        message: `The process that runs a submission did not start: ${loss.how}.`,
      };
  }
}

/** Thrown in no line of the submission, and no error of the system, such as a refused connection. */
function isForeign({ at, fields }: Thrown): boolean {
  return at === undefined && !("code" in fields);
}

/** It awaits, and goes on, and awaits again. */
function stillAtWork(
  { reason, deadlineMs }: Extract<Loss, { deadlineMs: number }>,
  position: Position,
  what: string,
  compiled: Compiled,
): Failure {
  const at = placeOf(position, compiled);
  const where = at.place === undefined ? "" : `, at line ${at.place.line}`;
  return {
    reason,
    message: `${what} did not finish within ${seconds(deadlineMs)}: it was still at work${where}.`,
    cause: "a loop that waits in each turn, and whose condition stays true.",
    ...at,
  };
}

/** The compiler's words. */
const DIFF_MARKER = "Encountered diff marker";
const MERGE_LEFT_OPEN =
  "a merge that git left to you: keep one of its two sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.";

function notCompiled({ reason, problem, place }: NotCompiled): Failure {
  const where = place === undefined ? "" : ` (line ${place.line}, column ${place.column})`;
  const what = reason === "syntax-error" ? "read as TypeScript" : "loaded";
  return {
    reason,
    message: `The file cannot be ${what}${where}: ${problem}`,
    ...(problem === DIFF_MARKER && { cause: MERGE_LEFT_OPEN }),
    ...(place && { place }),
  };
}

const WAITS_WHILE_LOADED = "an `await` outside of all functions, for what does not happen.";
const CALLS_WHILE_LOADED = "a call outside of all functions, which is made whenever the file is loaded.";

function notLoaded(
  { outcome, isAfterLoading }: Extract<NoValue, { kind: "not-loaded" }>,
  compiled: Compiled,
): Failure {
  const what = isAfterLoading ? "What the file left running" : "Loading the file";
  if (outcome.kind === "lost") {
    const isWait = outcome.loss.reason === "never-settled" && outcome.loss.at === undefined;
    return { ...lossFailure(outcome.loss, what, compiled), ...(isWait && { cause: WAITS_WHILE_LOADED }) };
  }
  return {
    reason: "does-not-load",
    message: `The file threw while it was loaded: ${showThrown(outcome.thrown)}`,
    ...(outcome.thrown.at === undefined && { cause: CALLS_WHILE_LOADED }),
    ...causeOfThrown(outcome.thrown),
    ...placeOf(outcome.thrown.at, compiled),
  };
}

function placeOf(at: Position | undefined, compiled: Compiled): { place?: SourcePlace } {
  if (at === undefined || "problem" in compiled) return {};
  const place = originalPlace(compiled, at);
  return place === undefined ? {} : { place };
}

function seconds(ms: number): string {
  return ms === 1000 ? "1 second" : `${ms / 1000} seconds`;
}
