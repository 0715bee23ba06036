import { Answer } from "./answer.ts";
import { CheckFailure } from "./check-failure.ts";
import { answersForCuts, feedInEveryCut } from "./every-cut.ts";
import type { EveryCut } from "./given.ts";
import type {
  ClientClasses,
  Clock,
  ExchangeRequest,
  ExchangeResult,
  ExchangesRequest,
  FailingExchange,
  Memory,
  Sink,
} from "./host/tools.ts";
import { construct } from "./remote.ts";
import type { Got, RemoteError, RemoteObject, Sent } from "./remote-types.ts";
import type { Submission } from "./submission.ts";

// biome-ignore lint/suspicious/noExplicitAny: any other parameters would refuse some classes
type AnyClass = abstract new (...args: any[]) => object;

/** The classes of a module, by name. */
type Classes<Module> = {
  readonly [Name in keyof Module as Module[Name] extends AnyClass ? Name : never]: Module[Name] & AnyClass;
};

type Feedable<Module, Name extends keyof Classes<Module>> = InstanceType<Classes<Module>[Name]>;

/** How an instance is fed. */
interface Feeding<Reads> {
  /** For the constructor; none when left out. */
  readonly args?: readonly unknown[];
  /** Properties that count as part of what comes out. */
  readonly reads?: readonly Reads[];
  /** Whether `end()` is called after the last piece, as when nothing more comes. Not when left out. */
  readonly end?: boolean;
}

interface Aborting {
  readonly controller: RemoteObject<AbortController>;
  readonly signal: RemoteObject<AbortSignal>;
}

/** What stands next to the learner's code, in its process. */
export interface Host<Module = unknown> {
  /** An exchange through the built-in client, in which the named parts of the codec are the learner's. */
  exchange(request: ExchangeRequest): Answer<ExchangeResult>;
  /** Several of them on one connection, one after the other. */
  exchanges(request: ExchangesRequest): Answer<ExchangeResult[]>;
  /** An object of the built-in client, made there, to be given to the submission or asked. It is closed with the check. */
  make<Name extends keyof ClientClasses & string>(
    name: Name,
    ...args: ClientClasses[Name] extends AnyClass ? Sent<ConstructorParameters<ClientClasses[Name]>> : never
  ): Answer<ClientClasses[Name] extends AnyClass ? RemoteObject<InstanceType<ClientClasses[Name]>> : never>;
  /** The error of an exchange that fails, thrown there by the client or by `fetch`: an instance of what it seems to be. */
  failure(request: FailingExchange): Promise<RemoteError>;
  /** What a new instance makes of octets that its `push` gets, in every segmentation: `content`, and the properties read. */
  feed<
    Name extends keyof Classes<Module> & string,
    Reads extends keyof Feedable<Module, Name> & string = never,
  >(
    name: Name,
    cut: EveryCut,
    feeding?: Feeding<Reads>,
  ): Answer<
    { readonly content: Uint8Array } & { readonly [Each in Reads]: Got<Feedable<Module, Name>[Each]> }
  >;
  /**
   * Takes octets and keeps none. After `holdAtOctets` of them a `write` waits, once, until `hold` is done; the submission's
   * time stands still meanwhile.
   */
  sink(holdAtOctets?: number, hold?: () => Promise<void> | void): Promise<RemoteObject<Sink>>;
  /**
   * A callback that calls a method of its first argument in the very moment in which it is called. The grader's own code
   * runs later, when the submission may have gone on.
   *
   * @example
   * await host.onTheSpot("connect", async function use(connection) { ... })
   */
  onTheSpot<Callback extends (first: never) => unknown>(
    method: string,
    callback: Callback,
  ): Promise<Callback>;
  /** A clock over there, whose `now` and `sleep` can be handed in: time passes when somebody sleeps, and takes none. */
  clock(nowMs?: number): Promise<RemoteObject<Clock>>;
  /** A function over there that gives the values one after the other, at once: for a task that takes its random numbers. */
  inTurn<T>(...values: readonly T[]): Promise<() => T>;
  /** A real AbortSignal over there, to be handed in, and the controller whose `abort()` the grader calls when it likes. */
  abortController(): Promise<Aborting>;
  /** What the process holds in live objects and buffers, after two collections. */
  memory(): Promise<Memory>;
  /** The submission must have left nothing running: no timer, no connection. */
  mustBeAtRest(cause: string): Promise<void>;
}

/** @param task Whose deadlines count */
export function hostFixture(submission: Submission, task: string): Host {
  const { compiled } = submission;
  const tool = <T>(text: string, name: string, args: readonly unknown[], needs: readonly string[] = []) =>
    new Answer<T>({ text, compiled }, submission.tool(task, name, args, needs));
  const exchanges = (request: ExchangesRequest) =>
    tool<ExchangeResult[]>(textOfExchanges(request), "exchanges", [request], request.codec);
  return {
    exchanges,
    exchange({ path, ...request }) {
      const outcome = submission.tool(task, "exchanges", [{ ...request, paths: [path] }], request.codec);
      const text = textOfExchanges({ ...request, paths: [path] });
      return new Answer<ExchangeResult>(
        { text, compiled },
        outcome.then((each) =>
          each.kind === "returned" ? { kind: "returned", value: (each.value as unknown[])[0] } : each,
        ),
      );
    },
    make: (name: string, ...args: readonly unknown[]) =>
      construct(submission, task, "client", name, args) as never,
    failure: async (request) => await tool<RemoteError>(request.url, "failure", [request]),
    feed: (name: string, cut: EveryCut, { args = [], reads = [], end = false }: Feeding<string> = {}) =>
      answersForCuts(submission, task, feedInEveryCut(name, cut, { args, reads, hasEnd: end })) as never,
    sink: async (holdAtOctets = Number.POSITIVE_INFINITY, hold = () => {}) =>
      await tool<RemoteObject<Sink>>("a sink", "sink", [holdAtOctets, hold]),
    clock: async (nowMs = 0) => await tool<RemoteObject<Clock>>("a clock", "clock", [nowMs]),
    inTurn: async (...values) => (await tool<unknown>("values", "inTurn", [values])) as never,
    abortController: async () => await tool<Aborting>("an AbortController", "abortController", []),
    onTheSpot: async (method, callback) =>
      (await tool<unknown>(method, "onTheSpot", [method, callback])) as never,
    memory: async () => await tool<Memory>("the memory", "memory", []),
    async mustBeAtRest(cause) {
      const left = await tool<string[]>("what is left running", "openResources", []);
      if (left.length === 0) return;
      throw new CheckFailure({
        reason: "wrong-answer",
        message: `What came back was right, but something was still running after it: ${wordsFor(left)}.`,
        ...(submission.latestCall !== undefined && { asked: submission.latestCall }),
        cause,
      });
    },
  };
}

function textOfExchanges({ codec, method = "GET", paths }: ExchangesRequest): string {
  return `your ${codec.join(", ")} inside the client: ${paths.map((path) => `${method} ${path}`).join(", ")}`;
}

/** Node's names of what runs, in words. */
const RESOURCES: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  TCPSocketWrap: "a connection",
  TCPServerWrap: "a server",
  TLSWrap: "a TLS connection",
  TCPConnectWrap: "a connection that is being opened",
  GetAddrInfoReqWrap: "a name that is being looked up",
  ProcessWrap: "a process",
};

function wordsFor(left: readonly string[]): string {
  return [...new Set(left.map((name) => RESOURCES[name] ?? name))].join(", ");
}
