import type { FaultTurns } from "./faults/turns.ts";
import type { ReceivedRequest } from "./request-reader.ts";
import type { SecureSide } from "./secure-side.ts";

/** A request and what its answer may depend on. */
export interface Exchange {
  readonly request: ReceivedRequest;
  /** What stood for `{…}` in the route's path, percent-decoded; `""` when the path has no such part. */
  readonly parameter: string;
  /** Address of the client, without its port. */
  readonly clientAddress: string;
  /** Host and port of the service, for a request that names none. */
  readonly serviceHost: string;
  /** It came over TLS. */
  readonly isSecure: boolean;
  /** The service's https ports, if it has any. */
  readonly tls: SecureSide | undefined;
  /** Which answer a fault that changes from request to request gives next. */
  readonly faultTurns: FaultTurns;
}
