/** A solution in small, and what learners make of its exercise. */

const HEAD = `import { BadStatusLine } from "#client";

/** The five classes of status codes (RFC 9110 §15). */
export type StatusClass = "informational" | "successful" | "redirection" | "client-error" | "server-error";

/** The server answered with a status code that is not 2xx. */
export class NotSuccessful extends Error {
  override readonly name = "NotSuccessful";
  readonly statusCode: number;

  constructor(statusCode: number) {
    super("Expected a status code of 200 to 299 and got " + statusCode);
    this.statusCode = statusCode;
  }
}
`;

const TASK_1 = `/**
 * Task 1. Returns the status code of a status-line (RFC 9112 §4).
 *
 * @throws {BadStatusLine} When the line does not match the grammar
 *
 * @example
 * statusCodeOf("HTTP/1.1 404 Not Found") // 404
 */
export function statusCodeOf(line: string): number {`;

const TASK_2 = `/** Task 2. Returns the class of a status code: 404 is "client-error". */
export function statusClass(statusCode: number): StatusClass {`;

const TASK_3 = `/** Task 3, stretch. Says whether a response to a request never has a body (RFC 9112 §6.3). */
export function isBodyless(method: string, statusCode: number): boolean {`;

export const solution = `// Lesson 3, responses: one right answer. Yours may look different and be as right.
${HEAD}
// The last SP is optional here: servers that leave out the reason-phrase often drop it too. What is in the reason-phrase does not matter.
const STATUS_LINE = /^HTTP\\/\\d\\.\\d ([1-9]\\d\\d)(?: .*)?$/;

${TASK_1}
  const match = STATUS_LINE.exec(line);
  if (match === null) throw new BadStatusLine(line);
  return Number(match[1]);
}

${TASK_2}
  // Only the first digit counts, so a code that was registered after this was written has its class too.
  if (statusCode < 200) return "informational";
  if (statusCode < 300) return "successful";
  if (statusCode < 400) return "redirection";
  if (statusCode < 500) return "client-error";
  return "server-error";
}

// The two that are final and end with their field section; 1xx is looked at apart.
const BODYLESS = [204, 304];

${TASK_3}
  if (method === "HEAD") return true;
  return isInterim(statusCode) || BODYLESS.includes(statusCode);
}

function isInterim(statusCode: number): boolean {
  return statusClass(statusCode) === "informational";
}
`;

export const stub = `// Lesson 3, responses. The tasks stand in lessons/03-responses.md.
${HEAD}
${TASK_1}
  // TODO: Task 1
  throw new Error("Task 1 is not written yet: statusCodeOf(" + JSON.stringify(line) + ")");
}

${TASK_2}
  // TODO: Task 2
  throw new Error("Task 2 is not written yet: statusClass(" + statusCode + ")");
}

${TASK_3}
  // TODO: Task 3
  throw new Error("Task 3 is not written yet: isBodyless(" + JSON.stringify(method) + ", " + statusCode + ")");
}
`;

/** Right but for one line. */
export const oneLineWrong = solution.replace("statusCode < 300", "statusCode <= 300");

/** One line wrong, written by an editor with habits of its own: tabs, CRLF, blank lines, spaces at the end. */
export const otherWhiteSpace = oneLineWrong
  .replaceAll("\n  ", "\n\t")
  .replaceAll("\n}\n", "  \n}\n\n\n")
  .replaceAll("\n", "\r\n");

/** As right as the solution, and nothing like it; no docstring is left. */
export const builtDifferently = `import { BadStatusLine } from "#client";

const CLASSES = ["informational", "successful", "redirection", "client-error", "server-error"] as const;

export type StatusClass = (typeof CLASSES)[number];

export function statusClass(statusCode: number): StatusClass {
  return CLASSES[Math.min(Math.floor(statusCode / 100), 5) - 1] ?? "server-error";
}

export const isBodyless = (method: string, statusCode: number) => {
  const isHead = method === "HEAD";
  const isInterim = statusCode < 200;
  return isHead || isInterim || statusCode === 204 || statusCode === 304;
};

export const statusCodeOf = (line: string): number => {
  const [major, minor] = [line.charAt(5), line.charAt(7)];
  const code = line.slice(9, 12);
  const isRight =
    line.startsWith("HTTP/") &&
    isDigits(major) &&
    line.charAt(6) === "." &&
    isDigits(minor) &&
    line.charAt(8) === " " &&
    isDigits(code) &&
    code.length === 3;
  if (isRight) return Number.parseInt(code, 10);
  throw new BadStatusLine(line);
};

function isDigits(text: string): boolean {
  return text !== "" && [...text].every((character) => character >= "0" && character <= "9");
}
`;
