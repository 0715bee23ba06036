// A private certificate authority that lives in memory, for one run: no key of it ever reaches a disk.

// First, because x509 wants it to be there.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";

x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

/** A certificate and its key in PEM, as `node:tls` takes them. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** From when to when a certificate is valid, in days from now; negative for the past. */
export type Validity = readonly [fromDays: number, toDays: number];

/** Yesterday to a year from now: as long as a service could run. */
const VALID: Validity = [-1, 365];
/** An authority outlives whatever it signs, so that never two certificates of a chain are out of date. */
const AUTHORITY_VALID: Validity = [-800, 800];

/** Whoever can sign certificates. */
export interface Authority {
  /** Its own certificate, in PEM: what a client has to trust. */
  readonly ca: string;
  /**
   * Signs a certificate for a server or a client.
   *
   * @param names Host names and IP addresses (RFC 5280 §4.2.1.6); the first is the subject's common name too
   */
  issue(names: readonly string[], validity?: Validity): Promise<Identity>;
  /** Signs the certificate of another authority, which stands between this one and what that one issues. */
  intermediate(name: string): Promise<Authority>;
}

/** Makes a root: an authority that vouches for itself. */
export async function makeAuthority(name: string): Promise<Authority> {
  const signer = await newSigner(name);
  return authorityOf(signer, await sign(signer, signer, AUTHORITY_VALID, authorityExtensions));
}

/** Makes a certificate that vouches for itself and may sign nothing else. */
export async function makeSelfSigned(names: readonly string[]): Promise<Identity> {
  const own = await newSigner(names[0]!);
  return identity(own, await sign(own, own, VALID, () => endExtensions(names)));
}

function authorityOf(signer: Signer, certificate: x509.X509Certificate): Authority {
  return {
    ca: `${certificate.toString("pem")}\n`,
    async issue(names, validity = VALID) {
      const own = await newSigner(names[0]!);
      return identity(own, await sign(own, signer, validity, () => endExtensions(names)));
    },
    async intermediate(name) {
      const own = await newSigner(name);
      return authorityOf(own, await sign(own, signer, AUTHORITY_VALID, authorityExtensions));
    },
  };
}

interface Signer {
  readonly subject: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function newSigner(commonName: string): Promise<Signer> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  return { subject: `CN=${commonName}, O=http-by-hand`, keys: keys as webcrypto.CryptoKeyPair };
}

async function sign(
  { subject, keys }: Signer,
  issuer: Signer,
  [fromDays, toDays]: Validity,
  extensions: () => x509.Extension[],
): Promise<x509.X509Certificate> {
  const now = Date.now();
  return x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer.subject,
    notBefore: new Date(now + fromDays * DAY_MS),
    notAfter: new Date(now + toDays * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    extensions: [
      ...extensions(),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
}

// Strict verifiers, Python's since 3.13 among them, ask for each of these (RFC 5280 §4.2.1).
const authorityExtensions = () => [
  new x509.BasicConstraintsExtension(true, undefined, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
];

const endExtensions = (names: readonly string[]) => [
  new x509.BasicConstraintsExtension(false),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
  new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
  new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
];

function alternativeName(value: string): { type: "ip" | "dns"; value: string } {
  return { type: isIP(value) === 0 ? "dns" : "ip", value };
}

async function identity({ keys }: Signer, certificate: x509.X509Certificate): Promise<Identity> {
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    cert: `${certificate.toString("pem")}\n`,
    key: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}
