import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { answer, answerExpectation, answerRefusal } from "./answer.ts";
import { type Answers, Connection } from "./connection.ts";
import { hostAndPort } from "./host-and-port.ts";
import { type FaultyPeers, startFaultyPeers } from "./peers/start-peers.ts";
import { type ConnectionRecorder, Recorder } from "./recorder.ts";
import type { ConnectionRecording, PracticeEvent } from "./recording.ts";
import { Refusal } from "./refusal.ts";
import { type RequestTimes, requestTimes } from "./request-deadline.ts";
import { type RunningSecureSide, type SecureSide, startSecureSide } from "./secure-side.ts";
import { newMemory } from "./service-memory.ts";
import { type PreparedReply, prepareReply, type StagedReply } from "./staged-reply.ts";

export interface PracticeOptions {
  /** A loopback address: `"127.0.0.1"` (as when left out), `"::1"` or `"localhost"`. */
  readonly host?: string;
  /** 0, as when left out, for any free port. */
  readonly port?: number;
  /** Whether to open the https ports too. */
  readonly tls?: boolean;
  /** Generous when left out. */
  readonly times?: Partial<RequestTimes>;
  /**
   * Resolves when a client has read what was sent to it before the call, where somebody can tell: a `readWithinMs` of a
   * staged reply ends then. What it says changes when octets leave, and not which.
   */
  readonly clientHasRead?: () => Promise<unknown>;
  /** How many recordings to keep, for a service that runs long; all of them when left out. */
  readonly mostRecordings?: number;
  /** Is told of everything as it happens. */
  readonly watch?: (event: PracticeEvent) => void;
}

/** A running practice service. */
export interface PracticeService {
  /** `"127.0.0.1"` */
  readonly host: string;
  readonly port: number;
  /** `"http://127.0.0.1:8080"` */
  readonly url: string;
  /** The https ports, once they are open. */
  readonly tls: SecureSide | undefined;
  /** The faulty peers, once they are started. */
  readonly peers: FaultyPeers | undefined;
  /** Every connection so far, on every port, oldest first; they grow while they live. */
  readonly connections: readonly ConnectionRecording[];
  /**
   * Answers `path` with this reply from now on, whatever the method.
   *
   * @param path Exact, as sent, without query
   * @param reply Steps that are not an array are made, and checked, as they are played
   * @throws {RangeError} For a path that no request can have, text beyond U+00FF, or a wait over 10 s
   */
  stage(path: string, reply: StagedReply): void;
  /**
   * Opens the https ports; asked again, tells of the same.
   *
   * @param firstPort The first of as many ports in a row, where they are free; any free ones when left out
   */
  startTls(firstPort?: number): Promise<SecureSide>;
  /** Opens the ports of the faulty peers; asked again, tells of the same. What they record, they keep. */
  startPeers(): Promise<FaultyPeers>;
  /** True as soon as the client's side of every connection has ended; false after `timeoutMs`. Of the peers' own, they tell. */
  allClosed(timeoutMs: number): Promise<boolean>;
  /** Ends everything, open connections and pauses too. */
  close(): Promise<void>;
}

/** A practice service with https ports. */
export interface SecurePracticeService extends PracticeService {
  readonly tls: SecureSide;
}

/**
 * Starts a practice service: a local httpbin on a raw socket, with faults and a recorder.
 *
 * @returns The service, listening
 * @throws {RangeError} For a host that is not loopback
 * @throws {Error} When it cannot listen, with the system's error as `cause`
 *
 * @example
 * const practice = await startPractice();
 * practice.stage("/odd", { steps: [{ send: "HTTP/1.1 299 Odd\r\nContent-Length: 0\r\n\r\n" }], end: "keep" });
 * await fetch(`${practice.url}/odd`); // status 299
 * await practice.close();
 */
export function startPractice(
  options: PracticeOptions & { readonly tls: true },
): Promise<SecurePracticeService>;
export function startPractice(options?: PracticeOptions): Promise<PracticeService>;
export async function startPractice(options: PracticeOptions = {}): Promise<PracticeService> {
  const { host = "127.0.0.1", port = 0, tls = false } = options;
  if (!/^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host)) {
    throw new RangeError(
      `Cannot serve on "${host}": the practice service is for loopback only. Leave the host out.`,
    );
  }
  // Half-open, so that a client which sends FIN after its request still gets the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  await listen(server, host, port);
  const service = new Service(server, server.address() as AddressInfo, options);
  if (tls) await service.startTls();
  return service;
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new Error(`Cannot listen on ${host}, port ${port}. Choose another port, or 0 for any free one.`, {
      cause,
    });
  }
  server.on("error", () => {}); // Failing to accept one connection must not end the process.
}

class Service implements PracticeService {
  readonly host: string;
  readonly port: number;
  readonly url: string;

  readonly #server: Server;
  readonly #options: PracticeOptions;
  readonly #recorder: Recorder;
  readonly #times: RequestTimes;
  readonly #open = new Set<Connection>();
  readonly #stages = new Map<string, PreparedReply>();
  #secure: Promise<RunningSecureSide> | undefined;
  #tls: SecureSide | undefined;
  #startingPeers: Promise<FaultyPeers> | undefined;
  #peers: FaultyPeers | undefined;
  readonly #memory = newMemory();

  constructor(server: Server, { address, port }: AddressInfo, options: PracticeOptions) {
    this.host = address;
    this.port = port;
    this.url = `http://${hostAndPort(address, port)}`;
    this.#server = server;
    this.#options = options;
    this.#times = { ...requestTimes, ...options.times };
    this.#recorder = new Recorder(options.mostRecordings, options.watch);
    server.on("connection", (socket) => {
      const recorder = this.#recorder.open({ clientPort: socket.remotePort });
      this.#serve(socket, recorder, this.#answers(socket, recorder, false));
    });
  }

  get tls(): SecureSide | undefined {
    return this.#tls;
  }

  get peers(): FaultyPeers | undefined {
    return this.#peers;
  }

  get connections(): readonly ConnectionRecording[] {
    return this.#recorder.connections;
  }

  stage(path: string, reply: StagedReply): void {
    if (!/^\/[\x21-\x7e]*$/.test(path) || /[?#]/.test(path)) {
      throw new RangeError(
        `Cannot stage "${path}": expected a path that begins with "/", encoded, without query.`,
      );
    }
    this.#stages.set(path, prepareReply(reply));
  }

  allClosed(timeoutMs: number): Promise<boolean> {
    return this.#recorder.allClosed(timeoutMs);
  }

  async startTls(firstPort = 0): Promise<SecureSide> {
    this.#secure ??= startSecureSide({
      host: this.host,
      firstPort,
      handshakeMs: this.#times.headMs,
      open: (securePort, clientPort) => this.#recorder.open({ securePort, clientPort }),
      onSecure: (socket, raw, recorder) => {
        this.#serve(socket, recorder, this.#answers(raw, recorder, true), raw);
      },
      onPlain: (socket, recorder) => this.#serve(socket, recorder, plainAnswers(socket)),
    });
    const { side } = await this.#secure;
    this.#tls = side;
    return side;
  }

  async startPeers(): Promise<FaultyPeers> {
    this.#startingPeers ??= startFaultyPeers(this.#options);
    this.#peers = await this.#startingPeers;
    return this.#peers;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#open) connection.destroy();
    const secure = await this.#secure?.catch(() => undefined);
    const peers = await this.#startingPeers;
    await Promise.all([closed, secure?.close(), peers?.close()]);
  }

  #serve(socket: Socket, recorder: ConnectionRecorder, answers: Answers, raw?: Socket): void {
    const surroundings = { times: this.#times, clientHasRead: this.#options.clientHasRead };
    const connection = new Connection(socket, recorder, answers, surroundings, raw);
    this.#open.add(connection);
    socket.once("close", () => this.#open.delete(connection));
    void connection.serve();
  }

  #answers(socket: Socket, recorder: ConnectionRecorder, isSecure: boolean): Answers {
    const { number } = recorder.recording;
    const connection = { number, clientPort: socket.remotePort ?? 0, requests: 0 };
    const surroundings = () => ({
      clientAddress: socket.remoteAddress ?? "",
      serviceHost: hostAndPort(socket.localAddress ?? this.host, socket.localPort ?? this.port),
      isSecure,
      tls: this.#tls,
      peers: this.#peers,
      connection,
      memory: this.#memory,
      stages: this.#stages,
      now: () => new Date(),
    });
    return {
      request: (request) => answer(request, surroundings()),
      expectation: (head) => answerExpectation(head, surroundings()),
      refusal: (refusal, method) => answerRefusal(refusal, method, surroundings()),
    };
  }
}

/** To whoever speaks http:// to an https port, whatever is asked: over TLS the same may be right. */
function plainAnswers({ localAddress = "", localPort = 0 }: Socket): Answers {
  const refusal = new Refusal(
    400,
    `This port speaks https://, and http:// came. Ask for https://${hostAndPort(localAddress, localPort)}/ instead.`,
  );
  const refuse = (method: string) => answerRefusal(refusal, method, { now: () => new Date() });
  return {
    request: ({ method }) => refuse(method),
    expectation: ({ method }) => refuse(method),
    refusal: (_, method) => refuse(method),
  };
}
