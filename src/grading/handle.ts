import type { Given } from "./bridge/references.ts";

/** A thing that stays in the learner's process. */
export interface Handle extends Given {
  /** The process that has it: in another one its number means something else. */
  readonly owner: object;
  /** A method of the thing, where that is what is meant. */
  readonly member?: string;
}

/** What a grader holds for a thing, and the thing. */
const handles = new WeakMap<object, Handle>();

/** Lets `proxy` stand for the thing wherever a grader gives it to the submission. */
export function standsFor<T extends object>(proxy: T, handle: Handle): T {
  handles.set(proxy, handle);
  return proxy;
}

/** The thing that a grader's value stands for. */
export function handleOf(value: unknown): Handle | undefined {
  return typeof value === "object" || typeof value === "function" ? handles.get(value as object) : undefined;
}

/** Of what stands for an iterable: takes all its members. */
export const COLLECT = Symbol("collect");
