/** What an endpoint can tell about the TCP connection that its request came on. */
export interface ConnectionFacts {
  /** 1 for the first connection of the service. */
  readonly number: number;
  /** The client's port: a new connection has another one. */
  readonly clientPort: number;
  /** How many requests were answered on it, this one included. */
  requests: number;
}
