import { HTTPConnection } from "../../client/index.ts";
import type { Codec } from "../../wire/index.ts";
import type { LoadedModule } from "./load-module.ts";

/** What a grader can have done in the learner's process, next to the learner's functions and with them. */
export interface HostTools {
  /** One exchange through the built-in client, in which the named codec parts are the learner's. */
  exchange(request: ExchangeRequest): Promise<ExchangeResult>;
}

export interface ExchangeRequest {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly codec: readonly (keyof Codec)[];
}

export interface ExchangeResult {
  readonly status: number;
  readonly reason: string;
  readonly version: number;
  readonly body: Uint8Array;
}

export function hostTools(loaded: LoadedModule): HostTools {
  return { exchange: (request) => exchange(loaded, request) };
}

async function exchange(loaded: LoadedModule, request: ExchangeRequest): Promise<ExchangeResult> {
  const { host, port, path } = request;
  const codec = Object.fromEntries(request.codec.map((part) => [part, loaded[part]])) as Partial<Codec>;
  const connection = new HTTPConnection(host, port, { codec });
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const { status, reason, version } = response;
    return { status, reason, version, body: await response.read() };
  } finally {
    connection.close();
  }
}
