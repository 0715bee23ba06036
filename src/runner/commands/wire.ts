import { InvalidURL } from "../../client/index.ts";
import {
  type ExchangeRequest,
  type ObservedExchange,
  type Origin,
  observeExchange,
} from "../../exchange/index.ts";
import { certificateKinds, faults, type PracticeService, startPractice } from "../../practice/index.ts";
import { type ExchangeSetting, renderExchange } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { WIRE_HELP } from "../help.ts";
import { UsageError } from "../parse-command.ts";
import { parseWire, type WireCommand, type WireTarget } from "../parse-wire.ts";
import { untilInterrupt } from "../until-interrupt.ts";

type ExchangeCommand = Extract<WireCommand, { kind: "exchange" }>;
type PracticeTarget = Extract<WireTarget, { kind: "practice" }>;

/** Where a request goes, and what to trust there. */
interface Destination {
  readonly origin: Origin;
  readonly ca?: string;
}

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
  if (to.kind === "server") return observed(command, { origin: originOf(to) }, signal);
  await using practice = disposable(await startPractice());
  // Awaited here, or the service would be gone before.
  return await observed(command, await destinationIn(practice.service, to), signal);
}

function disposable(service: PracticeService) {
  return { service, [Symbol.asyncDispose]: () => service.close() };
}

async function destinationIn(
  service: PracticeService,
  { isSecure, certificate }: PracticeTarget,
): Promise<Destination> {
  if (!isSecure) return { origin: { scheme: "http", host: service.host, port: service.port } };
  const tls = await service.startTls();
  const { name } = certificateKinds.find((kind) => kind.name === certificate)!;
  return { origin: { scheme: "https", host: service.host, port: tls[name].port }, ca: tls.ca };
}

/** @throws {UsageError} For an address that no client could connect to */
async function observed(
  command: ExchangeCommand,
  destination: Destination,
  signal: AbortSignal,
): Promise<ObservedExchange> {
  const { method, target, fields, body, isChunked, version, timeoutMs } = command;
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

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** @throws {UsageError} When what stands for host and port is none */
function originOf({ scheme, authority }: Extract<WireTarget, { kind: "server" }>): Origin {
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const isPort = port === undefined || Number(port) <= 65_535;
  if (host !== "" && isPort) {
    return {
      scheme,
      host: host.replace(/^\[(.*)\]$/, "$1"),
      port: port === undefined ? DEFAULT_PORTS[scheme] : Number(port),
    };
  }
  throw new UsageError(
    `Cannot connect to "${authority}": expected a host, and perhaps a port from 0 to 65535.`,
    `Type something like \`npm run wire GET ${scheme}://localhost:8080/get\`.`,
  );
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
