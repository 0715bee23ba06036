// The words after `npm run wire`, as data.

import { UsageError } from "./parse-command.ts";
import { defaultOptions, noticeTakenOptions, takeOption, type WireOptions } from "./wire-options.ts";

/** Where the request goes: to a practice service of its own, or to a server that was named. */
export type WireTarget =
  | { readonly kind: "practice"; readonly certificate?: string }
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
      readonly options: Readonly<WireOptions>;
    };

/** What has been said so far. */
interface Said {
  method?: string;
  target?: string;
  server?: Extract<WireTarget, { kind: "server" }>;
  readonly options: WireOptions;
}

/**
 * @param words What stands after `npm run wire`
 * @param certificates Names of the practice service's https ports
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is not known where it stands
 *
 * @example
 * parseWire(["GET", "/get"], ["good"]) // { kind: "exchange", method: "GET", target: "/get", to: { kind: "practice" }, options: { ... } }
 */
export function parseWire(
  words: readonly string[],
  certificates: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): WireCommand {
  noticeTakenOptions(environment);
  if (words.length === 0 || /^(?:--?)?(?:help|h)$/i.test(words[0]!)) return { kind: "help" };
  const said: Said = { options: defaultOptions() };
  const rest = [...words];
  while (rest.length > 0) takeWord(rest.shift()!, rest, said, certificates);
  return commandOf(said);
}

// A method is a token (RFC 9110 §9.1). None in use has a dot, as host names do, or begins with a dash, as flags do.
const METHOD = /^[A-Za-z][A-Za-z_-]*$/;

function takeWord(word: string, rest: string[], said: Said, certificates: readonly string[]): void {
  const { options } = said;
  const name = word.toLowerCase().replace(/^--?(?=[a-z])/, "");
  const certificate = options.certificate && certificates.find((each) => each.toLowerCase() === name);
  if (isTarget(word)) takeTarget(word, said);
  else if (takeOption(name, rest, options)) return;
  else if (certificate !== undefined) options.certificate = certificate;
  else if (said.method === undefined && METHOD.test(word)) said.method = word;
  else throw unknownWord(word, said);
}

function isTarget(word: string): boolean {
  return word === "*" || word.startsWith("/") || URL_PARTS.test(word);
}

// The path begins with "/", and where there is only a query, with "?".   RFC 3986 §3
const URL_PARTS = /^(https?):\/\/([^/?#]*)(.*)$/i;

function takeTarget(word: string, said: Said): void {
  if (said.target !== undefined) {
    throw new UsageError(
      `Cannot ask for "${word}" too: one exchange has one target.`,
      `Type \`npm run wire ${said.method ?? "GET"} ${word}\`.`,
    );
  }
  const [, scheme, authority = "", path = ""] = URL_PARTS.exec(word) ?? [];
  const target = scheme === undefined ? word : path.replace(/^(?!\/)/, "/");
  // The fragment stays with the client.   RFC 9110 §4.2.5
  said.target = target.replace(/#.*/, "");
  if (scheme !== undefined)
    said.server = { kind: "server", scheme: scheme.toLowerCase() as "http" | "https", authority };
}

function commandOf({ method, target, server, options }: Said): WireCommand {
  const { body, certificate, caFile, isChunked } = options;
  const chosen = method ?? (body === undefined ? "GET" : "POST");
  if (target === undefined && certificate === undefined) throw missingTarget(chosen);
  if (isChunked && body === undefined) {
    throw new UsageError("There is nothing to send in chunks.", "Type a body too: `body 'Hello' chunked`.");
  }
  if (server !== undefined && certificate !== undefined) {
    throw new UsageError(
      "`https` is for the practice service; a URL says itself whether it is https.",
      "Leave the word out, or begin the URL with `https://`.",
    );
  }
  if (caFile !== undefined && server?.scheme !== "https") {
    throw new UsageError("`ca` is for a URL that begins with `https://`.", "Leave it out.");
  }
  const practice = { kind: "practice", ...(certificate !== undefined && { certificate }) } as const;
  return { kind: "exchange", method: chosen, target: target ?? "/get", to: server ?? practice, options };
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
    "A path begins with `/`, and what has spaces stands in quotes. The other words: `npm run wire help`.",
  );
}
