import type { Json } from "./values.ts";

/** What the grader asks of the learner's process, one JSON line each. */
export type Question =
  | {
      readonly id: number;
      readonly ask: "load";
      readonly code: string;
      /** What is to be taken away before: names of globals, and what they throw from then on. */
      readonly without?: Readonly<Record<string, string>>;
    }
  | { readonly id: number; readonly ask: "call"; readonly name: string; readonly args: readonly Json[] }
  /** Without waiting for a promise: the task asks for the value itself. */
  | { readonly id: number; readonly ask: "call-now"; readonly name: string; readonly args: readonly Json[] }
  /** An instance of a class of the submission, or of the client, which the grader goes on asking. */
  | {
      readonly id: number;
      readonly ask: "construct";
      readonly of: "submission" | "client";
      readonly name: string;
      readonly args: readonly Json[];
    }
  /** A method of something that was given away, or what a property of it is where there are no `args`. */
  | {
      readonly id: number;
      readonly ask: "member";
      readonly thing: number;
      readonly name: string;
      readonly args?: readonly Json[];
    }
  /** The next member of an iterable that was given away, as `{ done, value }`; that no other is wanted; or all that are left. */
  | { readonly id: number; readonly ask: "next" | "stop" | "collect"; readonly thing: number }
  | { readonly id: number; readonly ask: "tool"; readonly name: string; readonly args: readonly Json[] }
  | { readonly id: number; readonly ask: "ping" }
  /** Wait a little for what the submission left running. Returns whether it left nothing. */
  | { readonly id: number; readonly ask: "settle" }
  /** Let a debugger attach. Returns a `DebuggerDoor`. */
  | { readonly id: number; readonly ask: "open-inspector"; readonly port: number }
  /** Stand still until a debugger is there and has set its breakpoints. */
  | { readonly id: number; readonly ask: "await-debugger" };

/**
 * Where a debugger attaches to the learner's process: `attached` when one that started it all is there already,
 * `taken` when the port is somebody else's.
 */
export type DebuggerDoor =
  | { readonly kind: "open"; readonly port: number }
  | { readonly kind: "attached" | "taken" };

/** What became of a call that the learner's process made of something of the grader's. */
export type CallbackAnswer =
  | { readonly answers: number; readonly returned: Json }
  | { readonly answers: number; readonly threw: Json };

/** What the learner's process answers. `ready` comes once, before any of the learner's code runs. */
export type Reply =
  | { readonly id: number; readonly returned: Json; readonly exports?: ExportedNames }
  | { readonly id: number; readonly threw: EncodedThrown }
  /** The submission calls something of the grader's: a function, or the next member of an iterable. */
  | {
      readonly event: "callback";
      readonly call: number;
      readonly thing: number;
      readonly act: CallbackAct;
      readonly args: readonly Json[];
    }
  | { readonly event: "ready"; readonly pid: number }
  | { readonly event: "uncaught"; readonly threw: EncodedThrown }
  | { readonly event: "exit"; readonly code: number };

export type CallbackAct = "call" | "next" | "return";

/** What a module exports, by name. */
export interface ExportedNames {
  readonly functions: readonly string[];
  readonly others: readonly string[];
}

/** Something that was thrown, described where it was thrown. */
export interface Thrown {
  /** `error.name`, or the type of what was thrown where it is no Error. */
  readonly name: string;
  readonly message: string;
  /** Every class known by name that it is an instance of: the client's, the submission's own, JavaScript's. */
  readonly classes: readonly string[];
  /** Its own fields, `message` and `stack` apart. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where in the compiled submission it was thrown; undefined when it was elsewhere. Both from 1. */
  readonly at?: { readonly line: number; readonly column: number };
  /** The very thing, where it came from the grader or is no object; left out where it has no counterpart here. */
  readonly itself?: unknown;
}

/** The same on its way. */
export type EncodedThrown = Omit<Thrown, "fields" | "itself"> & {
  readonly fields: Json;
  readonly itself?: Json;
};

/** The name under which a submission's code appears in stack traces. */
export const SUBMISSION_NAME = "http-by-hand-submission";

/** Of the message of what was thrown; nobody reads more. */
export const MESSAGE_CHARACTERS = 4_000;

/** What stands for a promise where a value was due. */
export const A_PROMISE = "[a promise]";
