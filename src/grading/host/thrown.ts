import * as client from "../../client/index.ts";
import { type EncodedThrown, MESSAGE_CHARACTERS, SUBMISSION_NAME } from "../bridge/messages.ts";
import { encodeValue, type Json, Opaque, readable } from "../bridge/values.ts";
import { encodeItself } from "./grader-things.ts";
import { type Class, isClass } from "./instances.ts";
import type { LoadedModule } from "./load-module.ts";
import type { HostReferences } from "./references.ts";

/** A field of an error is small, or not what is asked for. */
const FIELD_CHARACTERS = 1024 * 1024;

const BUILT_IN = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  URIError,
  EvalError,
  AggregateError,
};

type InstanceTest = (value: unknown) => boolean;

// Made before the submission is loaded, and asked first: a class of the submission's own that is called BadStatusLine
// is not the client's, and what the submission says about instances does not count.
const KNOWN: ReadonlyMap<string, InstanceTest> = new Map(
  Object.entries<unknown>({ ...BUILT_IN, ...client })
    .filter((entry): entry is [string, Class] => isClass(entry[1]))
    .map(([name, type]) => [name, instanceTest(type, type[Symbol.hasInstance])]),
);

function instanceTest(type: Class, hasInstance: InstanceTest): InstanceTest {
  return (value) => Reflect.apply(hasInstance, type, [value]) === true;
}

/**
 * Describes what was thrown while its classes can still be compared: on the other side it is only data. Never throws,
 * whatever it was.
 */
export function describeThrown(
  thrown: unknown,
  loaded: LoadedModule,
  references: HostReferences,
): EncodedThrown {
  try {
    const described = thrown instanceof Error ? describeError(thrown, loaded) : describeOther(thrown);
    const itself = encodeItself(thrown, references);
    return { ...described, ...(itself !== undefined && { itself }) };
  } catch {
    return { ...describeOther("an object that cannot be read"), name: "object" };
  }
}

function describeError(thrown: Error, loaded: LoadedModule): EncodedThrown {
  const { message, stack, ...fields } = encodeFieldsOf(thrown);
  const at = placeInSubmission(readable(() => thrown.stack));
  return {
    name: text(() => thrown.name),
    message: text(() => thrown.message).replace(SUBMISSION_URL, "the submission"),
    classes: classesOf(thrown, loaded),
    fields,
    ...(at && { at }),
  };
}

function describeOther(thrown: unknown): EncodedThrown {
  const name = thrown === null ? "null" : typeof thrown;
  return { name, message: text(() => thrown), classes: [], fields: {} };
}

function text(read: () => unknown): string {
  return readable(read).slice(0, MESSAGE_CHARACTERS);
}

function encodeFieldsOf(thrown: Error): Record<string, Json> {
  const keys = Object.keys(thrown);
  // One by one: a getter that throws costs its own field and no other.
  return Object.fromEntries(keys.map((key) => [key, encodeField(thrown, key)]));
}

function encodeField(thrown: Error, key: string): Json {
  try {
    return encodeValue((thrown as unknown as Record<string, unknown>)[key], FIELD_CHARACTERS);
  } catch {
    return encodeValue(new Opaque("[a field that cannot be read]"));
  }
}

function classesOf(thrown: Error, loaded: LoadedModule): string[] {
  const own = Object.entries(loaded)
    .filter((entry): entry is [string, Class] => isClass(entry[1]) && !KNOWN.has(entry[0]))
    .map(([name, type]) => [name, instanceTest(type, Function.prototype[Symbol.hasInstance])] as const);
  const known = [...KNOWN, ...own].filter(([, isInstance]) => isInstance(thrown)).map(([name]) => name);
  return [...new Set([...known, ...namesInChain(thrown).filter((name) => !KNOWN.has(name))])];
}

/** A class that the submission has and does not export is known by its name alone. */
function namesInChain(thrown: Error): string[] {
  const names: string[] = [];
  for (let each = Object.getPrototypeOf(thrown); each !== null; each = Object.getPrototypeOf(each)) {
    const { constructor: made } = each as { constructor?: unknown };
    // A bundler numbers classes of the same name: NotJson$1.
    if (typeof made === "function") names.push(readable(() => made.name).replace(/\$\d+$/, ""));
  }
  return names;
}

/** Node names the importer of what it does not find, and this one's name is all of its code. */
const SUBMISSION_URL = /data:text\/javascript;base64,[\w+/=]*/;

const FRAME_IN_SUBMISSION = new RegExp(`${SUBMISSION_NAME}:(\\d+):(\\d+)`);

function placeInSubmission(stack: string): EncodedThrown["at"] {
  const match = FRAME_IN_SUBMISSION.exec(stack);
  return match === null ? undefined : { line: Number(match[1]), column: Number(match[2]) };
}
