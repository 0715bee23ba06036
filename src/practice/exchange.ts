import type { ConnectionFacts } from "./connection-facts.ts";
import type { Parameters } from "./parameters.ts";
import type { ReceivedRequest } from "./request-reader.ts";
import type { ServiceMemory } from "./service-memory.ts";

/** A request and what its answer may depend on. */
export interface Exchange {
  readonly request: ReceivedRequest;
  /** What stood for each `{name}` in the route's path, percent-decoded. */
  readonly path: Parameters;
  /** The query, decoded. */
  readonly query: Parameters;
  /** Address of the client, without its port. */
  readonly clientAddress: string;
  /** Host and port of the service, for a request that names none. */
  readonly serviceHost: string;
  /** Whether the request came through TLS. */
  readonly isSecure?: boolean;
  readonly connection: ConnectionFacts;
  readonly memory: ServiceMemory;
  readonly now: () => Date;
}
