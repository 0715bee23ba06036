// A second right answer to lesson 6, built differently: URLs by a pattern, a switch, `await using`, and the hook by
// which Node verifies names.
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HTTPSConnection, InvalidURL } from "#client";
import type {
  CertificateFacts,
  ConnectionPlan,
  SecureOptions,
  SecureResponse,
  TlsFailure,
} from "../../../solutions/06-http-and-https.ts";

export type * from "../../../solutions/06-http-and-https.ts";

//            scheme        user         host, in brackets or not    port          path       query
const PARTS = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d+))?(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/;

export function connectionPlan(url: string): ConnectionPlan {
  const [, scheme, host = "", portText, path = "/", query = ""] = PARTS.exec(url) ?? [];
  if (scheme === undefined) throw new InvalidURL(`No URL of http or https: ${url}`);
  const defaultPort = { http: 80, https: 443 }[scheme as "http" | "https"];
  const port = portText === undefined ? defaultPort : Number(portText);
  return {
    secure: scheme === "https",
    host: host.startsWith("[") ? host.slice(1, -1) : host,
    port,
    target: `${path}${query}`,
    hostField: port === defaultPort ? host : `${host}:${port}`,
  };
}

export function classifyTls(error: unknown): TlsFailure {
  if (!(error instanceof Error) || !("code" in error)) return "other";
  switch (error.code) {
    case "CERT_HAS_EXPIRED":
      return "expired";
    case "CERT_NOT_YET_VALID":
      return "not-yet-valid";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "self-signed";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "SELF_SIGNED_CERT_IN_CHAIN":
      return "untrusted";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return "wrong-host";
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return "not-tls";
    default:
      return "other";
  }
}

export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const parts = new URL(url);
  await using connection = new HTTPSConnection(address, parts.port === "" ? 443 : Number(parts.port), {
    tls: {
      ca: [ca],
      servername: parts.hostname,
      // As Node does it by itself.
      checkServerIdentity: (_, certificate) => checkServerIdentity(parts.hostname, certificate),
    },
  });
  const headers: [string, string][] = [["Host", parts.host]];
  await connection.request("GET", `${parts.pathname}${parts.search}`, { headers });
  const response = await connection.getResponse();
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of response) text += decoder.decode(piece, { stream: true });
  return { statusCode: response.status, text: text + decoder.decode() };
}

export async function certificateFacts(url: string, { ca, address }: SecureOptions) {
  const { hostname, port } = new URL(url);
  let shown: PeerCertificate | undefined;
  const tls = {
    ca,
    servername: hostname,
    checkServerIdentity(name: string, certificate: PeerCertificate) {
      shown = certificate;
      return checkServerIdentity(name, certificate);
    },
  };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    await connection.connect();
    return factsOf(shown!);
  } finally {
    connection.close();
  }
}

function factsOf({ subjectaltname = "", issuer, valid_to }: PeerCertificate): CertificateFacts {
  const names = Array.from(subjectaltname.matchAll(/DNS:([^,]+)/g), ([, name]) => name!);
  return { names, issuer: String(issuer.CN), validTo: new Date(valid_to).toISOString() };
}
