import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Origin } from "../exchange/index.ts";
import { certificateKinds, type PracticeService } from "../practice/index.ts";
import { UsageError } from "./parse-command.ts";
import type { WireTarget } from "./parse-wire.ts";

type PracticeTarget = Extract<WireTarget, { kind: "practice" }>;
type ServerTarget = Extract<WireTarget, { kind: "server" }>;

/** Where a request goes, and what to trust there. */
export interface Destination {
  readonly origin: Origin;
  readonly ca?: string;
}

/** A port of a practice service: its http port, or the https port whose certificate was asked for. */
export async function destinationIn(
  service: PracticeService,
  { certificate }: PracticeTarget,
): Promise<Destination> {
  const kind = certificateKinds.find(({ name }) => name === certificate);
  if (kind === undefined) return { origin: { scheme: "http", host: service.host, port: service.port } };
  const tls = await service.startTls();
  return { origin: { scheme: "https", host: service.host, port: tls[kind.name].port }, ca: tls.ca };
}

/**
 * A server that was named.
 *
 * @param caFile A file with the certificate of a CA to trust there
 * @throws {UsageError} When it is none, or the address is none
 */
export async function destinationOf(to: ServerTarget, caFile: string | undefined): Promise<Destination> {
  const origin = originOf(to);
  return caFile === undefined ? { origin } : { origin, ca: await readCa(caFile) };
}

/** @throws {UsageError} When the file cannot be read, or holds no certificate */
async function readCa(file: string): Promise<string> {
  // npm runs us in the folder of the course, wherever the person is.
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const pem = await readFile(path, "latin1").catch((error: NodeJS.ErrnoException) => {
    throw notACa(file, `it cannot be read (${error.code})`);
  });
  if (pem.includes("-----BEGIN CERTIFICATE-----")) return pem;
  throw notACa(file, "it is not in PEM");
}

function notACa(file: string, why: string): UsageError {
  return new UsageError(
    `Cannot take "${file}" for the certificate of a CA: ${why}.`,
    "That of a running `npm run practice` comes by `curl -o practice-ca.pem http://127.0.0.1:8080/ca.pem`.",
  );
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/** @throws {UsageError} When what stands for host and port is none */
function originOf({ scheme, authority }: ServerTarget): Origin {
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
