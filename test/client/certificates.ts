// Certificates made for a test run: a private CA, and what it signs.

import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

/** What `tls` takes, in PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** A private CA. */
export interface Authority {
  /** Its own certificate, in PEM: what a client has to trust. */
  readonly ca: string;
  /** Signs a certificate for host names and addresses. `days` from now, negative for one that has expired. */
  issue(names: readonly string[], days?: number): Promise<Identity>;
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;

const newKeys = () =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as Promise<CryptoKeyPair>;

export async function makeAuthority(): Promise<Authority> {
  const keys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Test CA",
    ...validFor(1),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return { ca: ca.toString("pem"), issue: (names, days = 1) => issue(ca, keys, names, days) };
}

async function issue(
  ca: x509.X509Certificate,
  caKeys: CryptoKeyPair,
  names: readonly string[],
  days: number,
): Promise<Identity> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.create({
    subject: "CN=Test",
    issuer: ca.subject,
    ...validFor(days),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [new x509.SubjectAlternativeNameExtension(names.map(alternativeName))],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { cert: cert.toString("pem"), key: x509.PemConverter.encode(key, "PRIVATE KEY") };
}

function alternativeName(value: string): { type: "ip" | "dns"; value: string } {
  return { type: /^[\d.]+$/.test(value) ? "ip" : "dns", value };
}

function validFor(days: number): { notBefore: Date; notAfter: Date } {
  const end = Date.now() + days * DAY_MS;
  return { notBefore: new Date(end - 2 * DAY_MS), notAfter: new Date(end) };
}
