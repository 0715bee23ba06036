import { isIPv6 } from "node:net";

/**
 * Writes an address and a port as the authority of a URL (RFC 3986 §3.2).
 *
 * @example
 * hostAndPort("::1", 8080) // "[::1]:8080"
 */
export function hostAndPort(address: string, port: number): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}
