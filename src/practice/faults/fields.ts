import { drip, endless, type Fault, OK, oddity, TEXT, TWO, wrong } from "./fault.ts";

// field-line = field-name ":" OWS field-value OWS   RFC 9112 §5
// biome-ignore format: one fault a line reads as the table it is
export const fieldFaults: readonly Fault[] = [
  oddity("repeated-fields", "keep", [`${OK}Set-Cookie: a=1\r\nX-Lamp: red\r\nset-cookie: b=2\r\nX-LAMP: green\r\n${TEXT}Content-Length: 2\r\n\r\nok`], "A field name may come more than once, each time in another letter case."),
  oddity("mixed-case-fields", "keep", [`${OK}cOnTeNt-TyPe: Application/JSON\r\nCONTENT-LENGTH: 11\r\n\r\n{"ok":true}`], "Field names and media types have no letter case."),
  wrong("field-without-colon", "RFC 9112 §5", "keep", [`${OK}X-Lamp red\r\n${TWO}`], "A line without a colon is no field: who stops reading there loses the length below it."),
  wrong("space-before-colon", "RFC 9112 §5.1", "keep", [`${OK}X-Lamp : red\r\n${TWO}`], "No space stands before the colon: one reader sees \"X-Lamp\", the next another name."),
  wrong("empty-field-name", "RFC 9110 §5.1", "keep", [`${OK}: red\r\n${TWO}`], "A field name has at least one character."),
  oddity("empty-field-value", "keep", [`${OK}X-Lamp:\r\n${TWO}`], "An empty value is a value: the field is there."),
  wrong("folded-field", "RFC 9112 §5.2", "keep", [`${OK}X-Lamp: red,\r\n green\r\n${TWO}`], "Values once went on in the next line; a client reads such a fold as spaces."),
  wrong("space-before-first-field", "RFC 9112 §2.2", "keep", [`${OK} X-Lamp: red\r\n${TWO}`], "A first line that begins with a space continues nothing: refuse it or skip it, never guess."),
  wrong("nul-in-field", "RFC 9110 §5.5", "keep", [`${OK}X-Lamp: r\0ed\r\n${TWO}`], "A NUL ends a string in C and in nothing else: two programs see two values."),
  wrong("cr-in-field", "RFC 9112 §2.2", "keep", [`${OK}X-Lamp: red\rX-Door: open\r\n${TWO}`], "A CR without LF is a line's end to some readers only."),
  oddity("fields-beyond-ascii", "keep", [`${OK}X-Name: Andr\xe9\r\nX-Place: Z\xc3\xbcrich\r\n${TWO}`], "The octets of a value have no charset: these two fields were written in two."),
  oddity("names-of-objects", "keep", [`${OK}__proto__: lamp\r\nconstructor: door\r\n${TWO}`], "Field names come from strangers: an object that has them as keys is changed by them."),
  oddity("hundred-fields", "keep", [`${OK}${lines(99, "1")}${TWO}`], "Clients count: http.client gives up at 100 lines, node:http counts octets."),
  oddity("three-thousand-fields", "keep", [`${OK}${lines(2999, "1")}${TWO}`], "Many small lines cost memory as one long line does: both need a limit."),
  oddity("large-field-section", "keep", [`${OK}${lines(20, "x".repeat(1000))}${TWO}`], "20 KiB of fields is right and too much for some: node:http stops at 16 KiB."),
  oddity("long-field-line", "keep", [`${OK}X-Long: ${"x".repeat(70_000)}\r\n${TWO}`], "A line of 70,000 octets breaks no rule, and no client has to take it."),
  oddity("endless-field-line", "reset", endless(`${OK}X-Long: `, "x".repeat(1024), 4096), "Without a limit for a line, a client keeps all 4 MiB of this one."),
  oddity("endless-fields", "reset", endless(OK, lines(50, "lamp"), 2048), "Without a limit for their number, a client keeps all 100,000 of these fields."),
  wrong("cut-in-fields", "RFC 9112 §8", "close", [`${OK}X-Lamp: red\r\nContent-Le`], "A head that was cut off is no head: nobody knows what the missing lines said."),
  oddity("stalls-in-fields", "hold", [`${OK}X-Lamp: red\r\n`], "A time-out has to cover the head too, not only its first octet."),
  oddity("drips-head", "keep", drip(`${OK}${TWO}`, 30), "An octet now and then keeps a time-out for each read from ever ending: a deadline is another thing."),
  wrong("split-response", "RFC 9112 §11.1", "keep", ["HTTP/1.1 302 Found\r\nLocation: /get?lamp=red\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"], "A value with CRLF in it, written out as it is, becomes a response that the server never meant."),
];

function lines(count: number, value: string): string {
  return Array.from({ length: count }, (_, index) => `X-${index + 1}: ${value}\r\n`).join("");
}
