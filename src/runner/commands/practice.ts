import { certificateKinds, type PracticeService, startPractice } from "../../practice/index.ts";
import { renderPracticeStart } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { PRACTICE_HELP } from "../help.ts";
import { LiveView } from "../live-view.ts";
import { UsageError } from "../parse-command.ts";
import { parsePractice } from "../parse-practice.ts";

/** A service that nobody ends must not remember every connection. */
const RECORDINGS_KEPT = 100;

/** Serves the practice service until Ctrl-C, and shows what crosses its wire. */
export async function practice(
  { terminal }: Context,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const command = parsePractice(words, environment);
  if (command.kind === "help") {
    terminal.write(PRACTICE_HELP);
    return EXIT.passed;
  }
  const view = new LiveView(() => terminal.theme, terminal.write);
  const service = await start(command.port, (event) => view.on(event));
  // In a row behind the first, so that they are the same each time.
  const tls = await service.startTls(command.port === 0 ? 0 : service.port + 1);
  const securePorts = certificateKinds.map(({ name }) => tls[name]);
  const { peers, missing } = await service.startPeers();
  const missingPeers = missing.map(({ fault, reason }) => ({ name: fault.name, reason }));
  terminal.write(
    renderPracticeStart({ url: service.url, securePorts, peers: peers.length, missingPeers }, terminal.theme),
  );
  // What ends it is a signal.
  return new Promise(() => {});
}

async function start(
  port: number,
  watch: NonNullable<Parameters<typeof startPractice>[0]>["watch"],
): Promise<PracticeService> {
  try {
    return await startPractice({ port, mostRecordings: RECORDINGS_KEPT, ...(watch && { watch }) });
  } catch (error) {
    throw asUsageError(port, (error as Error).cause);
  }
}

function asUsageError(port: number, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  const next = `Type \`npm run practice ${port + 1 > 65_535 ? 8080 : port + 1}\`, or \`npm run practice 0\` for any free port.`;
  switch (code) {
    case "EADDRINUSE":
      return new UsageError(`Port ${port} is taken, perhaps by another \`npm run practice\`.`, next);
    case "EACCES":
      return new UsageError(
        `Port ${port} may not be opened by you: it is one of the system's.`,
        "Type `npm run practice 8080`.",
      );
    default:
      return cause;
  }
}
