// Lesson 99, template: one right answer. Yours may look different and be as right.
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
  // TODO: the reason for each step, in words for the learner.
  return `${method} ${target} HTTP/1.1`;
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
    await connection.request("GET", path);
    const response = await connection.getResponse();
    return response.status;
  } finally {
    // Also when one of the lines above throws.
    connection.close();
  }
}
