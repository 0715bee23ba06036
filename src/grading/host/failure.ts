import { type CreateConnection, HTTPConnection, HTTPSConnection } from "../../client/index.ts";
import { readable } from "../bridge/values.ts";
import { ToGive } from "./references.ts";

/** An exchange that is meant to fail, for the error that it fails with. */
export interface FailingExchange {
  readonly by: "client" | "fetch";
  /** `"http://127.0.0.1:8080/fault/bad-status-line"` */
  readonly url: string;
  /** GET when left out. */
  readonly method?: string;
  /** How long the client waits for anything, or `fetch` for everything. No limit when left out. */
  readonly timeoutMs?: number;
  /** What an https URL's certificate has to be signed by, in PEM. */
  readonly ca?: string;
  /** Where to connect to, in place of the URL's host. */
  readonly address?: string;
  /** After how long the caller gives up, by an `AbortController`; 0 is as soon as it has asked. Never when left out. */
  readonly abortAfterMs?: number;
  /** What the operating system says in place of connecting, where no peer can have it say that: `"EHOSTUNREACH"`. */
  readonly systemCode?: string;
  /** What the client is asked in place of an exchange, at once and without waiting in between: `["getResponse"]`. */
  readonly calls?: readonly ("request" | "getResponse" | "endHeaders")[];
}

// Taken now: the submission may replace it later.
const { fetch, setTimeout, AbortController } = globalThis;

/**
 * Has an exchange fail, so that its error is a real one, of the classes that the submission knows.
 *
 * @returns The error, to be given away
 * @throws {Error} When nothing fails
 */
export async function failure(request: FailingExchange): Promise<ToGive> {
  let error: unknown;
  try {
    await (request.by === "client" ? byClient(request) : byFetch(request));
  } catch (thrown) {
    error = thrown;
  }
  if (!(error instanceof Error)) throw new Error(`${request.url} did not fail`);
  return new ToGive(error, "error", wordsFor(error));
}

/** In a report: `TypeError: fetch failed (cause: SocketError, UND_ERR_SOCKET)`. */
function wordsFor(error: Error): string {
  const words = `${readable(() => error.name)}: ${readable(() => error.message)}`;
  if (!(error.cause instanceof Error)) return words;
  const { name, code } = error.cause as NodeJS.ErrnoException;
  return `${words} (cause: ${code === undefined ? name : `${name}, ${code}`})`;
}

async function byClient(failing: FailingExchange): Promise<void> {
  const { url, timeoutMs, ca, address, systemCode } = failing;
  const { protocol, hostname, port } = new URL(url);
  const options = {
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    ...(systemCode !== undefined && { createConnection: failingWith(systemCode) }),
  };
  const host = address ?? hostname;
  const connection =
    protocol === "https:"
      ? new HTTPSConnection(host, Number(port), {
          ...options,
          tls: { ...(ca && { ca }), servername: hostname },
        })
      : new HTTPConnection(host, Number(port), options);
  try {
    await use(connection, failing);
  } finally {
    connection.close();
  }
}

async function use(
  connection: HTTPConnection,
  { url, method = "GET", abortAfterMs, calls }: FailingExchange,
): Promise<void> {
  const { pathname, search } = new URL(url);
  const options = abortAfterMs === undefined ? {} : { signal: givenUpAfter(abortAfterMs) };
  const request = () => connection.request(method, pathname + search, options);
  if (calls !== undefined) {
    await Promise.all(calls.map((name) => (name === "request" ? request() : connection[name]())));
    return;
  }
  await request();
  await (await connection.getResponse()).read();
}

async function byFetch({ url, method = "GET", timeoutMs, abortAfterMs }: FailingExchange): Promise<void> {
  const late = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs);
  const signal = abortAfterMs === undefined ? late : givenUpAfter(abortAfterMs);
  const response = await fetch(url, { method, signal });
  await response.arrayBuffer();
}

function givenUpAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms).unref();
  return controller.signal;
}

/** A system error as Node makes them. */
function failingWith(code: string): CreateConnection {
  return ({ host, port }) => {
    const error = new Error(`connect ${code} ${host}:${port}`);
    return Promise.reject(Object.assign(error, { code, syscall: "connect", address: host, port }));
  };
}
