import { HTTPConnection, type HTTPResponse, HTTPSConnection } from "../../../src/client/index.ts";
import { ENOUGH_OCTETS, NEXT, responseText, type Subject } from "./subject.ts";

/** What the built-in client makes of a fault, in words that fit into a table. */
export async function clientOutcome(subject: Subject): Promise<string> {
  const connection = connectionTo(subject);
  try {
    return await outcome(connection, subject);
  } finally {
    connection.close();
  }
}

function connectionTo({ role, port, timeoutMs }: Subject): HTTPConnection {
  if (role === "https") return new HTTPSConnection("127.0.0.1", port, { timeout: timeoutMs });
  const connection = new HTTPConnection("127.0.0.1", port, { timeout: timeoutMs });
  if (role === "proxy") connection.setTunnel("example.test", 80);
  return connection;
}

async function outcome(connection: HTTPConnection, subject: Subject): Promise<string> {
  const { method, target, body } = subject;
  let call = "connect()";
  let response: HTTPResponse | undefined;
  let octets = 0;
  try {
    await connection.connect();
    const { localPort } = connection;
    await subject.whenOpen();
    call = "request()";
    await connection.request(method, target, body && { body });
    call = "getResponse()";
    response = await connection.getResponse();
    call = "read()";
    while (octets < ENOUGH_OCTETS && !response.isClosed()) octets += (await response.read1()).length;
    const seen = responseText(response.status, octets);
    if (!response.isClosed() || !subject.hasNext) return seen;
    await subject.whenPlayed();
    return `${seen}; ${await next(connection, localPort)}`;
  } catch (error) {
    const failure = `\`${errorName(error)}\` from \`${call}\``;
    return response === undefined ? failure : `${responseText(response.status, octets)}, then ${failure}`;
  }
}

/** What becomes of the request after it, on the same object. */
async function next(connection: HTTPConnection, localPort: number | undefined): Promise<string> {
  try {
    await connection.request("GET", NEXT);
    const isSame = connection.localPort === localPort;
    const response = await connection.getResponse();
    const surprise = response.status === 204 ? "" : `, which answers ${response.status}`;
    return `next on ${isSame ? "the same" : "a new"} connection${surprise}`;
  } catch (error) {
    return `next: \`${errorName(error)}\``;
  }
}

function errorName(error: unknown): string {
  const { name, code } = error as NodeJS.ErrnoException;
  return name === "Error" && code !== undefined ? code : name;
}
