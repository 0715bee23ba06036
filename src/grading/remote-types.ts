// How a module's types look from the other process: what a grader gives, and what it gets.

import type { Answer } from "./answer.ts";

// biome-ignore lint/suspicious/noExplicitAny: any other parameters would refuse some functions
type AnyFunction = (...args: any[]) => unknown;
type AnyClass = abstract new (...args: never[]) => object;
type Data = string | number | bigint | boolean | null | undefined | Uint8Array | Date | Error;
type Collection = readonly unknown[] | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>;

/** An object with methods stays where it is. */
type HasMethods<T> = true extends { [Name in keyof T]-?: IsMethod<T[Name]> }[keyof T] ? true : false;
/** What is `any` may be anything, and is taken for data. */
type IsMethod<Member> = 0 extends 1 & Member ? false : Member extends AnyFunction ? true : false;

/** A module's functions and classes, asked across the process boundary. */
export type Remote<Module> = {
  readonly [Name in keyof Module as Module[Name] extends AnyFunction | AnyClass ? Name : never]: RemoteExport<
    Module[Name]
  >;
};

type RemoteExport<Export> = Export extends abstract new (
  ...args: infer Args
) => infer Instance
  ? new (
      ...args: Sent<Args>
    ) => Answer<RemoteObject<Instance>>
  : Export extends (...args: infer Args) => infer Result
    ? (...args: Sent<Args>) => Answer<Got<Awaited<Result>>>
    : never;

/** An object that lives in the learner's process. Its methods are called and its properties read there, one by one. */
export type RemoteObject<Instance> = {
  readonly [Name in keyof Instance as Name extends string ? Name : never]: Instance[Name] extends (
    ...args: infer Args
  ) => infer Result
    ? ((...args: Sent<Args>) => Answer<Got<Awaited<Result>>>) & RemoteMethod
    : Answer<Got<Instance[Name]>>;
} & { readonly [REMOTE]?: Instance };

declare const REMOTE: unique symbol;

/** A method of an object over there may itself be given to a submission. */
interface RemoteMethod {
  readonly [REMOTE]?: "method";
}

/** An error that was thrown in the learner's process, and is there. */
export interface RemoteError {
  readonly [REMOTE]?: "error";
}

/** An iterable over there, each member of which is asked for. */
interface RemoteIterable<T> extends AsyncIterable<T> {
  readonly [REMOTE]?: "iterable";
}

/** What a grader gets for a value of the submission. */
export type Got<T> = T extends Data
  ? T
  : T extends AnyFunction
    ? unknown
    : T extends Collection
      ? T
      : HasMethods<T> extends true
        ? T extends AsyncIterable<infer Member>
          ? "next" extends keyof T
            ? RemoteIterable<Member>
            : Exclude<keyof T, symbol> extends never
              ? RemoteIterable<Member>
              : RemoteObject<T> & RemoteIterable<Member>
          : RemoteObject<T>
        : T extends object
          ? { [Name in keyof T]: Got<T[Name]> }
          : T;

/** What a grader may give where the submission takes such a value. */
export type Sent<T> = T extends Data
  ? T
  : T extends (...args: infer Args) => infer Result
    ? ((...args: GotEach<Args>) => Result | Awaited<Result> | Promise<Awaited<Result>>) | RemoteMethod
    : T extends ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
      ? T
      : T extends readonly unknown[]
        ? { [Index in keyof T]: Sent<T[Index]> }
        : HasMethods<T> extends true
          ? T extends AsyncIterable<infer Member>
            ? AsyncIterable<Member>
            : RemoteObject<T>
          : T extends object
            ? { [Name in keyof T]: Sent<T[Name]> }
            : T;

type GotEach<Args extends readonly unknown[]> = { [Index in keyof Args]: Got<Args[Index]> };
