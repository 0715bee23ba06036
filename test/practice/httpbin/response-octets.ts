/** A response as a recorder sees it. Shares nothing with the service or the client. */
export interface SeenResponse {
  readonly status: number;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly framing: "none" | "content-length" | "chunked" | "close";
  /** Sizes of the chunks, with the last one's 0. */
  readonly chunks?: readonly number[];
  /** As text of ISO-8859-1 octets. */
  readonly body: string;
}

/** Takes what a service sent in answer to one request apart: interim responses and the final one. */
export function parseResponses(octets: string, method: string): SeenResponse[] {
  const responses: SeenResponse[] = [];
  for (let rest = octets; rest !== ""; ) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) throw new Error(`No end of the head in ${JSON.stringify(rest)}`);
    const [statusLine = "", ...lines] = rest.slice(0, end).split("\r\n");
    const status = Number(/^HTTP\/1\.[01] (\d+) /.exec(statusLine)?.[1]);
    const fields = lines.map((line) => [line.split(":", 1)[0]!, line.replace(/^[^:]*: ?/, "")] as const);
    const { length, ...response } = readBody(rest.slice(end + 4), method, status, fields);
    responses.push({ status, fields, ...response });
    if (Number.isNaN(status)) throw new Error(`No status code in ${JSON.stringify(statusLine)}`);
    rest = rest.slice(end + 4 + length);
  }
  return responses;
}

function readBody(rest: string, method: string, status: number, fields: SeenResponse["fields"]) {
  const value = (name: string) => fields.findLast(([other]) => other.toLowerCase() === name)?.[1];
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) {
    return { framing: "none" as const, body: "", length: 0 };
  }
  if (value("transfer-encoding") !== undefined) return readChunks(rest);
  const announced = value("content-length");
  if (announced === undefined) return { framing: "close" as const, body: rest, length: rest.length };
  const body = rest.slice(0, Number(announced));
  // Of two lengths the recorder believed the last, and what came after it was left over.
  const isContradicted = fields.filter(([name]) => name.toLowerCase() === "content-length").length > 1;
  return { framing: "content-length" as const, body, length: isContradicted ? rest.length : body.length };
}

function readChunks(octets: string) {
  const chunks: number[] = [];
  let body = "";
  let at = 0;
  for (;;) {
    const line = octets.slice(at, octets.indexOf("\r\n", at));
    const size = Number.parseInt(line, 16);
    if (Number.isNaN(size)) throw new Error(`No chunk-size in ${JSON.stringify(octets.slice(at))}`);
    at += line.length + 2;
    chunks.push(size);
    if (size === 0) break;
    body += octets.slice(at, at + size);
    at += size + 2;
  }
  return { framing: "chunked" as const, chunks, body, length: octets.indexOf("\r\n\r\n", at - 2) + 4 };
}
