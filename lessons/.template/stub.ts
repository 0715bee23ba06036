// Lesson 99, template. The tasks stand in lessons/99-template.md; each function says what it promises.
import { HTTPConnection } from "#client";

/**
 * Task 1. Returns the request-line of a request (RFC 9112 §3), without its CRLF.
 *
 * @param method In capitals, as it is sent
 * @param target As it is sent: a path that begins with `/`
 *
 * @example
 * requestLine("GET", "/get") // "GET /get HTTP/1.1"
 */
export function requestLine(method: string, target: string): string {
  // TODO: Task 1
  throw new Error(
    `Task 1 is not written yet: requestLine(${JSON.stringify(method)}, ${JSON.stringify(target)})`,
  );
}

/**
 * Task 2. Sends GET `path` and returns the status code of the response. The connection is closed whatever happens; errors
 * of the client go on to the caller.
 *
 * @example
 * await statusOf("127.0.0.1", 8080, "/status/404") // 404
 */
export async function statusOf(host: string, port: number, path: string): Promise<number> {
  const connection = new HTTPConnection(host, port);
  try {
    // TODO: Task 2
    throw new Error(
      `Task 2 is not written yet: statusOf(${JSON.stringify(host)}, ${port}, ${JSON.stringify(path)})`,
    );
  } finally {
    connection.close();
  }
}
