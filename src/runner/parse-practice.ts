// The words after `npm run practice`, as data.

import { UsageError } from "./parse-command.ts";

/** What the person wants of the practice service. */
export type PracticeCommand = { readonly kind: "help" } | { readonly kind: "serve"; readonly port: number };

const DEFAULT_PORT = 8080;
const MOST_PORT = 65_535;

/**
 * @param words What stands after `npm run practice`
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When it is neither a port nor help
 *
 * @example
 * parsePractice(["9000"], {}) // { kind: "serve", port: 9000 }
 */
export function parsePractice(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): PracticeCommand {
  noticePortFlag(words, environment);
  const [first, second, ...rest] = words.map((word) => word.toLowerCase().replace(/^--?(?=[a-z])/, ""));
  if (first === undefined) return { kind: "serve", port: DEFAULT_PORT };
  if (first === "help" || first === "h") return { kind: "help" };
  if (first === "port" && second !== undefined) return parsePractice([second, ...rest]);
  if (second !== undefined) {
    throw new UsageError(
      `Cannot tell what "${words.slice(1).join(" ")}" means after ${words[0]}.`,
      `Type \`npm run practice ${words[0]}\`.`,
    );
  }
  return { kind: "serve", port: portOf(first.replace(/^port=/, "")) };
}

function portOf(word: string): number {
  if (/^\d{1,5}$/.test(word) && Number(word) <= MOST_PORT) return Number(word);
  throw new UsageError(
    `Cannot take "${word}" for a port: expected a whole number from 0 to ${MOST_PORT}, where 0 is any free one.`,
    `Type \`npm run practice ${DEFAULT_PORT}\`, or \`npm run practice help\`.`,
  );
}

/** npm takes `--port 9000` for a setting of its own, and passes on what is left of it. */
function noticePortFlag(words: readonly string[], { npm_config_port: port }: NodeJS.ProcessEnv): void {
  if (port === undefined) return;
  const wanted = /^\d+$/.test(port) ? port : (words[0] ?? DEFAULT_PORT);
  throw new UsageError(
    "npm took --port for a setting of its own.",
    `Type the port as a word: \`npm run practice ${wanted}\`.`,
  );
}
