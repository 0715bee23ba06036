import type { Authority, Identity, Validity } from "./authority.ts";

/*
 * The certificates of the https ports: each is right in everything but the one thing that its name says. Made anew for
 * each service, so that no key lies about anywhere.
 */

/** An https port, by the one thing that is wrong with its certificate. */
export type SecurePortName =
  | "good"
  | "expired"
  | "notYetValid"
  | "selfSigned"
  | "untrusted"
  | "wrongHost"
  | "missingIntermediate"
  | "clientCertificate";

interface Makers {
  /** What a client of the service trusts. */
  readonly root: Authority;
  /** What nobody trusts. */
  readonly stranger: Authority;
  readonly selfSigned: (names: readonly string[]) => Promise<Identity>;
  readonly names: readonly string[];
}

interface CertificateKind {
  readonly name: SecurePortName;
  /** One line for a list of the ports. */
  readonly about: string;
  readonly make: (makers: Makers) => Promise<Identity>;
}

const EXPIRED: Validity = [-365, -1];
// As far off as a service could possibly run.
const NOT_YET_VALID: Validity = [365, 730];

// biome-ignore format: one certificate a line reads as the table it is
export const certificateKinds: readonly CertificateKind[] = [
  { name: "good", about: "Its certificate is right.", make: ({ root, names }) => root.issue(names) },
  { name: "expired", about: "Its certificate ran out yesterday.", make: ({ root, names }) => root.issue(names, EXPIRED) },
  { name: "notYetValid", about: "Its certificate is valid from next year on.", make: ({ root, names }) => root.issue(names, NOT_YET_VALID) },
  { name: "selfSigned", about: "Its certificate is signed by itself.", make: ({ selfSigned, names }) => selfSigned(names) },
  { name: "untrusted", about: "Its certificate is signed by a CA that nobody trusts.", make: ({ stranger, names }) => stranger.issue(names) },
  { name: "wrongHost", about: "Its certificate is for elsewhere.test.", make: ({ root }) => root.issue(["elsewhere.test"]) },
  { name: "missingIntermediate", about: "It does not send the certificate between its own and the CA's.", make: async ({ root, names }) => (await root.intermediate("practice intermediate CA")).issue(names) },
  { name: "clientCertificate", about: "It wants a certificate from the client.", make: ({ root, names }) => root.issue(names) },
];

/** What the https ports show, and what a client needs to meet them. */
export interface Certificates {
  /** The certificate of the private CA, in PEM: what a client has to trust. */
  readonly ca: string;
  /** A certificate that the port `clientCertificate` takes, with its key. */
  readonly client: Identity;
  readonly servers: ReadonlyMap<SecurePortName, Identity>;
}

/** Host names that every certificate but one is for. Nobody can own a name in `.test` (RFC 6761 §6.2). */
const OWN_NAMES = ["practice.test", "localhost", "127.0.0.1", "::1"];

/**
 * Makes a CA and every certificate.
 *
 * @param address Where the service listens
 */
export async function makeCertificates(address: string): Promise<Certificates> {
  // Loaded only now: the library costs more than all that it makes.
  const { makeAuthority, makeSelfSigned: selfSigned } = await import("./authority.ts");
  const root = await makeAuthority("practice CA");
  const stranger = await makeAuthority("stranger CA");
  const makers: Makers = { root, stranger, selfSigned, names: [...new Set([...OWN_NAMES, address])] };
  const servers = await Promise.all(
    certificateKinds.map(async ({ name, make }) => [name, await make(makers)] as const),
  );
  return { ca: root.ca, client: await root.issue(["learner.test"]), servers: new Map(servers) };
}
