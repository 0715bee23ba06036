import { CHUNKED, endless, type Fault, OK, oddity, TEXT, wrong } from "./fault.ts";
import { HELLO_GZIP } from "./hello-coded.ts";

const HELLO = "5\r\nHello\r\n";
const LAST = "0\r\n\r\n";

// chunked-body = *chunk last-chunk trailer-section CRLF   RFC 9112 §7.1
// chunk        = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
// biome-ignore format: one fault a line reads as the table it is
export const chunkedFaults: readonly Fault[] = [
  oddity("split-character", "keep", [`${OK}${TEXT}${CHUNKED}`, ...chunks("Café"), LAST], "A chunk may end inside a character: decode the whole, not the pieces."),
  oddity("chunk-extensions", "keep", [`${OK}${CHUNKED}5;lamp=red;door="a;b"\r\nHello\r\n0;last\r\n\r\n`], "After the size a chunk may carry names and values, which nobody has to know."),
  oddity("trailers", "keep", [`${OK}Trailer: X-Lamp\r\n${CHUNKED}${HELLO}0\r\nX-Lamp: red\r\n\r\n`], "Fields may follow the last chunk: the body ends with their empty line, not with the 0."),
  oddity("chunked-in-odd-case", "keep", [`${OK}Transfer-Encoding: Chunked\r\n\r\n${HELLO}${LAST}`], "Names of codings have no letter case."),
  wrong("chunk-size-not-hexadecimal", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}5g\r\nHello\r\n${LAST}`], "A size is hexadecimal digits to its end: parseInt would take the 5 and forget the g."),
  wrong("empty-chunk-size", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}\r\nHello\r\n${LAST}`], "A size has at least one digit: an empty line is not 0."),
  wrong("negative-chunk-size", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}-5\r\nHello\r\n${LAST}`], "A size has no sign: a reader that takes one may walk backwards."),
  wrong("chunk-size-with-prefix", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}0x5\r\nHello\r\n${LAST}`], "To one reader 0x5 is five octets, to the next the 0 of the last chunk."),
  wrong("chunk-size-with-plus", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}+5\r\nHello\r\n${LAST}`], "What a language takes for a number is more than the grammar allows."),
  wrong("space-before-chunk-size", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED} 5\r\nHello\r\n${LAST}`], "No space stands before a size."),
  wrong("space-after-chunk-size", "RFC 9112 §7.1", "keep", [`${OK}${CHUNKED}5 \r\nHello\r\n${LAST}`], "Space after a size is wrong and old: some servers filled the line up with it."),
  wrong("lf-after-chunk-size", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}5\nHello\r\n${LAST}`], "The CR belongs to the size line: without it, readers disagree where the data begins."),
  wrong("huge-chunk-size", "RFC 9112 §8", "close", [`${OK}${CHUNKED}FFFFFFFFFFFFFFFFF\r\nHello\r\n${LAST}`], "Seventeen digits are more than 64 bits: a reader whose number wraps around sees another size."),
  oddity("long-chunk-extension", "keep", [`${OK}${CHUNKED}5;x=${"x".repeat(70_000)}\r\nHello\r\n${LAST}`], "What is ignored still has to be read: extensions need a limit too."),
  wrong("no-last-chunk", "RFC 9112 §8", "close", [`${OK}${CHUNKED}`, HELLO], "Only the last chunk says that the body is whole; the end of the connection does not."),
  wrong("cut-chunk", "RFC 9112 §8", "close", [`${OK}${CHUNKED}`, "14\r\nHello, world"], "The size was 20, and 12 octets came: they are the beginning of something unknown."),
  wrong("cut-last-chunk", "RFC 9112 §8", "close", [`${OK}${CHUNKED}`, `${HELLO}0\r\n`], "After the last chunk an empty line, or trailers, are still to come."),
  wrong("chunk-longer-than-size", "RFC 9112 §7.1", "close", [`${OK}${CHUNKED}5\r\nHello, world\r\n${LAST}`], "CRLF follows the data: where something else stands, the size was wrong."),
  wrong("octets-after-last-chunk", "RFC 9112 §6.3", "keep", [`${OK}${CHUNKED}${HELLO}${LAST}more`], "What follows the last chunk is not the body's: it poses as the next response."),
  wrong("trailer-without-colon", "RFC 9112 §5", "close", [`${OK}${CHUNKED}${HELLO}0\r\nX-Lamp red\r\n\r\n`], "Trailers are field lines, by the same rules."),
  oddity("three-hundred-trailers", "keep", [`${OK}${CHUNKED}${HELLO}0\r\n${"X-Lamp: red\r\n".repeat(300)}\r\n`], "Trailers need a limit as the fields before the body do."),
  oddity("gzip-and-chunked", "keep", [`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n23\r\n${HELLO_GZIP}\r\n${LAST}`], "Transfer codings are a list: chunked comes off first, and gzip is still on."),
  oddity("chunked-not-last", "close", [`${OK}Transfer-Encoding: chunked, gzip\r\n\r\n${HELLO}${LAST}`], "Where chunked is not the last coding, the body ends with the connection."),
  wrong("chunked-twice", "RFC 9112 §6.1", "close", [`${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n${HELLO}${LAST}`], "Chunked may be applied once: a second one is a second message in the first."),
  oddity("unknown-transfer-coding", "close", [`${OK}Transfer-Encoding: xchunked\r\n\r\n${HELLO}${LAST}`], "A name that ends with chunked is another name."),
  wrong("chunked-in-old-version", "RFC 9112 §6.1", "close", [`HTTP/1.0 200 OK\r\n${CHUNKED}${HELLO}${LAST}`], "HTTP/1.0 has no chunks: the framing is faulty, and the connection ends after it."),
  oddity("endless-chunks", "reset", endless(`${OK}${CHUNKED}`, `3E80\r\n${"lamp\n".repeat(3200)}\r\n`, 4096), "Chunks need not end: read them as they come, up to a limit. These have 62 MiB."),
  oddity("endless-chunk-extensions", "reset", endless(`${OK}${CHUNKED}`, `1;x=${"x".repeat(1000)}\r\n.\r\n`, 4096), "A thousand octets of extension for each octet of content: an attack that no limit of the body sees."),
];

/** Each octet of the UTF-8 text as a chunk of its own. */
function chunks(text: string): string[] {
  return [...new TextEncoder().encode(text)].map((octet) => `1\r\n${String.fromCharCode(octet)}\r\n`);
}
