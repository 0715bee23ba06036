import { isIPv6 } from "node:net";
import { domainToASCII } from "node:url";
import { InvalidURL } from "./errors.ts";

/** Where a connection goes. */
export interface HostAndPort {
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

// host [ ":" port ], an IPv6 address in brackets   RFC 3986 §3.2.2, §3.2.3
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;

// Controls and SP, as in http.client, and what would begin another part of a URL: userinfo, path, query, fragment.
const NOT_IN_HOST = /[\0-\x20\x7f/?#@\\[\]]/;

/**
 * Takes `example.com:8080` and `[::1]:8080` apart, as http.client does with the host that it is given.
 *
 * @param port When it is given, `text` is the host alone
 * @throws {InvalidURL} When the host is not a host, or the port is not 0 to 65535. An IPv6 address with neither brackets
 *   nor a port beside it is refused, because its last part could be meant as the port.
 *
 * @example
 * splitHostPort("[::1]:8080", undefined, 80) // { host: "::1", port: 8080 }
 */
export function splitHostPort(text: string, port: number | undefined, defaultPort: number): HostAndPort {
  const [, hostText = text, portText = ""] = (port === undefined && HOST_AND_PORT.exec(text)) || [];
  const host = hostText.replace(/^\[(.*)\]$/, "$1");
  const isClear = port !== undefined || hostText !== host || !host.includes(":");
  if (!isClear || !isHost(host)) {
    throw new InvalidURL(
      `Cannot connect to the host ${JSON.stringify(text)}: expected a name or an address, not a URL; an IPv6 address in brackets, or with the port as the second argument`,
    );
  }
  return { host, port: checkedPort(port ?? (portText === "" ? defaultPort : Number(portText))) };
}

function isHost(host: string): boolean {
  if (host === "" || NOT_IN_HOST.test(host) || (host.includes(":") && !isIPv6(host))) return false;
  return asciiHost(host) !== "";
}

function checkedPort(port: number): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidURL(`Cannot connect to the port ${port}: expected a whole number from 0 to 65535`);
}

/**
 * The host as it goes onto the wire: letters outside ASCII become their IDNA form (UTS 46); `""` when they have none.
 *
 * @example
 * asciiHost("bücher.example") // "xn--bcher-kva.example"
 */
export function asciiHost(host: string): string {
  return /^[\0-\x7f]*$/.test(host) ? host : domainToASCII(host);
}

// The authority of a request-target in absolute-form   RFC 9112 §3.2.2
const AUTHORITY = /^https?:\/\/([^/?#]+)/i;

/**
 * Host and port that an absolute-form request-target names, for the Host field; undefined for any other form.
 *
 * @throws {InvalidURL} When it names a user, which must not be sent (RFC 9110 §4.2.4), or something that is not a host
 *
 * @example
 * hostOfTarget("http://example.com:81/get") // { host: "example.com", port: 81 }
 */
export function hostOfTarget(target: string): { host: string; port: number | undefined } | undefined {
  const authority = AUTHORITY.exec(target)?.[1];
  if (authority === undefined) return undefined;
  const { host, port } = splitHostPort(authority.replace("%25", "%"), undefined, -0);
  return { host, port: Object.is(port, -0) ? undefined : port };
}
