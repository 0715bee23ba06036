import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { answer, answerRefusal } from "./answer.ts";
import { Connection } from "./connection.ts";
import { FaultTurns } from "./faults/turns.ts";
import { type ConnectionRecording, Recorder } from "./recorder.ts";
import { type PreparedReply, prepareReply, type StagedReply } from "./staged-reply.ts";

export interface PracticeOptions {
  /** A loopback address: `"127.0.0.1"` (as when left out), `"::1"` or `"localhost"`. */
  readonly host?: string;
  /** 0, as when left out, for any free port. */
  readonly port?: number;
}

/** A running practice service. */
export interface PracticeService {
  /** `"127.0.0.1"` */
  readonly host: string;
  readonly port: number;
  /** `"http://127.0.0.1:8080"` */
  readonly url: string;
  /** Every connection so far, oldest first; they grow while they live. */
  readonly connections: readonly ConnectionRecording[];
  /**
   * Answers `path` with this reply from now on, whatever the method.
   *
   * @param path Exact, as sent, without query
   * @param reply Steps that are not an array are made, and checked, as they are played
   * @throws {RangeError} For a path that no request can have, text beyond U+00FF, or a pause over 10 s
   */
  stage(path: string, reply: StagedReply): void;
  /** True as soon as the client's side of every connection has ended; false after `timeoutMs`. */
  allClosed(timeoutMs: number): Promise<boolean>;
  /** Ends everything, open connections and pauses too. */
  close(): Promise<void>;
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
export async function startPractice({
  host = "127.0.0.1",
  port = 0,
}: PracticeOptions = {}): Promise<PracticeService> {
  if (!/^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host)) {
    throw new RangeError(
      `Cannot serve on "${host}": the practice service is for loopback only. Leave the host out.`,
    );
  }
  // Half-open, so that a client which sends FIN after its request still gets the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  await listen(server, host, port);
  return new Service(server, server.address() as AddressInfo);
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
  readonly #authority: string;
  readonly #recorder = new Recorder();
  readonly #open = new Set<Connection>();
  readonly #stages = new Map<string, PreparedReply>();
  readonly #faultTurns = new FaultTurns();

  constructor(server: Server, { address, family, port }: AddressInfo) {
    this.host = address;
    this.port = port;
    this.#authority = family === "IPv6" ? `[${address}]:${port}` : `${address}:${port}`;
    this.url = `http://${this.#authority}`;
    this.#server = server;
    server.on("connection", (socket) => this.#serve(socket));
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

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#open) connection.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    const surroundings = {
      clientAddress: socket.remoteAddress ?? "",
      serviceHost: this.#authority,
      stages: this.#stages,
      faultTurns: this.#faultTurns,
      now: () => new Date(),
    };
    const connection = new Connection(socket, this.#recorder.open(), {
      request: (request) => answer(request, surroundings),
      refusal: (refusal, method) => answerRefusal(refusal, method, surroundings),
    });
    this.#open.add(connection);
    socket.once("close", () => this.#open.delete(connection));
    void connection.serve();
  }
}
