// The words after `npm run wire`, as data.

import { UsageError } from "./parse-command.ts";

/** Where the request goes: to a practice service of its own, or to a server that was named. */
export type WireTarget =
  | { readonly kind: "practice"; readonly isSecure: boolean; readonly certificate: string }
  | { readonly kind: "server"; readonly scheme: "http" | "https"; readonly authority: string };

/** What the person wants to see on the wire. */
export type WireCommand =
  | { readonly kind: "help" }
  | {
      readonly kind: "exchange";
      readonly method: string;
      /** The request-target: path and query. */
      readonly target: string;
      readonly to: WireTarget;
      readonly fields: readonly (readonly [name: string, value: string])[];
      readonly body?: string;
      readonly isChunked: boolean;
      readonly version: 10 | 11;
      readonly timeoutMs: number;
    };

/** What has been said so far. */
interface Said {
  method?: string;
  target?: string;
  to?: WireTarget;
  certificate?: string;
  readonly fields: (readonly [name: string, value: string])[];
  body?: string;
  isChunked: boolean;
  version: 10 | 11;
  timeoutMs: number;
}

const DEFAULT_TIMEOUT_MS = 5000;
const LONGEST_TIMEOUT_MS = 600_000;

/**
 * @param words What stands after `npm run wire`
 * @param certificates Names of the practice service's https ports
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is not known where it stands
 *
 * @example
 * parseWire(["GET", "/get"], ["good"]) // { kind: "exchange", method: "GET", target: "/get", to: { kind: "practice", isSecure: false, certificate: "good" }, ... }
 */
export function parseWire(
  words: readonly string[],
  certificates: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): WireCommand {
  noticeFlags(environment);
  if (words.length === 0 || /^(?:--?)?(?:help|h)$/i.test(words[0]!)) return { kind: "help" };
  const said: Said = { fields: [], isChunked: false, version: 11, timeoutMs: DEFAULT_TIMEOUT_MS };
  const rest = [...words];
  while (rest.length > 0) takeWord(rest.shift()!, rest, said, certificates);
  return commandOf(said);
}

function takeWord(word: string, rest: string[], said: Said, certificates: readonly string[]): void {
  const name = word.toLowerCase().replace(/^--?(?=[a-z])/, "");
  const certificate = said.certificate && certificates.find((each) => each.toLowerCase() === name);
  if (isTarget(word)) takeTarget(word, said);
  else if (isOption(name)) OPTIONS[name](rest, said);
  else if (certificate !== undefined) said.certificate = certificate;
  else if (said.method === undefined && METHOD.test(word)) said.method = word;
  else throw unknownWord(word, said);
}

// token = 1*tchar   RFC 9110 §5.6.2
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// A method is a token. None in use has a dot or begins with a dash, as host names and flags do.
const METHOD = /^[A-Za-z][A-Za-z_-]*$/;

const OPTIONS = {
  field: (rest: string[], said: Said) => {
    said.fields.push(fieldOf(argumentOf("field", "'Accept: text/html'", rest)));
  },
  body: (rest: string[], said: Said) => {
    said.body = argumentOf("body", "'Hello'", rest);
  },
  timeout: (rest: string[], said: Said) => {
    said.timeoutMs = timeoutOf(argumentOf("timeout", "20000", rest));
  },
  version: (rest: string[], said: Said) => {
    said.version = versionOf(argumentOf("version", "1.0", rest));
  },
  chunked: (_: string[], said: Said) => {
    said.isChunked = true;
  },
  https: (_: string[], said: Said) => {
    said.certificate = "good";
  },
} as const;

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

function isTarget(word: string): boolean {
  return word === "*" || word.startsWith("/") || /^https?:\/\//i.test(word);
}

function takeTarget(word: string, said: Said): void {
  if (said.target !== undefined) {
    throw new UsageError(
      `Cannot ask for "${word}" too: one exchange has one target.`,
      `Type \`npm run wire ${said.method ?? "GET"} ${word}\`.`,
    );
  }
  const [, scheme, authority = "", path = ""] = URL_PARTS.exec(word) ?? [];
  said.target = scheme === undefined ? word : path.replace(/^(?!\/)/, "/");
  // The fragment stays with the client.   RFC 9110 §4.2.5
  said.target = said.target.replace(/#.*/, "");
  if (scheme !== undefined)
    said.to = { kind: "server", scheme: scheme.toLowerCase() as "http" | "https", authority };
}

// The path begins with "/", and where there is only a query, with "?".   RFC 3986 §3
const URL_PARTS = /^(https?):\/\/([^/?#]*)(.*)$/i;

function argumentOf(name: string, example: string, rest: string[]): string {
  const value = rest.shift();
  if (value !== undefined) return value;
  throw new UsageError(
    `What belongs to ${name} is missing.`,
    `Type it behind the word: \`npm run wire GET /get ${name} ${example}\`.`,
  );
}

function fieldOf(text: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^:]*?)\s*:[\t ]*(.*?)[\t ]*$/s.exec(text) ?? [];
  const isField = name !== undefined && TOKEN.test(name) && /^[^\0\r\n\u0100-\uffff]*$/.test(value!);
  if (isField) return [name, value!];
  throw new UsageError(
    `Cannot send the field "${text}": expected a name, a colon and a value, in one line of ISO-8859-1.`,
    "Type it in quotes: `npm run wire GET /get field 'Accept: text/html'`.",
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

function commandOf(said: Said): WireCommand {
  const { method = said.body === undefined ? "GET" : "POST", certificate, body, isChunked } = said;
  if (said.target === undefined && certificate === undefined) throw missingTarget(method);
  if (isChunked && body === undefined) {
    throw new UsageError("There is nothing to send in chunks.", "Type a body too: `body 'Hello' chunked`.");
  }
  const { to, fields, version, timeoutMs } = said;
  if (to?.kind === "server" && certificate !== undefined) {
    throw new UsageError(
      "`https` is for the practice service; a URL says itself whether it is https.",
      "Leave the word out, or begin the URL with `https://`.",
    );
  }
  const practice = {
    kind: "practice",
    isSecure: certificate !== undefined,
    certificate: certificate ?? "good",
  } as const;
  return {
    kind: "exchange",
    method,
    target: said.target ?? "/get",
    to: to ?? practice,
    fields,
    isChunked,
    version,
    timeoutMs,
    ...(body !== undefined && { body }),
  };
}

function missingTarget(method: string): UsageError {
  return new UsageError(
    "Cannot tell what to ask for.",
    `Type a path of the practice service, \`npm run wire ${method} /get\`, or a URL, \`npm run wire ${method} http://localhost:8080/get\`.`,
  );
}

function unknownWord(word: string, { method }: Said): UsageError {
  const what = `Cannot tell what "${word}" means here.`;
  // Git Bash on Windows makes a path of its own of a word that begins with a slash.
  if (/^[A-Z]:[\\/]/.test(word))
    return new UsageError(what, "Your shell made a file's path of it: begin with two slashes, `//get`.");
  if (/^-[a-z]$/i.test(word))
    return new UsageError(what, "Options are words: `field 'Name: value'`, `body 'text'`.");
  if (/^[\w.[\]:-]+[:.][\w.]+(?:\/|$)/.test(word))
    return new UsageError(what, `Is it a URL? Type \`npm run wire ${method ?? "GET"} http://${word}\`.`);
  return new UsageError(
    what,
    "A path begins with `/`; the other words are `field`, `body`, `chunked`, `https`, `version` and `timeout`: `npm run wire help`.",
  );
}

/** npm takes `--field` for a setting of its own, and passes on what is left of it. */
function noticeFlags(environment: NodeJS.ProcessEnv): void {
  const taken = Object.keys(OPTIONS).find((name) => environment[`npm_config_${name}`] !== undefined);
  if (taken === undefined) return;
  throw new UsageError(
    `npm took --${taken} for a setting of its own.`,
    `Type it as a word, without the dashes: \`npm run wire GET /get ${EXAMPLES[taken as keyof typeof OPTIONS]}\`.`,
  );
}

const EXAMPLES: Readonly<Record<keyof typeof OPTIONS, string>> = {
  field: "field 'Accept: text/html'",
  body: "body 'Hello'",
  timeout: "timeout 20000",
  version: "version 1.0",
  chunked: "body 'Hello' chunked",
  https: "https",
};
