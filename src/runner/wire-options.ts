// The words that may stand behind a method and a target in `npm run wire`, as a table: what each changes, and an example.

import { UsageError } from "./parse-command.ts";

/** How the exchange shall be. */
export interface WireOptions {
  readonly fields: (readonly [name: string, value: string])[];
  body?: string;
  isChunked: boolean;
  version: 10 | 11;
  timeoutMs: number;
  /** Which https port of the practice service, by its certificate; undefined for its http port. */
  certificate?: string;
  /** A file with the certificate of a CA, in PEM. */
  caFile?: string;
}

interface WireOption {
  /** The word with what belongs to it, as one types it. */
  readonly example: string;
  /** Whether something belongs to the word. */
  readonly hasArgument: boolean;
  /** @throws {UsageError} When `argument` is not what belongs there */
  readonly take: (options: WireOptions, argument: string) => void;
}

type OptionName = "field" | "body" | "chunked" | "https" | "ca" | "version" | "timeout";

const OPTIONS: Readonly<Record<OptionName, WireOption>> = {
  field: {
    example: "field 'Accept: text/html'",
    hasArgument: true,
    take: (options, text) => void options.fields.push(fieldOf(text)),
  },
  body: { example: "body 'Hello'", hasArgument: true, take: (options, text) => set(options, { body: text }) },
  chunked: {
    example: "body 'Hello' chunked",
    hasArgument: false,
    take: (options) => set(options, { isChunked: true }),
  },
  https: { example: "https", hasArgument: false, take: (options) => set(options, { certificate: "good" }) },
  ca: {
    example: "ca practice-ca.pem",
    hasArgument: true,
    take: (options, caFile) => set(options, { caFile }),
  },
  version: {
    example: "version 1.0",
    hasArgument: true,
    take: (options, text) => set(options, { version: versionOf(text) }),
  },
  timeout: {
    example: "timeout 20000",
    hasArgument: true,
    take: (options, text) => set(options, { timeoutMs: timeoutOf(text) }),
  },
};

function set(options: WireOptions, change: Partial<WireOptions>): void {
  Object.assign(options, change);
}

const DEFAULT_TIMEOUT_MS = 5000;
const LONGEST_TIMEOUT_MS = 600_000;

/** Those of an exchange of which nothing else was said. */
export function defaultOptions(): WireOptions {
  return { fields: [], isChunked: false, version: 11, timeoutMs: DEFAULT_TIMEOUT_MS };
}

/**
 * Takes an option, if the word is one, and what belongs to it from `rest`.
 *
 * @returns Whether it was one
 * @throws {UsageError} When what belongs to it is missing, or cannot be
 */
export function takeOption(word: string, rest: string[], options: WireOptions): boolean {
  if (!isOption(word)) return false;
  const { example, hasArgument, take } = OPTIONS[word];
  const argument = hasArgument ? rest.shift() : "";
  if (argument === undefined) {
    throw new UsageError(
      `What belongs to ${word} is missing.`,
      `Type it behind the word: \`npm run wire GET /get ${example}\`.`,
    );
  }
  take(options, argument);
  return true;
}

function isOption(word: string): word is OptionName {
  return Object.hasOwn(OPTIONS, word);
}

// npm has a setting of this name itself.
const NPMS_OWN = "ca";

/** npm takes `--field` for a setting of its own, and passes on what is left of it. @throws {UsageError} When it did */
export function noticeTakenOptions(environment: NodeJS.ProcessEnv): void {
  const taken = Object.keys(OPTIONS).find(
    (name) => name !== NPMS_OWN && environment[`npm_config_${name}`] !== undefined,
  );
  if (taken === undefined) return;
  throw new UsageError(
    `npm took --${taken} for a setting of its own.`,
    `Type it as a word, without the dashes: \`npm run wire GET /get ${OPTIONS[taken as OptionName].example}\`.`,
  );
}

// field-name is a token   RFC 9110 §5.1, §5.6.2
const FIELD = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[\t ]*:[\t ]*([^\0\r\n\u0100-\uffff]*?)[\t ]*$/;

function fieldOf(text: string): readonly [name: string, value: string] {
  const [, name, value] = FIELD.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new UsageError(
    `Cannot send the field "${text}": expected a name, a colon and a value, in one line of ISO-8859-1.`,
    `Type it in quotes: \`npm run wire GET /get ${OPTIONS.field.example}\`.`,
  );
}

function timeoutOf(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0 && Number(text) <= LONGEST_TIMEOUT_MS) return Number(text);
  throw new UsageError(
    `Cannot wait for "${text}": expected milliseconds, 1 to ${LONGEST_TIMEOUT_MS}.`,
    "Type `timeout 20000` for 20 seconds.",
  );
}

function versionOf(text: string): 10 | 11 {
  const [, version] = /^(?:HTTP\/)?(1\.[01])$/i.exec(text) ?? [];
  if (version !== undefined) return version === "1.0" ? 10 : 11;
  throw new UsageError(
    `Cannot speak the version "${text}": this client knows 1.0 and 1.1.`,
    "Type `version 1.0`, or leave it out.",
  );
}
