// A lesson shows what crossed the wire when it was written. Where a fence says "live", a reader sees what crosses now:
//
//     ```http                            the request, if it stands before
//     GET /robots.txt HTTP/1.1
//     ```
//     ```http live GET /robots.txt       the response to it
//     HTTP/1.1 200 OK
//     ```

import type { MessagePart, ObservedExchange, ObservedMessage } from "../exchange/observed.ts";
import { type CodeTokens, likeWritten } from "../screen/index.ts";

/** Text of a lesson, and the lookup of its colours. */
export interface LiveText {
  readonly markdown: string;
  readonly tokens: CodeTokens | undefined;
}

const RESPONSE = /^```http live ([A-Z]+) (\S+)\n(.*?)^```$/ms;
const REQUEST = /^```http\n([A-Z]+ \S+ HTTP\/1\.1\n.*?)^```$/ms;
const TIMEOUT_MS = 5_000;

/**
 * Makes the exchange of the text, where it has one, with a practice service that lives as long as it takes. A text whose
 * exchange cannot be made stays as it was written, and says so.
 */
export async function withLiveExchange(text: LiveText): Promise<LiveText> {
  const [, method, target, response] = RESPONSE.exec(text.markdown) ?? [];
  if (method === undefined || target === undefined || response === undefined) return text;
  const exchange = await makeExchange(method, target).catch(() => undefined);
  const received = exchange?.received.at(-1);
  if (exchange?.outcome.kind !== "complete" || exchange.sent === undefined || received === undefined)
    return remarked(text, NOT_MADE);
  const [, request = ""] = REQUEST.exec(text.markdown) ?? [];
  const live = replaced(replaced(text, request, textOf(exchange.sent)), response, textOf(received));
  return remarked(live, `Made just now, with a practice service at port ${exchange.request.origin.port}.`);
}

const NOT_MADE =
  "That was when the lesson was written: no exchange could be made just now. `npm run doctor` looks for what stands in the way.";

async function makeExchange(method: string, target: string): Promise<ObservedExchange> {
  const [{ startPractice }, { observeExchange }] = await Promise.all([
    import("../practice/index.ts"),
    import("../exchange/index.ts"),
  ]);
  const practice = await startPractice();
  try {
    const origin = { scheme: "http", host: practice.host, port: practice.port } as const;
    const request = { origin, method, target, fields: [], isChunked: false, version: 11 } as const;
    return await observeExchange({ ...request, timeoutMs: TIMEOUT_MS }, new AbortController().signal);
  } finally {
    await practice.close();
  }
}

/** The octets of a message, as a fence has them. */
function textOf({ head, body }: ObservedMessage): string {
  const octets = [...head, ...body].map((part: MessagePart) => part.octets);
  const text = Buffer.concat(octets).toString("utf8").replaceAll("\r\n", "\n");
  return text.endsWith("\n") ? text : `${text}\n`;
}

function replaced({ markdown, tokens }: LiveText, written: string, now: string): LiveText {
  return {
    markdown: markdown.replace(`\n${written}\`\`\``, () => `\n${now}\`\`\``),
    tokens: tokens && likeWritten(tokens, "http", written, now),
  };
}

function remarked({ markdown, tokens }: LiveText, remark: string): LiveText {
  return { markdown: markdown.replace(RESPONSE, (fence) => `${fence}\n\n${remark}`), tokens };
}
