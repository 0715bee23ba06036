// Lesson 6, http and https. The tasks stand in lessons/06-http-and-https.md; each function says what it promises.
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
  // TODO: Task 1. Return `{ secure: ..., host: ..., port: ..., target: ..., hostField: ... }`.
  throw new Error(`Task 1 is not written yet: connectionPlan(${JSON.stringify(url.href)})`);
}

/**
 * Task 2. Says why TLS did not come about, by the `code` of the error. Never throws.
 *
 * @param error What was thrown: by the client, or anything else
 *
 * @example
 * classifyTls(Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" })) // "expired"
 */
export function classifyTls(error: unknown): TlsFailure {
  // TODO: Task 2
  throw new Error(`Task 2 is not written yet: classifyTls(${String(error)})`);
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
  const { port } = new URL(url);
  // TODO: Task 3. What has TLS to know, besides where to connect?
  const connection = new HTTPSConnection(address, Number(port || 443), { tls: {} });
  try {
    // TODO: Task 3. Send the request, and read the response.
    throw new Error(
      `Task 3 is not written yet: getSecure(${JSON.stringify(url)}, ${ca.length} octets of CA)`,
    );
  } finally {
    connection.close();
  }
}

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
  // TODO: Task 4
  throw new Error(
    `Task 4 is not written yet: certificateFacts(${JSON.stringify(url)}, ${ca.length} octets of CA, ${address})`,
  );
}
