import { gzipSync } from "node:zlib";
import { type Fault, lazily, OK, oddity, wrong } from "./fault.ts";
import { HELLO_BROTLI, HELLO_DEFLATE_RAW, HELLO_GZIP, HELLO_GZIP_TWICE } from "./hello-coded.ts";

const GZIP = "Content-Encoding: gzip\r\n";
const BOMB_OCTETS = 10 * 1024 * 1024;

// Content-Encoding: RFC 9110 §8.4. Each has a Content-Length that is right: what is wrong is inside.
// biome-ignore format: one fault a line reads as the table it is
export const contentCodingFaults: readonly Fault[] = [
  wrong("gzip-cut-short", "RFC 1952 §2.3", "keep", [`${OK}${GZIP}Content-Length: 22\r\n\r\n${HELLO_GZIP.slice(0, 22)}`], "The length is right and the content is not whole: only the decoder can see it."),
  wrong("gzip-with-wrong-checksum", "RFC 1952 §2.3.1", "keep", [`${OK}${GZIP}Content-Length: 35\r\n\r\n${HELLO_GZIP.slice(0, 27)}\0\0\0\0\x0c\0\0\0`], "The checksum comes last: who has used the text by then has used what may be wrong."),
  wrong("gzip-that-is-none", "RFC 9110 §8.4", "keep", [`${OK}${GZIP}Content-Length: 12\r\n\r\nHello, world`], "Content-Encoding says what was done to the octets; here nothing was."),
  wrong("gzip-unannounced", "RFC 9110 §8.4", "keep", [`${OK}Content-Type: text/plain\r\nContent-Length: 35\r\n\r\n${HELLO_GZIP}`], "Without Content-Encoding these octets are the text; guessing would make another one."),
  wrong("octets-after-gzip", "RFC 1952 §2.2", "keep", [`${OK}${GZIP}Content-Length: 39\r\n\r\n${HELLO_GZIP}more`], "What stands after the end of the coding was decoded by nobody."),
  oddity("gzip-in-two-members", "keep", [`${OK}${GZIP}Content-Length: 70\r\n\r\n${HELLO_GZIP}${HELLO_GZIP}`], "A gzip may be several in a row: who stops after the first has half of the text."),
  oddity("gzip-twice", "keep", [`${OK}Content-Encoding: gzip, gzip\r\nContent-Length: 58\r\n\r\n${HELLO_GZIP_TWICE}`], "Content-Encoding is a list: the last one comes off first, and each has to."),
  wrong("deflate-raw", "RFC 9110 §8.4.1.2", "keep", [`${OK}Content-Encoding: deflate\r\nContent-Length: 17\r\n\r\n${HELLO_DEFLATE_RAW}`], "What HTTP calls deflate has zlib's wrapping; some servers never put it on."),
  wrong("brotli-cut-short", "RFC 7932 §9.2", "keep", [`${OK}Content-Encoding: br\r\nContent-Length: 9\r\n\r\n${HELLO_BROTLI.slice(0, 9)}`], "Brotli has no checksum: only its last block says that all of it came."),
  oddity("unknown-coding", "keep", [`${OK}Content-Encoding: rot13\r\nContent-Length: 12\r\n\r\nUryyb, jbeyq`], "A coding that one does not know cannot be taken off: the content is not the text."),
  oddity("gzip-bomb", "keep", lazily(bomb), "10 KiB on the wire are 10 MiB in memory: a limit has to count what comes out, while it comes out."),
];

function bomb(): [string, Uint8Array] {
  const octets = new Uint8Array(gzipSync(Buffer.alloc(BOMB_OCTETS)));
  return [`${OK}${GZIP}Content-Length: ${octets.length}\r\n\r\n`, octets];
}
