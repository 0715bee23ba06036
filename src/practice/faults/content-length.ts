import { drip, endless, type Fault, MOMENT, OK, oddity, TEXT, wrong } from "./fault.ts";

// Content-Length = 1*DIGIT   RFC 9110 §8.6; where a message body ends: RFC 9112 §6.3
// biome-ignore format: one fault a line reads as the table it is
export const contentLengthFaults: readonly Fault[] = [
  wrong("truncated-body", "RFC 9112 §8", "close", ["HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", "Hello, world"], "Content-Length shows when the end came too early."),
  wrong("resets-in-body", "RFC 9112 §8", "reset", [`${OK}Content-Length: 20\r\n\r\n`, "Hello, world", MOMENT], "A reset in the middle of a body is the connection's failure, not HTTP's: another error, the same loss."),
  oddity("stalls-in-body", "hold", [`${OK}Content-Length: 20\r\n\r\n`, "Hello, world"], "A time-out that covers only the head waits forever here."),
  wrong("body-longer-than-length", "RFC 9112 §6.3", "keep", [`${OK}Content-Length: 5\r\n\r\nHello, world`], "What stands after the body is the beginning of the next response, or poses as it."),
  wrong("same-length-twice", "RFC 9110 §5.3", "keep", [`${OK}Content-Length: 5\r\nContent-Length: 5\r\n\r\nHello`], "The same length twice may be read as one, or refused."),
  wrong("length-as-list", "RFC 9110 §8.6", "keep", [`${OK}Content-Length: 5, 5\r\n\r\nHello`], "Somebody on the way has joined two lines: the same length twice."),
  wrong("two-lengths", "RFC 9112 §6.3", "close", [`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nHello!`], "Two lengths that differ make two bodies of one: that is how smuggling begins."),
  wrong("negative-length", "RFC 9110 §8.6", "close", [`${OK}Content-Length: -5\r\n\r\nHello`], "A length is digits, without a sign."),
  wrong("length-with-plus", "RFC 9110 §8.6", "close", [`${OK}Content-Length: +5\r\n\r\nHello`], "What Number() or int() takes for a number is more than the grammar allows."),
  wrong("length-in-hexadecimal", "RFC 9110 §8.6", "close", [`${OK}Content-Length: 0x5\r\n\r\nHello`], "Content-Length is decimal; hexadecimal is the chunk-size, and without 0x."),
  wrong("empty-length", "RFC 9110 §8.6", "close", [`${OK}Content-Length:\r\n\r\nHello`], "An empty length is not 0, though Number(\"\") is."),
  wrong("huge-length", "RFC 9112 §8", "close", [`${OK}Content-Length: 99999999999999999999\r\n\r\nHello`], "A length may have more digits than a number can hold exactly."),
  wrong("length-beyond-memory", "RFC 9112 §8", "close", [`${OK}Content-Length: 9007199254740991\r\n\r\nHello`], "A length is an announcement: who reserves memory for it runs out before the first octet."),
  wrong("length-and-chunked", "RFC 9112 §6.1", "close", [`${OK}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n0\r\n\r\n`], "Two ways to find the end are two ends: one reader's rest is the next reader's response."),
  oddity("until-close", "close", [`${OK}${TEXT}\r\n`, "Hello, world"], "Without a length the body ends with the connection."),
  oddity("until-close-stalls", "hold", [`${OK}${TEXT}\r\n`, "Hello, world"], "Without a length, silence and the end look alike: only time tells them apart."),
  wrong("until-close-resets", "RFC 9112 §8", "reset", [`${OK}${TEXT}\r\n`, "Hello, world", MOMENT], "Without a length only the kind of the end says whether this was all."),
  wrong("content-after-no-content", "RFC 9112 §6.3", "keep", ["HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nHello"], "A 204 ends with its head, whatever its fields say; what follows is no body."),
  wrong("content-after-not-modified", "RFC 9112 §6.3", "keep", ["HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nHello"], "A 304 ends with its head: its length tells of what is not sent."),
  wrong("content-for-head", "RFC 9110 §9.3.2", "keep", [`${OK}Content-Length: 5\r\n\r\nHello`], "A response to HEAD ends with its head; ask for this one with HEAD."),
  oddity("drips-body", "keep", [`${OK}Content-Length: 20\r\n\r\n`, ...drip("Slow, and no failure", 50)], "Slow and steady is not stalled: a time-out for each read lets it pass."),
  oddity("endless-body", "reset", endless(`${OK}${TEXT}\r\n`, "lamp\n".repeat(3200), 4096), "A body need not end before memory does: read in pieces, up to a limit. This one has 62 MiB."),
];
