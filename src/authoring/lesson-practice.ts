import { type PracticeService, startPractice } from "../practice/index.ts";

// Four digits, as many as the 8080 that is shown instead, so that a Content-Length fits what it counts. Not 8080
// itself, where the author's own service may be.
const FIRST_PORT = 9371;
const LAST_PORT = 9999;

/**
 * Starts the practice service that a snippet talks to, at the first free port of four digits.
 *
 * @param text The snippet: one that asks for `/tls` or `/ca.pem` finds the https ports open. They take their time.
 */
export async function startLessonPractice(text: string, port = FIRST_PORT): Promise<PracticeService> {
  try {
    return await startPractice({ port, tls: /\/(?:tls|ca\.pem)\b/.test(text) });
  } catch (error) {
    if (port === LAST_PORT || !isTaken(error)) throw error;
    return startLessonPractice(text, port + 1);
  }
}

function isTaken(error: unknown): boolean {
  const code = (error as { cause?: NodeJS.ErrnoException }).cause?.code;
  // Windows reserves ports, and then says EACCES.
  return code === "EADDRINUSE" || code === "EACCES";
}
