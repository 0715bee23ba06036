// Lesson 6, http and https: one right answer. Yours may look different and be as right.
import { HTTPSConnection, InvalidURL } from "#client";

/** What a URL says about the connection, and about the request on it. */
export interface ConnectionPlan {
  /** Whether TLS is spoken. */
  readonly secure: boolean;
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  /** The URL's own, or the default one of its scheme. */
  readonly port: number;
  /** The request-target: path and query. */
  readonly target: string;
  /** The value of the field Host: with the port where it is not the default one. */
  readonly hostField: string;
}

/** Why TLS did not come about. */
export type TlsFailure =
  | "expired"
  | "not-yet-valid"
  | "self-signed"
  | "untrusted"
  | "wrong-host"
  | "not-tls"
  | "other";

/** Whom to trust, and where to connect. */
export interface SecureOptions {
  /** The certificate of the only CA to trust, in PEM. */
  readonly ca: string;
  /** The IP address to connect to, in place of asking for the URL's host. */
  readonly address: string;
}

/** A response, read to its end. */
export interface SecureResponse {
  readonly statusCode: number;
  /** The content, decoded as UTF-8. */
  readonly text: string;
}

/** What a certificate says. */
export interface CertificateFacts {
  /** The host names that it is for, in its own order; IP addresses left out. */
  readonly names: string[];
  /** The common name of who signed it. */
  readonly issuer: string;
  /** Until when it is valid, in the form of `toISOString()`. */
  readonly validTo: string;
}

/**
 * Task 1. Reads from a URL how to connect, and what to ask for.
 *
 * @throws {InvalidURL} When the scheme is neither `http` nor `https`, or there is no URL at all
 *
 * @example
 * connectionPlan("https://localhost:8443/get?a=1#top")
 * // { secure: true, host: "localhost", port: 8443, target: "/get?a=1", hostField: "localhost:8443" }
 */
export function connectionPlan(url: string): ConnectionPlan {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new InvalidURL(`Cannot connect to ${JSON.stringify(url)}: expected http:// or https://`);
  }
  return planOf(new URL(url));
}

/** The blank of task 1. Its scheme is known to be http or https. */
function planOf(url: URL): ConnectionPlan {
  // The scheme decides, and not the port: https may be spoken at any port, and http at 443.
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  // Brackets belong to the URL and to Host (RFC 9110 §7.2). An address that is connected to has none.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // `URL` knows the default port of each scheme, and leaves it out of `host`. User and fragment are in none of these.
  return { secure, host, port, target: url.pathname + url.search, hostField: url.host };
}

const KINDS: ReadonlyMap<unknown, TlsFailure> = new Map<unknown, TlsFailure>([
  ["CERT_HAS_EXPIRED", "expired"],
  ["CERT_NOT_YET_VALID", "not-yet-valid"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "untrusted"],
  // Every root is signed by itself. This one came along with the server's certificate, and is not in the list.
  ["SELF_SIGNED_CERT_IN_CHAIN", "untrusted"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "wrong-host"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "not-tls"],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "not-tls"],
]);

/**
 * Task 2. Says why TLS did not come about, by the `code` of the error. Never throws.
 *
 * @param error What was thrown: by the client, or anything else
 *
 * @example
 * classifyTls(Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" })) // "expired"
 */
export function classifyTls(error: unknown): TlsFailure {
  // Anything can be thrown, `undefined` too. The code is for programs; the message holds what somebody else chose, such
  // as the names in the certificate.
  const { code } = (error ?? {}) as { code?: unknown };
  return KINDS.get(code) ?? "other";
}

/**
 * Task 3. Sends a GET for an https URL, over a connection to `address`, and reads the response, whatever its status code
 * is. Server name, verification and `Host` are as if the URL's host had been connected to. Where the certificate fails,
 * no octet of the request is sent. The connection is closed whatever happens; errors of the client go on to the caller.
 *
 * @param url Its host is a name
 *
 * @example
 * await getSecure("https://practice.test:8443/robots.txt", { ca, address: "127.0.0.1" })
 * // { statusCode: 200, text: "User-agent: *\nDisallow: /deny\n" }
 */
export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, host, port, pathname, search } = new URL(url);
  // `servername` is sent in the ClientHello, and the certificate has to be for it. Without it both would be about
  // `address`. Verification is on unless somebody turns it off.
  const tls = { ca, servername: hostname };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    // The client would make Host of what it connects to.
    await connection.request("GET", pathname + search, { headers: { Host: host } });
    const response = await connection.getResponse();
    return { statusCode: response.status, text: new TextDecoder().decode(await response.read()) };
  } finally {
    connection.close();
  }
}

// Imports usually stand at the top of a file. Here they show what this task needs.
import { once } from "node:events";
import { connect } from "node:tls";

/**
 * Task 4, stretch. Opens a TLS connection to `address`, as task 3 does, and tells what the server's certificate says.
 * Sends no request. The connection is closed whatever happens; errors go on to the caller, and then nothing is told.
 *
 * @param url Its host is a name
 *
 * @example
 * (await certificateFacts("https://practice.test:8443", { ca, address: "127.0.0.1" })).names
 * // ["practice.test", "localhost"]
 */
export async function certificateFacts(
  url: string,
  { ca, address }: SecureOptions,
): Promise<CertificateFacts> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: address, port: Number(port || 443), servername: hostname, ca });
  try {
    // Comes when the certificate was verified; until then it is a claim. An "error" before it is thrown here.
    await once(socket, "secureConnect");
    const { subjectaltname = "", issuer, valid_to: validTo } = socket.getPeerCertificate();
    return {
      names: hostNames(subjectaltname),
      issuer: String(issuer.CN),
      validTo: new Date(validTo).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}

/** @param alternativeNames `"DNS:practice.test, DNS:localhost, IP Address:127.0.0.1"` */
function hostNames(alternativeNames: string): string[] {
  const entries = alternativeNames.split(", ").filter((entry) => entry.startsWith("DNS:"));
  return entries.map((entry) => entry.slice("DNS:".length));
}
