import type { ConnectionFacts } from "./connection-facts.ts";
import type { Parameters } from "./parameters.ts";
import type { FaultyPeers } from "./peers/start-peers.ts";
import type { ReceivedRequest } from "./request-reader.ts";
import type { SecureSide } from "./secure-side.ts";
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
  /** Whether it came over TLS. */
  readonly isSecure: boolean;
  /** The service's https ports, if it has any. */
  readonly tls: SecureSide | undefined;
  /** The faulty peers beside it, if they were started. */
  readonly peers: FaultyPeers | undefined;
  readonly connection: ConnectionFacts;
  readonly memory: ServiceMemory;
  readonly now: () => Date;
}
