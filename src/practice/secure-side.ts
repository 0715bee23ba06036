import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import type { TlsOptions } from "node:tls";
import type { Identity } from "./authority.ts";
import {
  type Certificates,
  certificateKinds,
  makeCertificates,
  type SecurePortName,
} from "./certificates.ts";
import { hostAndPort } from "./host-and-port.ts";
import type { ConnectionRecorder } from "./recorder.ts";
import { type SecurePortListener, secureServer } from "./secure-port.ts";

/** One https port of a service. */
export interface SecurePort {
  readonly name: SecurePortName;
  /** What is wrong with it, in one sentence. */
  readonly about: string;
  readonly port: number;
  /** `"https://127.0.0.1:8443"` */
  readonly url: string;
}

/** The https ports by name, and what a client needs to meet them. */
export interface SecureSide extends Readonly<Record<SecurePortName, SecurePort>> {
  /** The certificate of the service's own CA, in PEM: what a client has to trust. */
  readonly ca: string;
  /** A certificate that the port `clientCertificate` takes, with its key. */
  readonly client: Identity;
}

export interface SecureSideOptions extends SecurePortListener {
  readonly host: string;
  /** The first of as many ports in a row; one that is taken is replaced by any free one. 0 for any free ones. */
  readonly firstPort: number;
  readonly handshakeMs: number;
  /** Begins the recording of a connection. */
  readonly open: (port: SecurePortName, clientPort: number | undefined) => ConnectionRecorder;
}

export interface RunningSecureSide {
  readonly side: SecureSide;
  /** Ends everything, handshakes too. */
  close(): Promise<void>;
}

/** One for a process: making them costs as much as a whole check of a grader. */
const madeCertificates = new Map<string, Promise<Certificates>>();

/** Opens every https port. */
export async function startSecureSide(options: SecureSideOptions): Promise<RunningSecureSide> {
  const { host, firstPort } = options;
  const made = madeCertificates.get(host) ?? makeCertificates(host);
  madeCertificates.set(host, made);
  const certificates = await made;
  const opened = await Promise.all(
    certificateKinds.map(({ name, about }, index) => {
      const wanted = firstPort === 0 ? 0 : firstPort + index;
      return openPort(name, about, wanted, certificates, options);
    }),
  );
  const ports = Object.fromEntries(opened.map(({ port }) => [port.name, port]));
  return {
    side: {
      ...(ports as Record<SecurePortName, SecurePort>),
      ca: certificates.ca,
      client: certificates.client,
    },
    close: async () => {
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}

async function openPort(
  name: SecurePortName,
  about: string,
  wanted: number,
  certificates: Certificates,
  { host, handshakeMs, open, ...listener }: SecureSideOptions,
): Promise<{ port: SecurePort; close: () => Promise<void> }> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  const endAll = secureServer(
    server,
    tlsOptions(name, certificates),
    handshakeMs,
    (clientPort) => open(name, clientPort),
    listener,
  );
  await listenNear(server, host, wanted);
  server.on("error", () => {}); // Failing to accept one connection must not end the process.
  const { address, port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    endAll();
    await closed;
  };
  return { port: { name, about, port, url: `https://${hostAndPort(address, port)}` }, close };
}

function tlsOptions(name: SecurePortName, { servers, ca }: Certificates): TlsOptions {
  const wantsClientCertificate = name === "clientCertificate";
  return {
    ...servers.get(name),
    ...(wantsClientCertificate && { ca, requestCert: true, rejectUnauthorized: true }),
  };
}

async function listenNear(server: Server, host: string, wanted: number): Promise<void> {
  try {
    server.listen(wanted <= MOST_PORT ? wanted : 0, host);
    await once(server, "listening");
  } catch (error) {
    if (wanted === 0) throw error;
    await listenNear(server, host, 0);
  }
}

const MOST_PORT = 65_535;
