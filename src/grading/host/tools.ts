import type { EncodedThrown } from "../bridge/messages.ts";
import { Clock, inTurn } from "./clock.ts";
import { type CutOctets, type CutOutcome, everyOutcome, joined, runOnSource } from "./every-cut.ts";
import { type ExchangeResult, type ExchangesRequest, exchanges } from "./exchange.ts";
import { type FailingExchange, failure } from "./failure.ts";
import type { LoadedModule } from "./load-module.ts";
import { type HostReferences, ToGive } from "./references.ts";
import { Sink } from "./sink.ts";
import { type Memory, memory, openResources } from "./surroundings.ts";
import { describeThrown } from "./thrown.ts";

export type { Clock } from "./clock.ts";
export type { ExchangeRequest, ExchangeResult, ExchangesRequest } from "./exchange.ts";
export type { FailingExchange } from "./failure.ts";
export type { Sink } from "./sink.ts";
export type { Memory } from "./surroundings.ts";
export type ClientClasses = typeof import("../../client/index.ts");

/** A call of a function whose argument `at` is an async iterable of the octets, in every cut. */
export interface CutCall extends CutOctets {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly at: number;
  readonly isOpen: boolean;
}

/** A new instance for each cut, which is given the pieces one by one by `push`, and then `end`. */
export interface CutFeed extends CutOctets {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly hasEnd: boolean;
  /** Properties to read at the end. */
  readonly reads: readonly string[];
}

/** What a grader can have done in the learner's process, next to the learner's functions and with them. */
export interface HostTools {
  exchanges(request: ExchangesRequest): Promise<ExchangeResult[]>;
  failure(request: FailingExchange): Promise<ToGive>;
  callInEveryCut(call: CutCall): Promise<CutOutcome[]>;
  feedInEveryCut(feed: CutFeed): Promise<CutOutcome[]>;
  sink(holdAtOctets: number, hold: () => unknown): ToGive;
  clock(nowMs: number): ToGive;
  inTurn(values: readonly unknown[]): ToGive;
  abortController(): { readonly controller: ToGive; readonly signal: ToGive };
  /** Calls a method of its first argument at once, before the grader hears of the call. */
  onTheSpot(method: string, callback: (first: unknown) => unknown): ToGive;
  openResources(): Promise<string[]>;
  memory(): Promise<Memory>;
}

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;
type Feedable = Record<string, unknown> & { push(octets: Uint8Array): unknown; end(): unknown };

export function hostTools(loaded: LoadedModule, references: HostReferences): HostTools {
  const describe = (thrown: unknown): EncodedThrown => {
    const { itself, ...described } = describeThrown(thrown, loaded, references);
    return described;
  };
  return {
    exchanges: (request) => exchanges(loaded, request),
    failure,
    callInEveryCut: ({ name, args, at, isOpen, ...cut }) =>
      everyOutcome(
        cut,
        (pieces) =>
          runOnSource(pieces, isOpen, (source) => (loaded as Functions)[name]!(...args.with(at, source))),
        describe,
      ),
    feedInEveryCut: ({ name, args, hasEnd, reads, ...cut }) => {
      const made = loaded[name] as new (...args: readonly unknown[]) => Feedable;
      const feed = (pieces: readonly Uint8Array[]) => {
        const instance = new made(...args);
        const content = pieces.map((piece) => instance.push(piece));
        if (hasEnd) instance.end();
        const read = reads.map((name) => [name, instance[name]] as const);
        return { content: joined(content), ...Object.fromEntries(read) };
      };
      return everyOutcome(cut, feed, describe);
    },
    sink: (holdAtOctets, hold) => new ToGive(new Sink(holdAtOctets, hold), "instance", "Sink"),
    clock: (nowMs) => new ToGive(new Clock(nowMs), "instance", "Clock"),
    inTurn: (values) => new ToGive(inTurn(values), "function", "inTurn"),
    abortController: () => {
      const controller = new AbortController();
      const { signal } = controller;
      return {
        controller: new ToGive(controller, "instance", "AbortController"),
        signal: new ToGive(signal, "instance", "AbortSignal"),
      };
    },
    onTheSpot: (method, callback) => {
      const call = async (first: Record<string, () => unknown>) => {
        await first[method]!();
        return callback(first);
      };
      return new ToGive(call, "function", callback.name);
    },
    openResources,
    memory,
  };
}
