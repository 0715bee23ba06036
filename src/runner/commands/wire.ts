import { InvalidURL } from "../../client/index.ts";
import { type ExchangeRequest, type ObservedExchange, observeExchange } from "../../exchange/index.ts";
import { certificateKinds, faults, startPractice } from "../../practice/index.ts";
import { type ExchangeSetting, renderExchange } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { WIRE_HELP } from "../help.ts";
import { UsageError } from "../parse-command.ts";
import { parseWire, type WireCommand } from "../parse-wire.ts";
import { untilInterrupt } from "../until-interrupt.ts";
import { type Destination, destinationIn, destinationOf } from "../wire-destination.ts";

type ExchangeCommand = Extract<WireCommand, { kind: "exchange" }>;

/** Carries out one exchange, draws its octets and explains them. */
export async function wire(
  context: Context,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { terminal } = context;
  const command = parseWire(
    words,
    certificateKinds.map(({ name }) => name),
    environment,
  );
  if (command.kind === "help") {
    terminal.write(WIRE_HELP);
    return EXIT.passed;
  }
  const exchange = await terminal.during("Waiting for the response ...", () =>
    untilInterrupt(process, (signal) => exchangeWith(command, signal)),
  );
  terminal.write(renderExchange(exchange, settingOf(command), terminal.theme));
  return exitCodeOf(exchange);
}

async function exchangeWith(command: ExchangeCommand, signal: AbortSignal): Promise<ObservedExchange> {
  const { to } = command;
  if (to.kind === "server") return observed(command, await destinationOf(to, command.options.caFile), signal);
  const practice = await startPractice();
  try {
    return await observed(command, await destinationIn(practice, to), signal);
  } finally {
    await practice.close();
  }
}

/** @throws {UsageError} For an address that no client could connect to */
async function observed(
  command: ExchangeCommand,
  destination: Destination,
  signal: AbortSignal,
): Promise<ObservedExchange> {
  const { method, target, options } = command;
  const { fields, body, isChunked, version, timeoutMs } = options;
  const request: ExchangeRequest = {
    ...destination,
    method,
    target,
    fields,
    isChunked,
    version,
    timeoutMs,
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  };
  try {
    return await observeExchange(request, signal);
  } catch (error) {
    if (!(error instanceof InvalidURL)) throw error;
    throw new UsageError(
      `${error.message}.`,
      "Type something like `npm run wire GET http://localhost:8080/get`.",
    );
  }
}

function settingOf({ to, target }: ExchangeCommand): ExchangeSetting {
  const isPractice = to.kind === "practice";
  const fault = faults.find(({ name }) => target.replace(/\?.*/, "") === `/fault/${name}`);
  if (!isPractice || fault === undefined) return { isPractice };
  const { name, teaches, breaks } = fault;
  return { isPractice, fault: { name, teaches, ...(breaks !== undefined && { breaks }) } };
}

function exitCodeOf({ outcome }: ObservedExchange): number {
  switch (outcome.kind) {
    case "complete":
    case "stopped":
      return EXIT.passed;
    case "failed":
      return EXIT.notPassed;
    case "interrupted":
      return EXIT.interrupted;
  }
}
