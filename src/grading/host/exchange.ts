import { HTTPConnection } from "../../client/index.ts";
import type { Codec } from "../../wire/index.ts";
import type { LoadedModule } from "./load-module.ts";

export interface ExchangeRequest {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** GET when left out. */
  readonly method?: string;
  readonly codec: readonly (keyof Codec)[];
}

/** Several exchanges on one connection, which the client keeps or opens anew as the codec decides. */
export interface ExchangesRequest extends Omit<ExchangeRequest, "path"> {
  readonly paths: readonly string[];
}

export interface ExchangeResult {
  readonly status: number;
  readonly reason: string;
  readonly version: number;
  readonly body: Uint8Array;
}

/** Each exchange in turn, with the named parts of the codec from the submission. */
export async function exchanges(loaded: LoadedModule, request: ExchangesRequest): Promise<ExchangeResult[]> {
  const { host, port, paths, method = "GET" } = request;
  const codec = Object.fromEntries(request.codec.map((part) => [part, loaded[part]])) as Partial<Codec>;
  const connection = new HTTPConnection(host, port, { codec });
  try {
    const results: ExchangeResult[] = [];
    for (const path of paths) results.push(await exchange(connection, method, path));
    return results;
  } finally {
    connection.close();
  }
}

async function exchange(connection: HTTPConnection, method: string, path: string): Promise<ExchangeResult> {
  await connection.request(method, path);
  const response = await connection.getResponse();
  const { status, reason, version } = response;
  return { status, reason, version, body: await response.read() };
}
