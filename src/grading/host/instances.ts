import * as client from "../../client/index.ts";
import type { LoadedModule } from "./load-module.ts";

export type Class = abstract new (...args: never[]) => unknown;

/** An arrow function has no prototype that an instance could have, and what a generator makes is no instance. */
export function isClass(value: unknown): value is Class {
  return (
    typeof value === "function" &&
    typeof value.prototype === "object" &&
    Object.hasOwn(value.prototype, "constructor")
  );
}

const { apply } = Reflect;
// The submission may have replaced it on its own classes: what it says about instances does not count.
const hasInstance = Function.prototype[Symbol.hasInstance];

const CLIENT_CLASSES = Object.entries<unknown>({ ...client }).filter(isWorthKeeping);

function isWorthKeeping(entry: [string, unknown]): entry is [string, Class] {
  const [, value] = entry;
  return isClass(value) && !isErrorClass(value);
}

/** Errors cross as what they were when they were thrown. */
function isErrorClass(type: Class): boolean {
  return type === Error || apply(hasInstance, Error, [type.prototype]) === true;
}

/**
 * Name of the class that a value is an instance of, where a grader may go on asking it: the submission's own by their
 * export, and the client's.
 */
export function classNameOf(value: object, loaded: LoadedModule): string | undefined {
  const isInstance = ([, type]: readonly [string, Class]) => apply(hasInstance, type, [value]) === true;
  const own = Object.entries(loaded).filter(isWorthKeeping).find(isInstance);
  return (own ?? CLIENT_CLASSES.find(isInstance))?.[0];
}
