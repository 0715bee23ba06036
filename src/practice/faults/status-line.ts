import { endless, type Fault, OK, oddity, TEXT, TWO, wrong } from "./fault.ts";

// status-line = HTTP-version SP status-code SP [ reason-phrase ]   RFC 9112 §4
// biome-ignore format: one fault a line reads as the table it is
export const statusLineFaults: readonly Fault[] = [
  wrong("bad-status-line", "RFC 9112 §4", "close", ["HTTP/1.1 2OO OK\r\nContent-Length: 0\r\n\r\n"], "A status code is three digits, not letters that look like them."),
  wrong("misspelt-protocol", "RFC 9112 §2.3", "close", [`HTP/1.1 200 OK\r\n${TWO}`], "HTTP is known by its first five octets, \"HTTP/\", and by nothing else."),
  wrong("lower-case-protocol", "RFC 9112 §2.3", "close", [`http/1.1 200 OK\r\n${TWO}`], "The letter case of field names does not matter; that of \"HTTP\" does."),
  wrong("another-protocol", "RFC 9112 §4", "close", ["SSH-2.0-OpenSSH_9.6\r\n"], "A port says nothing about the protocol that is spoken behind it."),
  wrong("no-head", "RFC 9112 §2.1", "close", ["<h1>It works</h1>\n"], "HTTP/0.9 answered with the content alone; a client that still takes it takes anything."),
  wrong("binary-frame", "RFC 9113 §3.4", "close", ["\0\0\0\x04\0\0\0\0\0"], "HTTP/2 is binary from its first octet: these nine are an empty SETTINGS frame."),
  wrong("empty-line-first", "RFC 9112 §2.2", "keep", [`\r\n${OK}${TWO}`], "A server should skip an empty line before a request; no client has to before a response."),
  wrong("two-spaces-in-status-line", "RFC 9112 §4", "close", [`HTTP/1.1  200 OK\r\n${TWO}`], "Exactly one space stands between version and status code: split(\" \") finds an empty code."),
  wrong("two-digit-status-code", "RFC 9112 §4", "close", [`HTTP/1.1 20 OK\r\n${TWO}`], "A status code has three digits."),
  wrong("status-code-zero", "RFC 9110 §15", "close", [`HTTP/1.1 000 Zero\r\n${TWO}`], "Three digits are not enough: the first says the class, and there is no class 0."),
  wrong("status-code-beyond-range", "RFC 9110 §15", "keep", [`HTTP/1.1 999 Denied\r\n${TWO}`], "Codes end at 599; a client should take a higher one for a server error."),
  oddity("unknown-status-code", "keep", [`HTTP/1.1 299 Calm\r\n${TWO}`], "A code that nobody registered counts as the x00 of its class: 299 as 200."),
  oddity("no-reason-phrase", "keep", [`HTTP/1.1 200 \r\n${TEXT}Content-Length: 2\r\n\r\nok`], "The reason-phrase may be empty."),
  wrong("no-space-after-status-code", "RFC 9112 §4", "keep", [`HTTP/1.1 200\r\n${TWO}`], "The space after the code belongs there even without a reason-phrase; many servers drop it."),
  oddity("reason-phrase-beyond-ascii", "keep", [`HTTP/1.1 200 D'acc\xf4rd\r\n${TWO}`], "Octets above 0x7f may stand in a reason-phrase: reading must not fail on them."),
  oddity("minor-version-two", "keep", [`HTTP/1.2 200 OK\r\n${TWO}`], "A higher minor version is read as the highest that one knows: HTTP/1.1."),
  wrong("major-version-two", "RFC 9113 §8.3.2", "close", [`HTTP/2.0 200 OK\r\n${TWO}`], "HTTP/2 has no status-line; a major version that one does not speak is no response."),
  wrong("lf-line-ends", "RFC 9112 §2.2", "keep", [`HTTP/1.1 200 OK\nX-Lamp: red\nContent-Length: 2\n\nok`], "Lines end with CRLF. Reading LF too is allowed; then every reader on the way must."),
  wrong("cut-status-line", "RFC 9112 §8", "close", ["HTTP/1."], "A response may end after any octet, in its first line too."),
  oddity("endless-status-line", "reset", endless("HTTP/1.1 200 ", "x".repeat(1024), 4096), "Every line needs a limit: this one has 4 MiB."),
];
