import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { echoedCoding } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { jsonReply, type Reply } from "../reply.ts";

/** A content coding (RFC 9110 §8.4.1), the name of its member in the JSON, and how it is made. */
export interface Coding {
  readonly name: string;
  readonly member: string;
  readonly encode: (octets: Uint8Array) => Uint8Array;
}

export const gzip: Coding = { name: "gzip", member: "gzipped", encode: (octets) => gzipSync(octets) };
/** In the zlib format, as RFC 9110 §8.4.1.2 has it; some servers send it bare. */
export const deflate: Coding = {
  name: "deflate",
  member: "deflated",
  encode: (octets) => deflateSync(octets),
};
export const brotli: Coding = {
  name: "br",
  member: "brotli",
  encode: (octets) => brotliCompressSync(octets),
};

/** `/gzip`, `/deflate`, `/brotli`: coded whatever Accept-Encoding says, as httpbin does. */
export function codedReply(exchange: Exchange, { name, member, encode }: Coding): Reply {
  const reply = jsonReply(echoedCoding(exchange, member));
  return { ...reply, fields: [["Content-Encoding", name]], body: encode(reply.body ?? new Uint8Array(0)) };
}
