import { once } from "node:events";
import { SourceMap, type SourceMapPayload } from "node:module";
import { WebSocket } from "undici";

/** A place in a source, as a source map knows it. Both from 1. */
export interface SourceLine {
  readonly url: string;
  readonly line: number;
}

interface Script {
  readonly scriptId: string;
  readonly url: string;
  readonly sourceMapURL?: string;
}

interface Paused {
  readonly reason: string;
  readonly callFrames: readonly {
    readonly callFrameId: string;
    readonly functionName: string;
    readonly location: {
      readonly scriptId: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
}

type Message = {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
};

/**
 * A debugger over the Chrome DevTools protocol, which does what that of VS Code does: it stops each script that has a
 * source map before it runs, and sets the breakpoints of its sources in it.
 */
export class Debugger {
  /** What was printed to the debugger's console. */
  readonly printed: unknown[][] = [];
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #scripts = new Map<string, Script>();
  readonly #breakpoints: readonly SourceLine[];
  #stops: Paused[] = [];
  #onStop: () => void = () => {};
  #nextId = 1;

  private constructor(socket: WebSocket, breakpoints: readonly SourceLine[]) {
    this.#socket = socket;
    this.#breakpoints = breakpoints;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(String(data)) as Message));
  }

  /** @param port On loopback. @param breakpoints Lines to stop at */
  static async attach(port: number, breakpoints: readonly SourceLine[] = []): Promise<Debugger> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl);
    await once(socket, "open");
    const attached = new Debugger(socket, breakpoints);
    await attached.post("Runtime.enable");
    await attached.post("Debugger.enable");
    await attached.post("Debugger.setInstrumentationBreakpoint", {
      instrumentation: "beforeScriptWithSourceMapExecution",
    });
    await attached.post("Runtime.runIfWaitingForDebugger");
    return attached;
  }

  /** Waits for the next stop, and tells where it is in the sources. */
  async stop(): Promise<SourceLine & { callFrameId: string }> {
    while (this.#stops.length === 0) {
      await new Promise<void>((resolve) => {
        this.#onStop = resolve;
      });
    }
    const [frame] = this.#stops.shift()!.callFrames;
    const { scriptId, lineNumber, columnNumber } = frame!.location;
    const entry = sourceMapOf(this.#scripts.get(scriptId)!).findEntry(lineNumber, columnNumber);
    if (!("originalSource" in entry)) throw new Error("It stopped where no source is.");
    return {
      url: entry.originalSource,
      line: entry.originalLine + 1,
      callFrameId: frame!.callFrameId,
    };
  }

  /** The value of an expression where it stands. */
  async evaluate(callFrameId: string, expression: string): Promise<unknown> {
    const { result } = await this.post<{ result: { value: unknown } }>("Debugger.evaluateOnCallFrame", {
      callFrameId,
      expression,
    });
    return result.value;
  }

  async post<Result>(method: string, params = {}): Promise<Result> {
    const id = this.#nextId++;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  }

  close(): void {
    this.#socket.close();
  }

  #hear({ id, method, params, ...rest }: Message): void {
    if (id !== undefined) this.#answers.get(id)?.(rest);
    if (method === "Debugger.scriptParsed") this.#scripts.set((params as Script).scriptId, params as Script);
    if (method === "Runtime.consoleAPICalled")
      this.printed.push((params as { args: { value: unknown }[] }).args.map(({ value }) => value));
    if (method === "Debugger.paused") void this.#paused(params as Paused);
  }

  async #paused(paused: Paused): Promise<void> {
    if (paused.reason !== "instrumentation") {
      this.#stops.push(paused);
      return this.#onStop();
    }
    const { scriptId } = paused.callFrames[0]!.location;
    await this.#setBreakpoints(this.#scripts.get(scriptId)!);
    await this.post("Debugger.resume");
  }

  async #setBreakpoints(script: Script): Promise<void> {
    const { scriptSource } = await this.post<{ scriptSource: string }>("Debugger.getScriptSource", {
      scriptId: script.scriptId,
    });
    for (const breakpoint of this.#breakpoints) {
      const [at] = placesOf(breakpoint, scriptSource, sourceMapOf(script));
      if (at === undefined) continue;
      await this.post("Debugger.setBreakpoint", { location: { scriptId: script.scriptId, ...at } });
    }
  }
}

function sourceMapOf({ sourceMapURL = "" }: Script): SourceMap {
  const [, base64 = ""] = /^data:application\/json;base64,(.+)$/.exec(sourceMapURL) ?? [];
  return new SourceMap(JSON.parse(Buffer.from(base64, "base64").toString()) as SourceMapPayload);
}

/** Where the code of a source line begins in the compiled text: each place that the map knows. */
function placesOf(
  { url, line }: SourceLine,
  compiled: string,
  map: SourceMap,
): { lineNumber: number; columnNumber: number }[] {
  return compiled.split("\n").flatMap((text, lineNumber) => {
    const columnNumber = text.search(/\S/);
    const entry = map.findEntry(lineNumber, Math.max(0, columnNumber));
    const isIt = "originalSource" in entry && entry.originalSource === url && entry.originalLine === line - 1;
    return isIt && entry.generatedLine === lineNumber ? [{ lineNumber, columnNumber }] : [];
  });
}
